// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class DynamoDbOptionsTest {

    @Test
    void shouldWriteNothingUnlessATableIsNamed() {
        Configuration config = new Configuration();

        assertThat(problems(config)).isEmpty();
        assertThat(DynamoDbOptions.writesAlerts(config)).isFalse();
        assertThat(DynamoDbOptions.writesQuotes(config)).isFalse();
        config.setString("quotes.table", "processed-quotes");
        assertThat(problems(config)).isEmpty();
        assertThat(DynamoDbOptions.writesAlerts(config)).isFalse();
        assertThat(DynamoDbOptions.writesQuotes(config)).isTrue();
    }

    @Test
    void shouldNameEverythingThatIsWrongWithWhatIsAllowed() {
        Configuration config = new Configuration();
        config.setString("alerts.table", "no table!");
        config.setString("quotes.table", "ab");
        config.setString("alerts.ttl", "59 min");
        config.setString("quotes.ttl", "3651 d");
        config.setString("batch.linger", "0 ms");
        config.setString("max.in-flight", "0");
        config.setString("max.buffered", "24");
        config.setString("request.timeout", "0 ms");
        config.setString("retry.pause.max", "0 ms");

        assertThat(problems(config))
                .hasSize(9)
                .anyMatch(p -> p.startsWith("alerts.table must be a table's name, 3 to 255"))
                .anyMatch(p -> p.startsWith("quotes.table must be a table's name, 3 to 255"))
                .contains(
                        "max.in-flight must be from 1 to 50, was 0",
                        "max.buffered must be from 25 to 100000, was 24");
        assertThatThrownBy(() -> Table.of(new Configuration(), config, "table", "hash", "range"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DynamoDb: alerts.table must be")
                .hasMessageContaining("; max.buffered must be");
    }

    @Test
    void shouldNotTakeOneTableForBoth() {
        Configuration config = new Configuration();
        config.setString("alerts.table", "table");
        config.setString("quotes.table", "table");

        assertThat(problems(config))
                .containsExactly("quotes.table must not be the table of alerts: their keys differ");
    }

    private static List<String> problems(Configuration config) {
        List<String> problems = new ArrayList<>();
        DynamoDbOptions.check(
                config, (option, message) -> problems.add(option.key() + " " + message));
        return problems;
    }
}
