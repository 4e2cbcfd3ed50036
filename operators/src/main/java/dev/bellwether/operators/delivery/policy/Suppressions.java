// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import dev.bellwether.model.Alert;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Inhibition;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps an alert from being told: silences, and other alerts that stand for it. */
public final class Suppressions {

    /** A silence that can be asked. */
    public static final class ActiveSilence {
        final String id;
        final List<AlertMatcher> match;

        /** When it ends, epoch milliseconds UTC. */
        public final long untilMillis;

        private ActiveSilence(Silence silence) {
            this.id = silence.id;
            this.match = matchers(silence.match);
            this.untilMillis = Instant.parse(silence.until).toEpochMilli();
        }

        /** Of one that was checked. */
        public static ActiveSilence of(Silence silence) {
            return new ActiveSilence(silence);
        }
    }

    private static final class Rule {
        final List<AlertMatcher> source;
        final List<AlertMatcher> target;
        final List<String> equal;

        Rule(Inhibition inhibition) {
            this.source = matchers(inhibition.source);
            this.target = matchers(inhibition.target);
            this.equal = inhibition.equal;
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /** Of a policy that was checked. */
    public Suppressions(DeliveryPolicy policy) {
        policy.inhibitions.forEach(inhibition -> rules.add(new Rule(inhibition)));
    }

    private static List<AlertMatcher> matchers(List<String> texts) {
        return texts.stream().map(AlertMatcher::parse).collect(Collectors.toList());
    }

    /** Whether a change of this alert can change what others are kept back by. */
    public boolean isSource(Alert alert) {
        return rules.stream().anyMatch(rule -> AlertMatcher.all(rule.source, alert));
    }

    /**
     * What keeps an alert back, see {@link Alert#suppressedBy}; {@code null} if nothing does.
     *
     * @param open all alerts that fire or are taken on
     */
    public String of(
            Alert alert, Collection<ActiveSilence> silences, Collection<Alert> open, long now) {
        for (ActiveSilence silence : silences) {
            if (now < silence.untilMillis && AlertMatcher.all(silence.match, alert)) {
                return "silence:" + silence.id;
            }
        }
        for (Rule rule : rules) {
            // What matches both sides stands for nobody, so that two such do not hide each other.
            if (AlertMatcher.all(rule.target, alert) && !AlertMatcher.all(rule.source, alert)) {
                for (Alert other : open) {
                    if (!other.id.equals(alert.id)
                            && AlertMatcher.all(rule.source, other)
                            && haveInCommon(rule.equal, alert, other)) {
                        return "inhibition:" + other.id;
                    }
                }
            }
        }
        return null;
    }

    private static boolean haveInCommon(List<String> names, Alert one, Alert other) {
        for (String name : names) {
            if (!AlertMatcher.value(one, name).equals(AlertMatcher.value(other, name))) {
                return false;
            }
        }
        return true;
    }
}
