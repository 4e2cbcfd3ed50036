// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads what people do about alerts, one JSON object a line: {@code {"verb":"acknowledge",
 * "alert":"price-move:AAPL","author":"ann","note":"on it","at_millis":1773432000000}}, or of a
 * silence {@code {"verb":"silence","alert":"maintenance","matchers":["symbol=AAPL"],"author":"ann",
 * "note":"known split","at_millis":1773432000000,"until_millis":1773439200000}}. What is no such
 * object is a dead letter, and where no alerts are made everything but silences is one.
 */
public final class AlertActionReader extends ProcessFunction<String, AlertAction> {

    /** Lines that are no actions. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("alert-action-letters", TypeInformation.of(DeadLetter.class));

    /** Those that are about silences. */
    public static final OutputTag<AlertAction> SILENCES =
            new OutputTag<>("silences", TypeInformation.of(AlertAction.class));

    private static final long serialVersionUID = 1L;

    /** Longer is a rule that should be removed. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(366);

    private static final String SOURCE = "alert-actions";

    private final boolean silencesOnly;

    private AlertActionReader(boolean silencesOnly) {
        this.silencesOnly = silencesOnly;
    }

    /** Beside the life cycle of alerts, which takes what is about one. */
    public static AlertActionReader ofAll() {
        return new AlertActionReader(false);
    }

    /** Where people are told only, of alerts that live in another application. */
    public static AlertActionReader ofSilences() {
        return new AlertActionReader(true);
    }

    @Override
    public void processElement(String line, Context context, Collector<AlertAction> out) {
        if (line.isBlank()) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        try {
            AlertAction action = Json.mapper().readValue(line, AlertAction.class);
            List<String> problems = new ArrayList<>();
            check(action, now, problems);
            if (!problems.isEmpty()) {
                refuse(line, String.join("; ", problems), now, context);
            } else if (isOfSilence(action)) {
                context.output(SILENCES, action);
            } else if (silencesOnly) {
                refuse(
                        line,
                        "alerts are taken on in the application that makes them, this one only"
                                + " tells people",
                        now,
                        context);
            } else {
                out.collect(action);
            }
        } catch (JsonProcessingException e) {
            refuse(line, e.getOriginalMessage(), now, context);
        }
    }

    private static boolean isOfSilence(AlertAction action) {
        return action.verb == AlertVerb.SILENCE || action.verb == AlertVerb.END_SILENCE;
    }

    private static void check(AlertAction action, long now, List<String> problems) {
        if (action == null || action.verb == null || action.alert == null) {
            problems.add("it must have a verb, and an alert such as price-move:AAPL");
        } else if (!isOfSilence(action)) {
            if (action.alert.indexOf(':') <= 0) {
                problems.add("its alert must be such as price-move:AAPL");
            }
        } else if (action.verb == AlertVerb.SILENCE) {
            PolicyReader.check(silence(action), problems);
            if (action.untilMillis <= now
                    || action.untilMillis > now + LONGEST_SILENCE.toMillis()) {
                problems.add("it must end after now, and within a year");
            }
        }
    }

    /** As it stands in a policy. */
    private static DeliveryPolicy.Silence silence(AlertAction action) {
        DeliveryPolicy.Silence silence = new DeliveryPolicy.Silence();
        silence.id = action.alert;
        silence.match = action.matchers == null ? null : Arrays.asList(action.matchers);
        silence.author = action.author;
        silence.reason = action.note;
        silence.until = Instant.ofEpochMilli(action.untilMillis).toString();
        return silence;
    }

    private static void refuse(String line, String why, long now, Context context) {
        context.output(
                DEAD_LETTERS,
                DeadLetter.of(
                        SOURCE,
                        ReasonCode.MALFORMED,
                        "no action on an alert: " + why,
                        line.getBytes(StandardCharsets.UTF_8),
                        now));
    }
}
