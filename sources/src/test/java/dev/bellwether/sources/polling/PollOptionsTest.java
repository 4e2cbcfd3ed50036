// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class PollOptionsTest {

    @Test
    void shouldFindNothingWrongWithAnInterval() {
        assertThat(problems("schedule.interval", "5 min")).isEmpty();
    }

    @Test
    void shouldFindNothingWrongWithEverythingSet() {
        assertThat(
                        problems(
                                "schedule.cron", "0 30 16 ? * MON-FRI",
                                "schedule.zone", "America/New_York",
                                "schedule.from", "2025-01-02T00:00:00Z",
                                "schedule.to", "2025-02-02T00:00:00Z",
                                "schedule.pace", "on-time",
                                "missed.firings", "catch-up",
                                "missed.firings.max", "7",
                                "chunk.size", "10",
                                "parallelism", "4",
                                "emit.unchanged", "false"))
                .isEmpty();
    }

    @Test
    void shouldAskForAScheduleAndForOneOnly() {
        assertThat(problems())
                .containsExactly(
                        Map.entry("schedule.interval", "is required: give it or schedule.cron"));
        assertThat(problems("schedule.interval", "1 s", "schedule.cron", "* * * * *"))
                .containsExactly(
                        Map.entry("schedule.cron", "must not be given with schedule.interval"));
    }

    @Test
    void shouldReportEverythingThatIsWrongAtOnce() {
        assertThat(
                        problems(
                                "schedule.interval", "1 ms",
                                "schedule.zone", "Mars/Olympus",
                                "schedule.from", "yesterday",
                                "schedule.pace", "on-time",
                                "chunk.size", "0",
                                "parallelism", "129",
                                "missed.firings.max", "100001"))
                .containsOnlyKeys(
                        "schedule.interval",
                        "schedule.zone",
                        "schedule.from",
                        "schedule.pace",
                        "chunk.size",
                        "parallelism",
                        "missed.firings.max")
                .containsEntry("chunk.size", "must be between 1 and 10000, was 0")
                .containsEntry(
                        "schedule.from",
                        "must be an ISO instant such as 2025-01-02T00:00:00Z, was yesterday");
    }

    @Test
    void shouldReportBadCombinations() {
        assertThat(
                        problems(
                                "schedule.cron", "61 * * * *",
                                "schedule.from", "2025-01-02T00:00:00Z",
                                "schedule.to", "2025-01-02T00:00:00Z",
                                "schedule.at-start", "true"))
                .containsOnlyKeys("schedule.cron", "schedule.to", "schedule.at-start");
        assertThat(problems("schedule.interval", "1 s", "schedule.zone", "UTC"))
                .containsEntry("schedule.zone", "has no effect without schedule.cron");
    }

    @Test
    void shouldMakeTheScheduleThatIsMeant() {
        Schedule schedule =
                PollOptions.schedule(
                        config(
                                "schedule.cron",
                                "30 16 * * *",
                                "schedule.zone",
                                "America/New_York"));

        assertThat(schedule.next(Instant.parse("2025-07-01T00:00:00Z").toEpochMilli()))
                .isEqualTo(Instant.parse("2025-07-01T20:30:00Z").toEpochMilli());
    }

    @Test
    void shouldSetUpTheBuilder() {
        PollingSourceBuilder<Polled> builder =
                PollOptions.configure(
                                config(
                                        "schedule.interval", "1 min",
                                        "schedule.to", "2025-02-02T00:00:00Z",
                                        "chunk.size", "3",
                                        "emit.unchanged", "false"),
                                PollingSource.<Polled>builder(),
                                new ByValue())
                        .fetchers(context -> new FakeFetcher())
                        .items(List.of("a"))
                        .typeInformation(Types.POJO(Polled.class));

        assertThat(builder.chunkSize).isEqualTo(3);
        assertThat(builder.change).isInstanceOf(ByValue.class);
        assertThat(builder.build().getBoundedness()).isEqualTo(Boundedness.BOUNDED);
    }

    private static Map<String, String> problems(String... keysAndValues) {
        Map<String, String> problems = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        PollOptions.check(
                config(keysAndValues),
                (option, message) -> {
                    if (problems.put(option.key(), message) != null) {
                        twice.add(option.key());
                    }
                });
        assertThat(twice).isEmpty();
        return problems;
    }

    private static Configuration config(String... keysAndValues) {
        Map<String, String> entries = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Configuration.fromMap(entries);
    }
}
