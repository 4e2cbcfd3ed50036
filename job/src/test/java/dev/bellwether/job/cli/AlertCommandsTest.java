// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlertCommandsTest {

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config;

    @BeforeEach
    void writeAlerts() throws IOException {
        Path day = Files.createDirectories(directory.resolve("alerts/date=2026-03-12"));
        Files.writeString(
                day.resolve("alerts-1.jsonl"),
                line("price-move:AAPL:1", 0, AlertState.FIRING, "2026-03-12T15:00:00Z")
                        + line("gap:MSFT:1", 0, AlertState.FIRING, "2026-03-12T14:30:00Z")
                        + line("gap:MSFT:1", 1, AlertState.RESOLVED, "2026-03-12T15:30:00Z"));
        Files.writeString(day.resolve(".alerts-2.jsonl.inprogress.1"), "{\"id\":");
        config = directory.resolve("config.json");
        Files.writeString(
                config,
                "[{\"PropertyGroupId\":\"Application\",\"PropertyMap\":{\"pipelines\":"
                        + "\"drawdowns;alerts\"}},"
                        + "{\"PropertyGroupId\":\"BarFiles\",\"PropertyMap\":{\"path\":\"x\"}},"
                        + "{\"PropertyGroupId\":\"Redis\",\"PropertyMap\":{\"nodes\":\"h:1\"}},"
                        + "{\"PropertyGroupId\":\"Alerts\",\"PropertyMap\":"
                        + "{\"actions.directory\":\""
                        + directory.resolve("actions")
                        + "\"}},{\"PropertyGroupId\":\"Files\",\"PropertyMap\":{\"directory\":\""
                        + directory
                        + "\"}}]");
    }

    @Test
    void shouldListWhatFiresAndOnRequestWhatIsOver() {
        assertThat(run("alerts")).isZero();
        assertThat(out.toString())
                .contains("2026-03-12 15:00  warning   firing        price-move:AAPL:1")
                .doesNotContain("gap:MSFT")
                .contains("1 of 2 alerts in");
        assertThat(run("alerts", "--all", "--symbol", "msft")).isZero();
        assertThat(out.toString()).contains("resolved      gap:MSFT:1");
        assertThat(run("alerts", "--severity", "CRITICAL")).isZero();
        assertThat(out.toString()).contains("0 of 2 alerts");
    }

    @Test
    void shouldTellTheStoryOfOne() {
        assertThat(run("explain", "gap:MSFT")).isZero();
        assertThat(out.toString())
                .contains("gap:MSFT:1")
                .contains("2026-03-12 14:30  firing, warning")
                .contains("2026-03-12 15:30  resolved, warning")
                .contains("quote.price=1.0");
        assertThat(run("explain", "gap:XOM")).isEqualTo(3);
        assertThat(out.toString()).contains("There is no alert gap:XOM");
    }

    @Test
    void shouldWriteAnActionWhereTheJobLooks() throws IOException {
        assertThat(run("ack", "price-move:AAPL", "--author", "ann", "--note", "on it")).isZero();

        try (Stream<Path> files = Files.list(directory.resolve("actions"))) {
            List<Path> all = files.collect(Collectors.toList());
            assertThat(all).hasSize(1);
            AlertAction action =
                    Json.mapper().readValue(Files.readString(all.get(0)), AlertAction.class);
            assertThat(action.verb).isEqualTo(AlertVerb.ACKNOWLEDGE);
            assertThat(action.alert).isEqualTo("price-move:AAPL");
            assertThat(action.author).isEqualTo("ann");
        }
        assertThat(run("ack", "AAPL")).isEqualTo(2);
        assertThat(err.toString()).contains("ALERT is such as price-move:AAPL");
    }

    @Test
    void shouldSendWhoeverTakesOnAnAlertToTheApplicationThatMakesIt() throws IOException {
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("drawdowns;alerts", "alerts")
                        .replaceFirst(
                                "\\[",
                                "[{\"PropertyGroupId\":\"KinesisAlerts\",\"PropertyMap\":"
                                        + "{\"streams\":\"alerts\"}},"));

        assertThat(run("ack", "price-move:AAPL")).isEqualTo(2);
        assertThat(err.toString()).contains("give --config of the application that publishes them");
        assertThat(directory.resolve("actions")).doesNotExist();
        assertThat(run("silence", "symbol=AAPL", "--reason", "split")).isZero();
        assertThat(directory.resolve("actions")).isNotEmptyDirectory();
    }

    private static String line(String id, int revision, AlertState state, String time) {
        Alert alert = new Alert();
        alert.id = id;
        alert.revision = revision;
        alert.rule = id.split(":")[0];
        alert.symbol = id.split(":")[1];
        alert.state = state;
        alert.severity = Severity.WARNING;
        alert.worst = Severity.WARNING;
        alert.headline = alert.symbol + " moved";
        alert.facts = new String[] {"quote.price=1.0"};
        alert.startedMillis = Instant.parse(time).toEpochMilli();
        alert.changedMillis = alert.startedMillis;
        return Json.write(alert) + "\n";
    }

    private int run(String... words) {
        CommandLine commandLine = Cli.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString()));
        return commandLine.execute(all.toArray(new String[0]));
    }
}
