// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.benchmarks.pipeline.source.Player;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.benchmarks.pipeline.tape.TapeMaker;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job that is measured, with its real ends, until people were told of something. */
class AlertJobTest {

    @TempDir Path directory;

    @Test
    void shouldTellUsersOfShocksAtTheirWebhooks() throws Exception {
        Tape tape = TapeMaker.make(AlertSettings.SYMBOLS, Keys.IN_TURN, 5 * AlertSettings.SYMBOLS);
        List<String> symbols = ShockedMarket.symbols(tape);
        assertThat(symbols).doesNotHaveDuplicates();
        AlertSettings settings = new AlertSettings("hashmap", 2, 5_000, 20, 10, 600, 1);
        try (SandboxRedis redis = SandboxRedis.start();
                Receiver receiver = Receiver.start()) {
            Path config = settings.write(directory, symbols, redis.address(), receiver.url());
            Player player = Player.load(tape);
            long before = Clock.systemUTC().millis();
            AlertJob job =
                    AlertJob.start(
                            config,
                            player,
                            ShockedMarket.of(
                                    symbols, settings.shocksPerSecond, settings.warmUpSeconds));
            try {
                player.play(Long.MAX_VALUE, settings.perSecond);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .until(
                                () -> {
                                    job.check();
                                    return receiver.messages().size() >= 20;
                                });
            } finally {
                job.cancel();
            }
            assertThat(receiver.repeated()).isZero();
            assertThat(receiver.messages())
                    .allSatisfy(
                            message -> {
                                assertThat(message.quoteMillis).isGreaterThanOrEqualTo(before);
                                assertThat(message.arrivalMillis)
                                        .isGreaterThanOrEqualTo(message.quoteMillis);
                            });
            assertThat(receiver.messages())
                    .extracting(message -> message.rule)
                    .anyMatch(rule -> rule.startsWith("sample-"))
                    .contains("unusual-return");
        }
    }
}
