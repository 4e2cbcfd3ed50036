// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.AlertsPipeline;
import dev.bellwether.job.pipelines.ApplicationOptions;
import dev.bellwether.job.pipelines.ApplicationOptions.Pipeline;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Drawdown;
import dev.bellwether.sources.kinesis.KinesisAlertOptions;
import java.io.IOException;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipelines that the configuration asks for, with their real ends. */
final class Application {

    private final ApplicationConfiguration configuration;

    Application(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out everything that the configuration asks for.
     *
     * @throws IOException if a file that belongs to the configuration cannot be read
     */
    void define(StreamExecutionEnvironment environment) throws IOException {
        List<Pipeline> pipelines =
                configuration.group(Groups.APPLICATION).get(ApplicationOptions.PIPELINES);
        DataStream<AnalyzedQuote> quotes = null;
        DataStream<Drawdown> drawdowns = null;
        if (pipelines.contains(Pipeline.SIGNALS)) {
            quotes = new Signals(configuration).define(environment);
        }
        if (pipelines.contains(Pipeline.DRAWDOWNS)) {
            drawdowns = new Drawdowns(configuration).define(environment);
        }
        if (pipelines.contains(Pipeline.ALERTS)) {
            boolean bounded =
                    quotes == null
                            && drawdowns != null
                            && new Drawdowns(configuration).isBounded()
                            && !KinesisAlertOptions.isReading(
                                    configuration.group(Groups.KINESIS_ALERTS));
            new Alerts(configuration)
                    .define(environment, new AlertsPipeline.Facts(quotes, drawdowns), bounded);
        }
    }
}
