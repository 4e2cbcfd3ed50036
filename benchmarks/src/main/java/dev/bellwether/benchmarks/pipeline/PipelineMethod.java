// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.figures.Machine;
import dev.bellwether.benchmarks.pipeline.job.ForkedJob;
import dev.bellwether.benchmarks.pipeline.job.JobCluster;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import dev.bellwether.benchmarks.pipeline.tape.TapeMaker;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.table.api.TableEnvironment;

/** How the figures came about, for whoever doubts them. */
final class PipelineMethod {

    private final Stage stage;
    private final int meanBytes;

    PipelineMethod(Stage stage, int meanBytes) {
        this.stage = stage;
        this.meanBytes = meanBytes;
    }

    void write(StringBuilder page) throws IOException {
        page.append("\n## Method\n\n");
        item(
                page,
                "Input: our own quote record as JSON, %d bytes on the average, made of the recorded"
                        + " daily bars of real companies (four sessions, prices in cents, one event"
                        + " time for all symbols that goes on and on), in memory as bytes before a"
                        + " job starts. Where there are more symbols than companies, these come"
                        + " again under numbered names. Uniform: every symbol is as likely; Zipf:"
                        + " symbol r is 1/r as likely as the first. Every job plays the same bytes"
                        + " from the beginning, the faster ones further; a symbol belongs to one"
                        + " source task, as with Kinesis.",
                meanBytes);
        item(
                page,
                "Signals pipeline: the application's own topology with its default options (read,"
                        + " validate, watermarks, shuffle, screen, rolling statistics of 20,"
                        + " valuation and signal, Redis sink with all five families of keys), and"
                        + " session bars, which are computed and thrown away. A dead letter fails"
                        + " the measurement; there is none. The sink has its default batches, and"
                        + " so it has for pass-through and SQL: of the quotes of a batch it does"
                        + " not write what a later one of them overwrites. An event of the tape"
                        + " comes %.0f ms of event time after the one before, so its record keys"
                        + " are hardly ever overwritten; the keys of the newest quote are, the more"
                        + " the fewer symbols there are. The replaced design writes everything.",
                TapeMaker.eventMillis(stage.tape(1_000, Keys.UNIFORM).length));
        item(
                page,
                "Pass-through, same commands: the same reader, the same shuffle, the same writer"
                        + " with the same commands, documents of the same fields with made-up"
                        + " figures in place of the statistics. No state, nothing computed. This is"
                        + " what the goal is held against: what remains when only reading,"
                        + " shuffling and writing are left.");
        item(
                page,
                "Pass-through, one small SETEX: reads, shuffles and writes the price alone. It"
                        + " writes a small part of the bytes and commands, so the distance to it is"
                        + " mostly the distance between the two outputs.");
        item(
                page,
                "What bounds the ratio to SQL on heap: two thirds of the pipeline's processor time"
                    + " (seen in a profile; half of it is writing numbers as text) go into the"
                    + " documents and commands, which SQL writes too and redis-server has to take"
                    + " besides. Pass-through, which does nothing else, is the highest that any"
                    + " pipeline could reach, and how far it is above SQL is in the table. \"Beyond"
                    + " pass-through\" is the processor time of the statistics alone: that of the"
                    + " job less that of pass-through, SQL's over the pipeline's.");
        item(
                page,
                "Flink SQL: `OVER (PARTITION BY symbol ORDER BY row_time ROWS …)`. One step of a"
                    + " query may have one frame only, so four follow each other: 2 rows (change,"
                    + " log return, interval volume), 6 and 11 (momentum 5 and 10, averages of 5"
                    + " and 10, by difference), 20 (mean, both deviations, range, change, average"
                    + " of 20, deviation of the returns, mean, total and deviation of the volumes)."
                    + " It does less: no medians (SQL has no such aggregate), no trend, no"
                    + " volatility class, no validation, no screen for duplicates, outliers, splits"
                    + " and late quotes, no bars, no valuation class and no signal. It is given its"
                    + " rows in its own binary form by the same reader, which costs less than its"
                    + " JSON format, and hands them over in that form; the same writer writes the"
                    + " same kinds of commands (documents without what it does not know).");
        item(
                page,
                "The replaced design: one Python process, `statistics` of its standard library, one"
                    + " connection, one command and its answer at a time"
                    + " (`benchmarks/src/main/python/replaced_design.py`); its Redis client is a"
                    + " bare socket, which favours it.");
        item(
                page,
                "Every job runs in a mini-cluster in a JVM of its own (`%s`), %s of managed memory,"
                    + " object reuse off, a checkpoint every %d s into files, incremental with"
                    + " RocksDB. Source, job and redis-server share the machine. A job runs from"
                    + " its first turn to its last and stands still between them. Before the first:"
                    + " 24 quotes for each symbol (on the average), so that the windows are full,"
                    + " and a warm-up of %.0f s; then %d turns of about %.0f s. At 1,000 symbols"
                    + " the jobs of a table take turns; at 100,000 they follow each other, and SQL"
                    + " is left out, because filling its state would take longer than everything"
                    + " else. Redis is emptied before each turn.",
                String.join(" ", ForkedJob.JVM_FLAGS),
                JobCluster.MANAGED_MEMORY,
                JobCluster.CHECKPOINT_INTERVAL.getSeconds(),
                stage.warmUpSeconds,
                stage.rounds,
                stage.seconds);
        item(
                page,
                "The rate is that of events entering the writer, from the turn's first moment until"
                    + " 97 %% of them have arrived. Commands and bytes for an event are what"
                    + " redis-server counted; a turn fails when that differs from what the writers"
                    + " say they sent. Processor time is the job's process and, beside it,"
                    + " redis-server. Ratios are taken round by round. \"Per core\" divides by all"
                    + " cores of the machine, whoever used them.");
        item(
                page,
                "Latency: event n is due n / rate after the start and keeps that time however late"
                    + " the job takes it. Its latency ends when the writer no longer counts it as"
                    + " waiting for Redis' answer. One whole turn at this rate goes before, and of"
                    + " each the first fifth is left out. Resolution 1 ms; who is early sleeps for"
                    + " 1 ms.");
        item(
                page,
                "State: 24 quotes for every symbol, then a canonical savepoint,"
                        + " all its files; no bars in it. The formulas count the values; keys"
                        + " and time-to-live stamps come on top."
                        + " The goal is held against what each further symbol takes.");
        page.append("\n## Machine\n\n");
        item(page, "%s.", Machine.description());
        item(
                page,
                "Java %s, Flink %s, SQL %s, redis-server %s, nothing written to disk by it.",
                System.getProperty("java.vm.version"),
                EnvironmentInformation.getVersion(),
                sqlVersion(),
                stage.counted.version());
        item(page, "%s.", LocalDate.now(ZoneOffset.UTC));
    }

    /** The table modules do not tell their version, their jar's name does. */
    private static String sqlVersion() {
        String jar =
                TableEnvironment.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath();
        Matcher version = Pattern.compile("-([0-9.]+)\\.jar$").matcher(jar);
        return version.find() ? version.group(1) : "of an unknown version";
    }

    private static void item(StringBuilder page, String format, Object... values) {
        page.append("- ").append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
