// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class AlertBytesTest {

    @Test
    void shouldWriteTheWholeAlert() throws IOException {
        Alert alert = alert("AAPL moved");

        byte[] bytes = new AlertBytes().serialize(alert);

        assertThat(Json.mapper().readValue(bytes, Alert.class)).isEqualTo(alert);
    }

    @Test
    void shouldShortenWhatIsTooMuchForARecordAndKeepWhatItIs() throws IOException {
        byte[] bytes = new AlertBytes().serialize(alert("ş".repeat(AlertBytes.LONGEST)));

        assertThat(bytes).hasSizeLessThan(AlertBytes.LONGEST);
        Alert read = Json.mapper().readValue(bytes, Alert.class);
        assertThat(read.headline).hasSize(1_001).endsWith("…");
        assertThat(read.id).isEqualTo("gap:AAPL:5");
        assertThat(read.state).isEqualTo(AlertState.FIRING);
        assertThat(read.severity).isEqualTo(Severity.WARNING);
        assertThat(read.changedMillis).isEqualTo(6);
        assertThat(read.facts).isEmpty();
    }

    @Test
    void shouldAskForAStream() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KinesisAlertSink.from(new Configuration(), new Configuration()))
                .withMessage("KinesisAlerts: publish.stream is required");
    }

    private static Alert alert(String headline) {
        Alert alert = new Alert();
        alert.id = "gap:AAPL:5";
        alert.rule = "gap";
        alert.symbol = "AAPL";
        alert.state = AlertState.FIRING;
        alert.severity = Severity.WARNING;
        alert.worst = Severity.WARNING;
        alert.headline = headline;
        alert.facts = new String[] {"quote.price=1.0"};
        alert.startedMillis = 5;
        alert.changedMillis = 6;
        return alert;
    }
}
