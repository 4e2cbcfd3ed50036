// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of the quality stage as values; changes are in logarithms where they are compared.
 */
final class QualitySettings implements Serializable {

    private static final long serialVersionUID = 1L;

    final long earliestMillis;
    final long futureToleranceMillis;
    final double rangeTolerance;
    final double priceCeiling;
    final double volumeCeiling;
    final long orderToleranceMillis;
    final int memory;
    final double jumpLog;
    final int confirmations;
    final double splitTolerance;
    final double agreementLog;
    final double outlierFactor;
    final double outlierFloorLog;
    final int outlierSpan;
    final int outlierWarmUp;
    final Duration stateTtl;
    final MemorySize cache;

    private QualitySettings(ReadableConfig config) {
        earliestMillis = Instant.parse(config.get(QualityOptions.EARLIEST_TIME)).toEpochMilli();
        futureToleranceMillis = config.get(QualityOptions.FUTURE_TOLERANCE).toMillis();
        rangeTolerance = config.get(QualityOptions.RANGE_TOLERANCE);
        priceCeiling = config.get(QualityOptions.PRICE_CEILING);
        volumeCeiling = config.get(QualityOptions.VOLUME_CEILING);
        orderToleranceMillis = config.get(QualityOptions.ORDER_TOLERANCE).toMillis();
        memory = config.get(QualityOptions.DUPLICATES_MEMORY);
        jumpLog = Math.log1p(config.get(QualityOptions.JUMP_THRESHOLD));
        confirmations = config.get(QualityOptions.JUMP_CONFIRMATIONS);
        splitTolerance = config.get(QualityOptions.SPLIT_TOLERANCE);
        agreementLog = Math.log1p(config.get(QualityOptions.AGREEMENT_TOLERANCE));
        outlierFactor = config.get(QualityOptions.OUTLIER_FACTOR);
        outlierFloorLog = Math.log1p(config.get(QualityOptions.OUTLIER_FLOOR));
        outlierSpan = config.get(QualityOptions.OUTLIER_SPAN);
        outlierWarmUp = config.get(QualityOptions.OUTLIER_WARM_UP);
        stateTtl = config.get(QualityOptions.STATE_TTL);
        cache = config.get(QualityOptions.STATE_CACHE);
    }

    /**
     * @throws IllegalArgumentException naming everything that {@link QualityOptions#check} objects
     *     to
     */
    static QualitySettings from(ReadableConfig config) {
        StringBuilder problems = new StringBuilder();
        QualityOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("Quality: " + problems);
        }
        return new QualitySettings(config);
    }
}
