// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.operators.rules.RuleReader;
import dev.bellwether.sandbox.workload.SampleRules;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the sample rules hold only after a time. */
final class SampleDurations {

    private SampleDurations() {}

    static Set<String> rules(int count) {
        return RuleReader.read(SampleRules.json(count)).rules().stream()
                .filter(rule -> rule.duration != null)
                .map(rule -> rule.id)
                .collect(Collectors.toSet());
    }
}
