// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.util.TimeUtils;

/** A rule that can be asked whether it holds. */
final class CompiledRule {

    private static final FactName[] NAMES = FactName.values();
    private static final Severity[] SEVERITIES = Severity.values();

    final AlertRule rule;
    final long durationMillis;
    private final RuleExpression enter;

    /** {@code null} if the rule has none. */
    private final RuleExpression leave;

    /** By severity, {@code null} where the rule has no level. */
    private final RuleExpression[] levels;

    private final Template headline;
    private final Map<String, Template> links = new TreeMap<>();
    private final Set<String> symbols;
    private final BitSet mentioned = new BitSet(Facts.COUNT);

    private CompiledRule(
            AlertRule rule,
            long durationMillis,
            RuleExpression enter,
            RuleExpression leave,
            RuleExpression[] levels) {
        this.rule = rule;
        this.durationMillis = durationMillis;
        this.enter = enter;
        this.leave = leave;
        this.levels = levels;
        this.headline = new Template(rule.id, rule.headline);
        rule.links.forEach((name, link) -> links.put(name, new Template(rule.id, link)));
        this.symbols = new HashSet<>(rule.symbols);
        mentioned.or(enter.mentioned());
        if (leave != null) {
            mentioned.or(leave.mentioned());
        }
        for (RuleExpression level : levels) {
            if (level != null) {
                mentioned.or(level.mentioned());
            }
        }
    }

    /**
     * Compiles a rule, or says all that is wrong with it.
     *
     * @param problems receives one sentence for each thing; if any, the result is {@code null}
     */
    static CompiledRule of(AlertRule rule, List<String> problems) {
        int before = problems.size();
        RuleExpression enter = RuleExpression.of("enter", rule.enter, problems);
        RuleExpression leave =
                rule.leave == null ? null : RuleExpression.of("leave", rule.leave, problems);
        RuleExpression[] levels = new RuleExpression[SEVERITIES.length];
        rule.levels.forEach(
                (severity, expression) ->
                        levels[severity.ordinal()] =
                                RuleExpression.of(
                                        "level " + severity.name().toLowerCase(Locale.ROOT),
                                        expression,
                                        problems));
        long duration = 0;
        if (rule.duration != null) {
            try {
                duration = TimeUtils.parseDuration(rule.duration).toMillis();
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.add("duration '" + rule.duration + "' is none such as '5 min'");
            }
        }
        Template.check("headline", rule.headline, problems);
        rule.links.forEach((name, link) -> Template.check("link " + name, link, problems));
        return problems.size() > before
                ? null
                : new CompiledRule(rule, duration, enter, leave, levels);
    }

    /** Symbols that it is for; empty: for all. */
    Set<String> symbols() {
        return symbols;
    }

    boolean isFor(String symbol, String assetClass) {
        return !rule.paused
                && (symbols.isEmpty() || symbols.contains(symbol))
                && (rule.assetClasses.isEmpty() || rule.assetClasses.contains(assetClass));
    }

    /** Places of the facts that any of its expressions looks at. */
    BitSet mentioned() {
        return mentioned;
    }

    /** Whether CEL itself need not be asked for any of its expressions. */
    boolean isTranslated() {
        boolean translated = enter.isTranslated() && (leave == null || leave.isTranslated());
        for (RuleExpression level : levels) {
            translated &= level == null || level.isTranslated();
        }
        return translated;
    }

    Answer enters(Facts facts) {
        return enter.ask(facts);
    }

    /** What {@link AlertRule#leave} says, or else the opposite of {@link #enters}. */
    Answer leaves(Facts facts) {
        return leave == null ? enter.ask(facts).negated() : leave.ask(facts);
    }

    /** Of the highest level that is true, else that of the rule. */
    Severity severity(Facts facts) {
        for (int i = levels.length - 1; i >= 0; i--) {
            if (levels[i] != null && levels[i].ask(facts) == Answer.TRUE) {
                return SEVERITIES[i];
            }
        }
        return rule.severity;
    }

    RuleTransition transition(
            ConditionPhase phase,
            Severity severity,
            Facts facts,
            long eventTimeMillis,
            long sinceMillis) {
        RuleTransition transition = new RuleTransition();
        transition.rule = rule.id;
        transition.symbol = facts.symbol();
        transition.phase = phase;
        transition.severity = severity;
        transition.eventTimeMillis = eventTimeMillis;
        transition.sinceMillis = sinceMillis;
        transition.headline = headline.filled(facts);
        transition.facts =
                mentioned.stream()
                        .filter(place -> place < NAMES.length)
                        .filter(place -> !Double.isNaN(facts.number(place)))
                        .mapToObj(place -> NAMES[place].text() + "=" + facts.number(place))
                        .sorted()
                        .toArray(String[]::new);
        transition.labels =
                rule.labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .sorted()
                        .toArray(String[]::new);
        transition.links =
                links.entrySet().stream()
                        .map(link -> link.getKey() + "=" + link.getValue().filled(facts))
                        .sorted()
                        .toArray(String[]::new);
        return transition;
    }
}
