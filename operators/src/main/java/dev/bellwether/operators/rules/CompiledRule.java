// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;

/** A rule that can be asked whether it holds. */
final class CompiledRule {

    /** What an expression says of a symbol. */
    enum Answer {
        TRUE,
        FALSE,
        /** It depends on a fact that is not known. */
        UNKNOWN
    }

    /** Facts that are texts. */
    private static final List<String> TEXTS =
            List.of("symbol", "asset_class", "currency", "feed", "signal");

    private static final Map<String, FactName> NUMBERS = numbers();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /** Numbers may be compared whatever their type; what is not known is not an error. */
    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .enableUnknownTracking(true)
                    .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    final AlertRule rule;
    final long durationMillis;
    private final CelRuntime.Program enter;
    private final CelRuntime.Program leave;

    /** By severity, {@code null} where the rule has no level. */
    private final CelRuntime.Program[] levels;

    private final Set<String> symbols;
    private final List<FactName> mentioned = new ArrayList<>();

    private CompiledRule(
            AlertRule rule,
            long durationMillis,
            CelRuntime.Program enter,
            CelRuntime.Program leave,
            CelRuntime.Program[] levels) {
        this.rule = rule;
        this.durationMillis = durationMillis;
        this.enter = enter;
        this.leave = leave;
        this.levels = levels;
        this.symbols = new HashSet<>(rule.symbols);
        for (FactName name : FactName.values()) {
            if (mentions(rule.enter, name)
                    || mentions(rule.leave, name)
                    || rule.levels.values().stream().anyMatch(level -> mentions(level, name))) {
                mentioned.add(name);
            }
        }
    }

    private static boolean mentions(String expression, FactName name) {
        return expression != null
                && Pattern.compile("\\b" + Pattern.quote(name.text()) + "\\b")
                        .matcher(expression)
                        .find();
    }

    private static Map<String, FactName> numbers() {
        Map<String, FactName> numbers = new HashMap<>();
        for (FactName name : FactName.values()) {
            numbers.put(name.text(), name);
        }
        return numbers;
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setResultType(SimpleType.BOOL);
        NUMBERS.keySet().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        TEXTS.forEach(name -> builder.addVar(name, SimpleType.STRING));
        return builder.build();
    }

    /**
     * Compiles a rule, or says all that is wrong with it.
     *
     * @param problems receives one sentence for each thing; if any, the result is {@code null}
     */
    static CompiledRule of(AlertRule rule, List<String> problems) {
        int before = problems.size();
        CelRuntime.Program enter = program("enter", rule.enter, problems);
        CelRuntime.Program leave =
                rule.leave == null ? null : program("leave", rule.leave, problems);
        CelRuntime.Program[] levels = new CelRuntime.Program[Severity.values().length];
        rule.levels.forEach(
                (severity, expression) ->
                        levels[severity.ordinal()] =
                                program(
                                        "level " + severity.name().toLowerCase(Locale.ROOT),
                                        expression,
                                        problems));
        long duration = 0;
        if (rule.duration != null) {
            try {
                Duration parsed = TimeUtils.parseDuration(rule.duration);
                duration = parsed.toMillis();
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.add("duration '" + rule.duration + "' is none such as '5 min'");
            }
        }
        checkPlaceholders("headline", rule.headline, problems);
        rule.links.forEach((name, link) -> checkPlaceholders("link " + name, link, problems));
        return problems.size() > before
                ? null
                : new CompiledRule(rule, duration, enter, leave, levels);
    }

    private static CelRuntime.Program program(
            String name, String expression, List<String> problems) {
        if (expression == null || expression.isBlank()) {
            problems.add(name + " is missing");
            return null;
        }
        CelValidationResult result = COMPILER.compile(expression);
        for (CelIssue issue : result.getErrors()) {
            problems.add(
                    name
                            + ", line "
                            + issue.getSourceLocation().getLine()
                            + ", column "
                            + (issue.getSourceLocation().getColumn() + 1)
                            + ": "
                            + issue.getMessage());
        }
        if (result.hasError()) {
            return null;
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            return RUNTIME.createProgram(tree);
        } catch (CelValidationException | CelEvaluationException e) {
            problems.add(name + ": " + e.getMessage());
            return null;
        }
    }

