// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import dev.bellwether.job.pipelines.DrawdownsPipeline;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.files.drawdowns.DrawdownFiles;
import dev.bellwether.sinks.files.drawdowns.DrawdownFilesOptions;
import dev.bellwether.sinks.files.drawdowns.OncePerSession;
import dev.bellwether.sources.barfiles.BarFileOptions;
import dev.bellwether.sources.barfiles.BarFileSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The drawdowns pipeline from CSV bars to rows in CSV and, if asked, Parquet. Redis is left out:
 * pandas has none to write to.
 */
final class BackfillJob {

    private BackfillJob() {}

    /** Runs it and gives the seconds from submission to its end. */
    static double run(
            MiniCluster cluster, Path bars, Path directory, boolean parquet, int parallelism)
            throws Exception {
        Configuration options = new Configuration();
        options.set(PipelineOptions.GENERIC_TYPES, false);
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        // A failure ends the measurement instead of hiding in it.
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        options.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        options.set(BarFileOptions.PATH, bars.toUri().toString());
        options.set(FilesOptions.DIRECTORY, directory.toUri().toString());
        options.set(DrawdownFilesOptions.PARTITION, DrawdownFilesOptions.Partition.MONTH);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        environment.setParallelism(parallelism);
        new DrawdownsPipeline(options, options)
                .define(
                        environment
                                .fromSource(
                                        BarFileSource.from(options),
                                        BarFileSource.watermarks(),
                                        "bars")
                                .setParallelism(1),
                        List.of(),
                        true,
                        List.of(),
                        new FilesOnly(options, parquet));
        long started = System.nanoTime();
        cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
        return (System.nanoTime() - started) / 1e9;
    }

    private static final class FilesOnly implements DrawdownsPipeline.Ends {

        private final Configuration options;
        private final boolean parquet;

        FilesOnly(Configuration options, boolean parquet) {
            this.options = options;
            this.parquet = parquet;
        }

        @Override
        public DataStream<DeadLetter> drawdowns(DataStream<Drawdown> drawdowns) {
            return none(drawdowns);
        }

        @Override
        public DataStream<DeadLetter> rankings(DataStream<DrawdownRanking> rankings) {
            return none(rankings);
        }

        private static <T> DataStream<DeadLetter> none(DataStream<T> records) {
            return records.filter(record -> false)
                    .map(record -> new DeadLetter())
                    .returns(DeadLetter.class);
        }

        @Override
        public void rows(DataStream<RankedDrawdown> rows) {
            DataStream<RankedDrawdown> once =
                    rows.filter(OncePerSession.from(options, options)).setParallelism(1);
            once.sinkTo(DrawdownFiles.csv(options, options)).setParallelism(1).disableChaining();
            if (parquet) {
                once.sinkTo(DrawdownFiles.parquet(options, options))
                        .setParallelism(1)
                        .disableChaining();
            }
        }

        @Override
        public void corrections(DataStream<RankedDrawdown> rows) {
            rows.sinkTo(DrawdownFiles.correctedCsv(options, options)).setParallelism(1);
        }

        @Override
        public void events(DataStream<OperationalEvent> events) {
            events.sinkTo(new DiscardingSink<>());
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> deadLetters) {
            deadLetters
                    .map(FilesOnly::refuse)
                    .returns(DeadLetter.class)
                    .sinkTo(new DiscardingSink<>());
        }

        private static DeadLetter refuse(DeadLetter letter) {
            throw new IllegalStateException("not one bar is to be refused: " + letter);
        }
    }
}
