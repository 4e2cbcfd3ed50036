// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class QualityOptionsTest {

    private static Map<String, String> problems(Configuration config) {
        Map<String, String> found = new TreeMap<>();
        QualityOptions.check(config, (option, message) -> found.put(option.key(), message));
        return found;
    }

    @Test
    void shouldFindNothingWrongWithTheDefaults() {
        assertThat(problems(new Configuration())).isEmpty();
    }

    @Test
    void shouldReportEveryValueThatMakesNoSenseAtOnce() {
        Configuration config = new Configuration();
        config.set(QualityOptions.EARLIEST_TIME, "yesterday");
        config.set(QualityOptions.FUTURE_TOLERANCE, Duration.ofSeconds(-1));
        config.set(QualityOptions.ORDER_TOLERANCE, Duration.ofSeconds(-2));
        config.set(QualityOptions.RANGE_TOLERANCE, Double.NaN);
        config.set(QualityOptions.PRICE_CEILING, 0.5);
        config.set(QualityOptions.VOLUME_CEILING, Double.POSITIVE_INFINITY);
        config.set(QualityOptions.DUPLICATES_MEMORY, 1);
        config.set(QualityOptions.JUMP_THRESHOLD, 0.06);
        config.set(QualityOptions.JUMP_CONFIRMATIONS, 0);
        config.set(QualityOptions.SPLIT_TOLERANCE, 0.061);
        config.set(QualityOptions.OUTLIER_FACTOR, -1.0);
        config.set(QualityOptions.OUTLIER_FLOOR, -0.1);
        config.set(QualityOptions.OUTLIER_SPAN, 1);
        config.set(QualityOptions.OUTLIER_WARM_UP, 0);
        config.set(QualityOptions.STATE_TTL, Duration.ofSeconds(59));

        assertThat(problems(config))
                .containsEntry("jump.confirmations", "must be between 1 and 1000, was 0")
                .containsEntry("range.tolerance", "must be between 0.0 and 10.0, was NaN")
                .containsEntry(
                        "agreement.tolerance", "must not exceed jump.threshold (0.06), was 0.1")
                .containsEntry("state.ttl", "must be at least 1 min, was PT59S")
                .containsEntry("order.tolerance", "must not be negative, was PT-2S")
                .containsOnlyKeys(
                        "time.earliest",
                        "time.future-tolerance",
                        "order.tolerance",
                        "range.tolerance",
                        "price.ceiling",
                        "volume.ceiling",
                        "duplicates.memory",
                        "agreement.tolerance",
                        "jump.confirmations",
                        "split.tolerance",
                        "outlier.factor",
                        "outlier.floor",
                        "outlier.span",
                        "outlier.warm-up",
                        "state.ttl");
    }

    @Test
    void shouldRefuseToBuildOnSuchValues() {
        Configuration config = new Configuration();
        config.set(QualityOptions.DUPLICATES_MEMORY, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuoteScreen.from(config))
                .withMessage("Quality: duplicates.memory must be between 2 and 1024, was 1");
    }
}
