// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AlertAction;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class AlertActionReaderTest {

    private static final String TAKEN_ON =
            "{\"verb\":\"acknowledge\",\"alert\":\"gap:AAPL\",\"author\":\"ann\",\"at_millis\":1}";
    private static final String SILENCE =
            "{\"verb\":\"silence\",\"alert\":\"s\",\"matchers\":[\"symbol=AAPL\"],"
                    + "\"author\":\"ann\",\"note\":\"split\",\"at_millis\":1,"
                    + "\"until_millis\":1773439200}";

    @Test
    void shouldTellWhatIsAboutOneAlertFromSilences() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, AlertAction> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(AlertActionReader.ofAll())) {
            harness.processElement(TAKEN_ON, 0);
            harness.processElement(SILENCE, 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
            assertThat(harness.getSideOutput(AlertActionReader.SILENCES)).hasSize(1);
            assertThat(harness.getSideOutput(AlertActionReader.DEAD_LETTERS)).isNull();
        }
    }

    @Test
    void shouldRefuseToTakeOnAlertsWhereNoneAreMade() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, AlertAction> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(AlertActionReader.ofSilences())) {
            harness.processElement(TAKEN_ON, 0);
            harness.processElement(SILENCE, 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(AlertActionReader.SILENCES)).hasSize(1);
            assertThat(harness.getSideOutput(AlertActionReader.DEAD_LETTERS))
                    .extracting(record -> record.getValue().message)
                    .singleElement()
                    .asString()
                    .contains("in the application that makes them");
        }
    }
}
