// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.benchmarks.figures.Machine;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** The results as one page of Markdown. */
final class AlertReport {

    /** Goal: p99 from quote to message, in milliseconds. */
    private static final long GOAL_MILLIS = 500;

    /** What counts as the rate that was asked for. */
    private static final double LEAST_RATE = 0.99;

    private final List<AlertRun> runs;

    AlertReport(List<AlertRun> runs) {
        this.runs = runs;
    }

    static boolean isMet(AlertRun run) {
        return run.free.percentile(0.99) < GOAL_MILLIS
                && run.quotesPerSecond >= LEAST_RATE * run.settings.perSecond;
    }

    String text() throws IOException {
        StringBuilder page = new StringBuilder(4096);
        AlertSettings first = runs.get(0).settings;
        line(
                page,
                "# Alerts: time from a quote to the message about it%n%nRepeat with `./bellwether"
                    + " bench alerts`. Asked for: %,d quotes a second, %d rules and those that are"
                    + " built in, %,d users, two cores.%n%n",
                first.perSecond,
                AlertSettings.RULES,
                Desks.USERS);
        page.append("| State | p50 ms | p99 ms | highest | p99 of the limit | goal | |\n")
                .append("|---|---:|---:|---:|---:|---:|---|\n");
        for (AlertRun run : runs) {
            page.append(row(run)).append('\n');
        }
        page.append(
                        "\n"
                            + "| State | messages measured | alerts | quotes/s | cores used | µs of"
                            + " processor time a quote")
                .append(" | straight post, p50; p99; highest ms | waited for their turn")
                .append(" | p99 with them ms | load before; after |\n")
                .append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (AlertRun run : runs) {
            line(
                    page,
                    "| %s | %,d | %,d | %,.0f | %.2f | %.0f | %d; %d; %d | %.1f %% | %,d | %.1f;"
                            + " %.1f |%n",
                    run.settings,
                    run.free.size(),
                    run.alerts,
                    run.quotesPerSecond,
                    run.cores,
                    run.cores / run.quotesPerSecond * 1e6,
                    run.straight.percentile(0.5),
                    run.straight.percentile(0.99),
                    run.straight.percentile(1),
                    100.0 * (run.all.size() - run.free.size()) / run.all.size(),
                    run.all.percentile(0.99),
                    run.loadBefore,
                    run.loadAfter);
        }
        method(page, first);
        return page.toString();
    }

    static String row(AlertRun run) {
        long p99 = run.free.percentile(0.99);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %,d | %.2f × | < %d ms | %s |",
                run.settings,
                run.free.percentile(0.5),
                p99,
                run.free.percentile(1),
                (double) p99 / GOAL_MILLIS,
                GOAL_MILLIS,
                isMet(run) ? "met" : "**missed**");
    }

    private static void method(StringBuilder page, AlertSettings settings) throws IOException {
        page.append("\n## Method\n\n");
        line(
                page,
                "- The application with its own configuration (`signals;alerts`; Redis, files and"
                    + " three channels) in a mini-cluster in a process of its own, `%s`, a"
                    + " checkpoint every %d s; only its feed is another: JSON bytes in memory, read"
                    + " as the Kinesis source reads them, at a fixed rate. A real stream would add"
                    + " its own latency and, emulated, take the cores that are measured.%n",
                String.join(" ", ForkedAlertJob.JVM_FLAGS),
                settings.checkpointSeconds);
        line(
                page,
                "- The market: %,d symbols in turn, calm but for %.1f symbols a second that jump by"
                    + " 1.5 to 4 %% with eight times their volume and come back 20 s later. Each"
                    + " jump makes some ten alerts in the same millisecond, and their ends.%n",
                AlertSettings.SYMBOLS,
                settings.shocksPerSecond);
        page.append(
                "- The users: 800 at 40 desks with five rules each, so that an alert is for one of"
                    + " them; 200 who hear of unusual returns, twenty of each. Seven of ten have a"
                    + " webhook of Slack, two of ten one of Discord (with a chart), one reads the"
                    + " log; some want warnings only, have hours or a digest. Every alert is a"
                    + " group of its own that waits for nothing: what a policy has people wait for"
                    + " is not the pipeline's.\n");
        page.append(
                "- The latency of a message: from the moment at which its quote was due, whether or"
                    + " not the job was ready for it, to the moment at which the server on"
                    + " 127.0.0.1 had all of the message; one clock. Counted is the first change of"
                    + " each alert. Rules with a duration are left out, because they fire later"
                    + " than the quote that names the alert, and so are patterns, which wait for"
                    + " the watermark; all of them run.\n");
        page.append(
                "- Slack takes one message a second at one address, Discord two. A message that"
                        + " came within 1.05 s (0.55 s) of the one before at its address may have"
                        + " waited for its turn, and counts in the columns about that only. Ends of"
                        + " alerts take turns, too.\n");
        page.append(
                "- Straight post: a program that posts 1 kB to the same server five times a second"
                    + " in the same seconds, from posting to the answer: what the machine allows"
                    + " somebody who does nothing else.\n");
        line(
                page,
                "- %d s of warm-up, %d s measured; shocks begin in the warm-up. A run with a dead"
                    + " letter, a message that came twice or a job that failed counts for nothing;"
                    + " one that does not reach %.0f %% of the rate misses the goal.%n",
                settings.warmUpSeconds,
                settings.seconds,
                100 * LEAST_RATE);
        line(
                page,
                "%n## Machine%n%n- %s; job, Redis, server and load in them; load average as the"
                        + " table says%n- Java %s, Flink %s%n- %s%n",
                Machine.description(),
                Runtime.version(),
                EnvironmentInformation.getVersion(),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
