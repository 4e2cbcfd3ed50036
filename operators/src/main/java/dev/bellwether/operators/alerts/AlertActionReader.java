// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads what people do about alerts, one JSON object a line: {@code {"verb":"acknowledge",
 * "alert":"price-move:AAPL","author":"ann","note":"on it","at_millis":1773432000000}}. What is no
 * such object is a dead letter.
 */
public final class AlertActionReader extends ProcessFunction<String, AlertAction> {

    /** Lines that are no actions. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("alert-action-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    private static final String SOURCE = "alert-actions";

    @Override
    public void processElement(String line, Context context, Collector<AlertAction> out) {
        if (line.isBlank()) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        try {
            AlertAction action = Json.mapper().readValue(line, AlertAction.class);
            if (action != null
                    && action.verb != null
                    && action.alert != null
                    && action.alert.indexOf(':') > 0) {
                out.collect(action);
                return;
            }
            refuse(line, "it must have a verb, and an alert such as price-move:AAPL", now, context);
        } catch (JsonProcessingException e) {
            refuse(line, e.getOriginalMessage(), now, context);
        }
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
