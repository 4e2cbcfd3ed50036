// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who has made mistakes in the configuration. */
class WrongConfigurationIT {

    @TempDir Path directory;

    @Test
    void shouldNameAllMistakesAtOnceAndEndWithoutAStackTrace()
            throws IOException, InterruptedException {
        Configurations configuration =
                Configurations.of(directory)
                        .with("Redsi", "nodes", "127.0.0.1:6379")
                        .with("Rolling", "windw", "20")
                        .with("BavestQuotes", "schedule.interval", "5 parsecs")
                        .with("Bavest", "api.key", "env:BELLWETHER_TEST_NO_SUCH_VARIABLE");

        try (JobProcess job = JobProcess.start(directory, configuration, Map.of())) {
            assertThat(job.exitCode()).isNotZero();
            assertThat(job.output())
                    .contains("Bellwether cannot start: 4 problems in the configuration")
                    .contains(
                            "group 'Redsi' is unknown; allowed are Application, Http, Aws, Bavest")
                    .contains(
                            "Rolling.windw is unknown; allowed in this group are state.cache,"
                                    + " state.ttl, window")
                    .contains("BavestQuotes.schedule.interval '5 parsecs' is not a duration")
                    .contains("Bavest.api.key cannot be resolved")
                    .contains("BELLWETHER_TEST_NO_SUCH_VARIABLE")
                    .doesNotContain("\tat ");
        }
    }
}
