// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.junit.jupiter.api.Test;

class ApplicationConfigurationTest {

    /** Options of an imaginary component. */
    public static final class PumpOptions {
        public static final ConfigOption<Duration> PAUSE =
                ConfigOptions.key("pause")
                        .durationType()
                        .defaultValue(Duration.ofSeconds(3))
                        .withDescription("Pause.");
        public static final ConfigOption<Integer> STROKES =
                ConfigOptions.key("strokes").intType().noDefaultValue().withDescription("Strokes.");
        public static final ConfigOption<Thread.State> STATE =
                ConfigOptions.key("state")
                        .enumType(Thread.State.class)
                        .defaultValue(Thread.State.NEW)
                        .withDescription("State.");

        private PumpOptions() {}

        static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
            if (config.getOptional(STROKES).isEmpty()) {
                problem.accept(STROKES, "is required: strokes per minute");
            } else if (config.get(STROKES) < 1) {
                problem.accept(STROKES, "must be at least 1, was " + config.get(STROKES));
            }
        }
    }

    /** Another one. */
    public static final class ValveOptions {
        public static final ConfigOption<Boolean> OPEN =
                ConfigOptions.key("open").booleanType().defaultValue(false).withDescription("O.");

        private ValveOptions() {}
    }

    private static final List<OptionGroup> KNOWN =
            List.of(
                    new OptionGroup("Pump", "Pumps.").with(PumpOptions.class, PumpOptions::check),
                    new OptionGroup("Valve", "Does nothing."));

    private static ApplicationConfiguration read(Map<String, Map<String, String>> groups) {
        return ApplicationConfiguration.of(PropertyGroups.of("a test", groups), KNOWN, true);
    }

    @Test
    void shouldReadValuesAndDefaults() {
        ApplicationConfiguration configuration = read(Map.of("Pump", Map.of("strokes", " 7 ")));

        assertThat(configuration.group("Pump").get(PumpOptions.STROKES)).isEqualTo(7);
        assertThat(configuration.group("Pump").get(PumpOptions.PAUSE))
                .isEqualTo(Duration.ofSeconds(3));
        assertThatThrownBy(() -> configuration.group("Pipe"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldListEverythingThatIsWrongInOneMessageWithoutStackTrace() {
        Throwable thrown =
                catchThrowable(
                        () ->
                                read(
                                        Map.of(
                                                "Pmup",
                                                Map.of("strokes", "7"),
                                                "Pump",
                                                Map.of(
                                                        "puase", "1 s",
                                                        "pause", "5 parsecs",
                                                        "state", "ASLEEP"))));

        assertThat(thrown)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Bellwether cannot start: 5 problems in the configuration from a test\n")
                .hasMessageContaining("group 'Pmup' is unknown; allowed are Pump, Valve")
                .hasMessageContaining(
                        "Pump.puase is unknown; allowed in this group are pause, state, strokes")
                .hasMessageContaining("Pump.pause '5 parsecs' is not a duration: ")
                .hasMessageContaining("Pump.state 'ASLEEP' is not one of NEW, RUNNABLE")
                .hasMessageContaining("Pump.strokes is required: strokes per minute");
        assertThat(thrown.getStackTrace()).isEmpty();
        assertThat(thrown).hasToString(thrown.getMessage());
    }

    @Test
    void shouldAskNothingOfAGroupThatIsNotUsed() {
        List<OptionGroup> known =
                List.of(
                        new OptionGroup("Pump", "Pumps.")
                                .with(PumpOptions.class, PumpOptions::check)
                                .usedWhen(groups -> groups.apply("Valve").get(ValveOptions.OPEN)),
                        new OptionGroup("Valve", "Opens.")
                                .with(ValveOptions.class, (config, problem) -> {}));

        ApplicationConfiguration.of(PropertyGroups.of("a test", Map.of()), known, true);
        assertThatThrownBy(
                        () ->
                                ApplicationConfiguration.of(
                                        PropertyGroups.of(
                                                "a test", Map.of("Valve", Map.of("open", "true"))),
                                        known,
                                        true))
                .hasMessageContaining("Pump.strokes is required");
        assertThatThrownBy(
                        () ->
                                ApplicationConfiguration.of(
                                        PropertyGroups.of(
                                                "a test", Map.of("Pump", Map.of("puase", "1"))),
                                        known,
                                        true))
                .as("a wrong key is told of all the same")
                .hasMessageContaining("Pump.puase is unknown");
    }

    @Test
    void shouldRefuseToReadTheStreamThatItPublishesOn() {
        assertThatThrownBy(
                        () ->
                                ApplicationConfiguration.of(
                                        PropertyGroups.of(
                                                "a test",
                                                Map.of(
                                                        "Signals",
                                                        Map.of("feeds", "kinesis"),
                                                        "KinesisQuotes",
                                                        Map.of(
                                                                "streams",
                                                                "ticks;quotes",
                                                                "watermark.future-tolerance",
                                                                "30 d"),
                                                        "KinesisPublish",
                                                        Map.of("stream", "quotes"))),
                                        false))
                .hasMessageContaining(
                        "KinesisPublish.stream must not be one of KinesisQuotes.streams, was"
                                + " quotes")
                .hasMessageContaining(
                        "KinesisQuotes.watermark.future-tolerance must not be longer than"
                                + " Quality.time.future-tolerance, ")
                .hasMessageNotContaining("Bavest");
    }

    @Test
    void shouldNotCheckAValueThatCouldNotBeRead() {
        assertThatThrownBy(() -> read(Map.of("Pump", Map.of("strokes", "many"))))
                .hasMessageContaining("1 problem in")
                .hasMessageContaining("Pump.strokes 'many' is not a whole number");
    }

    @Test
    void shouldRefuseAnOptionThatIsDeclaredTwice() {
        OptionGroup group =
                new OptionGroup("Pump", "Pumps.").with(PumpOptions.class, PumpOptions::check);

        assertThatThrownBy(() -> group.with(PumpOptions.class, PumpOptions::check))
                .hasMessageContaining("declared twice");
    }
}
