// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.RuleSet;
import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * From texts to rules that can be used. A text that is no JSON, or could not be read, changes
 * nothing; a rule that is wrong is refused, and what ran under its name runs on. What is wrong is
 * told of in {@link #EVENTS}.
 */
public final class RuleCheck extends ProcessFunction<PlacedText, RuleSet> {

    /** What is wrong with rules. */
    public static final OutputTag<OperationalEvent> EVENTS =
            new OutputTag<>("rule-problems", TypeInformation.of(OperationalEvent.class));

    private static final long serialVersionUID = 1L;

    private static final String SOURCE = "rules";

    @Override
    public void processElement(PlacedText text, Context context, Collector<RuleSet> out) {
        List<String> problems = new ArrayList<>();
        RuleSet set = check(text, problems);
        if (set != null) {
            out.collect(set);
        }
        for (String problem : problems) {
            context.output(
                    EVENTS,
                    OperationalEvent.of(
                            SOURCE,
                            "rule-refused",
                            Severity.WARNING,
                            text.place + ": " + problem,
                            text.readMillis));
        }
    }

    /** Of the rules of a set that was checked. */
    public static List<String> ids(RuleSet set) {
        List<String> ids = new ArrayList<>();
        for (String json : set.rules) {
            ids.add(RuleReader.parse(json).id);
        }
        return ids;
    }

    /**
     * Checks a text.
     *
     * @param problems receives a sentence for each thing that is wrong
     * @return {@code null} if nothing of it counts
     */
    public static RuleSet check(PlacedText text, List<String> problems) {
        if (text.problem != null) {
            problems.add(text.problem);
            return null;
        }
        RuleSet set = new RuleSet();
        set.place = text.place;
        try {
            RuleReader.Result result = RuleReader.read(text.text);
            set.rules = result.rules().stream().map(AlertRule::toString).toArray(String[]::new);
            set.refused = result.refused().toArray(new String[0]);
            problems.addAll(result.problems());
            return set;
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return null;
        }
    }
}
