// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** What the application runs; group {@code Application}. */
public final class ApplicationOptions {

    /** Data flows that share nothing but the cluster. */
    public enum Pipeline {
        /** Quotes in; analytics, bars and signals out. */
        SIGNALS,
        /** Daily bars in; drawdowns and their ranking out. */
        DRAWDOWNS,
        /** What the others find, or alerts of other applications, in; alerts, and messages, out. */
        ALERTS
    }

    public static final ConfigOption<List<Pipeline>> PIPELINES =
            ConfigOptions.key("pipelines")
                    .enumType(Pipeline.class)
                    .asList()
                    .defaultValues(Pipeline.SIGNALS)
                    .withDescription(
                            "What runs: signals, drawdowns, or both; and alerts beside either, or"
                                    + " by itself to tell people of those that come over"
                                    + " KinesisAlerts.streams. The groups of a pipeline that is not"
                                    + " named here are not asked for anything.");

    private ApplicationOptions() {}

    /** Whether alerts are made here, and not only told. */
    public static boolean makesAlerts(ReadableConfig config) {
        List<Pipeline> pipelines = config.get(PIPELINES);
        return pipelines.contains(Pipeline.ALERTS) && !tellsOnly(config);
    }

    /** Whether people are only told, of alerts that are made elsewhere. */
    public static boolean tellsOnly(ReadableConfig config) {
        return config.get(PIPELINES).equals(List.of(Pipeline.ALERTS));
    }

    /** Reports a list that cannot be meant. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<Pipeline> pipelines = config.get(PIPELINES);
        if (pipelines.isEmpty() || new HashSet<>(pipelines).size() < pipelines.size()) {
            problem.accept(
                    PIPELINES, "must name at least one pipeline, and each once, was " + pipelines);
        }
    }
}