    private static void checkPlaceholders(String where, String text, List<String> problems) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            String name = found.group(1);
            if (!name.equals("rule") && !TEXTS.contains(name) && !NUMBERS.containsKey(name)) {
                problems.add(where + " names {" + name + "}, which is no fact");
            }
        }
    }

    boolean isFor(String symbol, SymbolRules state) {
        return !rule.paused
                && (symbols.isEmpty() || symbols.contains(symbol))
                && (rule.assetClasses.isEmpty() || rule.assetClasses.contains(state.assetClass));
    }

    Answer enters(Facts facts) {
        return ask(enter, facts);
    }

    /** What {@link AlertRule#leave} says, or else the opposite of {@link #enters}. */
    Answer leaves(Facts facts) {
        if (leave != null) {
            return ask(leave, facts);
        }
        Answer holds = ask(enter, facts);
        return holds == Answer.UNKNOWN
                ? Answer.UNKNOWN
                : holds == Answer.TRUE ? Answer.FALSE : Answer.TRUE;
    }

    /** Of the highest level that is true, else that of the rule. */
    Severity severity(Facts facts) {
        for (int i = levels.length - 1; i >= 0; i--) {
            if (levels[i] != null && ask(levels[i], facts) == Answer.TRUE) {
                return Severity.values()[i];
            }
        }
        return rule.severity;
    }

    private static Answer ask(CelRuntime.Program program, Facts facts) {
        try {
            Object answer = program.eval(facts);
            return answer instanceof Boolean
                    ? (Boolean) answer ? Answer.TRUE : Answer.FALSE
                    : Answer.UNKNOWN;
        } catch (CelEvaluationException e) {
            // A division by zero of whole numbers, an index that is none: nothing can be told.
            return Answer.UNKNOWN;
        }
    }

    RuleTransition transition(
            ConditionPhase phase,
            Severity severity,
            Facts facts,
            long eventTimeMillis,
            long sinceMillis) {
        RuleTransition transition = new RuleTransition();
        transition.rule = rule.id;
        transition.symbol = facts.symbol;
        transition.phase = phase;
        transition.severity = severity;
        transition.eventTimeMillis = eventTimeMillis;
        transition.sinceMillis = sinceMillis;
        transition.headline = filled(rule.headline, facts);
        transition.facts =
                mentioned.stream()
                        .filter(name -> !Double.isNaN(facts.state.get(name)))
                        .map(name -> name.text() + "=" + facts.state.get(name))
                        .sorted()
                        .toArray(String[]::new);
        transition.labels =
                rule.labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .sorted()
                        .toArray(String[]::new);
        transition.links =
                rule.links.entrySet().stream()
                        .map(link -> link.getKey() + "=" + filled(link.getValue(), facts))
                        .sorted()
                        .toArray(String[]::new);
        return transition;
    }

    private String filled(String text, Facts facts) {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            found.appendReplacement(filled, Matcher.quoteReplacement(value(found.group(1), facts)));
        }
        return found.appendTail(filled).toString();
    }

    private String value(String name, Facts facts) {
        if (name.equals("rule")) {
            return rule.id;
        }
        FactName number = NUMBERS.get(name);
        if (number == null) {
            return facts.text(name);
        }
        double value = facts.state.get(number);
        if (Double.isNaN(value)) {
            return "?";
        }
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }

    /** What is known of the symbol that is being looked at. Not thread-safe. */
    static final class Facts implements CelVariableResolver {

        String symbol;
        SymbolRules state;

        @Override
        public Optional<Object> find(String name) {
            FactName number = NUMBERS.get(name);
            if (number == null) {
                return Optional.ofNullable(text(name));
            }
            double value = state.get(number);
            // Not as NaN: CEL finds that any whole number is at most NaN.
            return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
        }

        private String text(String name) {
            switch (name) {
                case "symbol":
                    return symbol;
                case "asset_class":
                    return state.assetClass;
                case "currency":
                    return state.currency;
                case "feed":
                    return state.feed;
                case "signal":
                    return state.signal;
                default:
                    return null;
            }
        }
    }
}
