// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The console of the demo: says where everything is, waits until enough symbols have a full window,
 * checks their figures, prints some of them, and then a line from time to time. Ends when the job
 * is gone.
 */
@Command(name = "demo-view", description = "Shows what a local run has put into Redis.")
public final class DemoView implements Callable<Integer> {

    private static final int ROWS = 12;
    private static final int MISTAKES_SHOWN = 5;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Spec private CommandSpec spec;

    @Option(names = "--ready-file", required = true, description = "Written by the sandbox.")
    private Path readyFile;

    @Option(names = "--job-pid", required = true, description = "Process of the job.")
    private long jobPid;

    @Option(
            names = "--parent-pid",
            description = "End, and end the job too, when this process is gone.")
    private Long parentPid;

    @Option(names = "--web-port", required = true, description = "Port of the job's web UI.")
    private int webPort;

    @Option(names = "--files", required = true, description = "Directory of the job's files.")
    private Path files;

    @Option(names = "--prefix", defaultValue = "bavest", description = "Prefix of the keys.")
    private String prefix;

    @Option(
            names = "--enough",
            defaultValue = "50",
            description = "Symbols that must have a full window before they are shown.")
    private int enough;

    @Option(names = "--every", defaultValue = "10", description = "Seconds between two lines.")
    private int everySeconds;

    @Option(names = "--once", description = "End after the first table: 0 if all figures agree.")
    private boolean once;

    private PrintWriter out;
    private Optional<ProcessHandle> job;
    private Optional<ProcessHandle> parent;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoView()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        // Looked up once: a number may be given to another process later.
        job = ProcessHandle.of(jobPid);
        parent = parentPid == null ? Optional.empty() : ProcessHandle.of(parentPid);
        try {
            return view();
        } finally {
            if (isOrphaned()) {
                // Whoever would have ended the job was killed; the sandbox sees that by itself.
                job.ifPresent(ProcessHandle::destroy);
            }
        }
    }

    private int view() throws IOException {
        Properties sandbox = new Properties();
        try (Reader reader = Files.newBufferedReader(readyFile, UTF_8)) {
            sandbox.load(reader);
        }
        List<String> symbols = Arrays.asList(sandbox.getProperty("symbols").split(","));
        Proof proof =
                new Proof(Recordings.load(), LocalDate.parse(sandbox.getProperty("first_session")));
        String host = sandbox.getProperty("redis_host");
        int port = Integer.parseInt(sandbox.getProperty("redis_port"));
        sayWhere(sandbox, host, port);
        try (Results results = new Results(host, port, prefix)) {
            return watch(results, symbols, proof);
        } catch (JedisConnectionException e) {
            spec.commandLine().getErr().println("Redis is gone: the demo has ended.");
            return 1;
        }
    }

    private void sayWhere(Properties sandbox, String host, int port) {
        out.println();
        out.printf(
                Locale.ROOT,
                "  Provider   %s (recorded sessions from %s)%n",
                sandbox.getProperty("base_url"),
                sandbox.getProperty("first_session"));
        out.printf(
                Locale.ROOT,
                "  Redis      redis-cli -h %s -p %d   keys %s:*%n",
                host,
                port,
                prefix);
        out.printf(Locale.ROOT, "  Web UI     http://127.0.0.1:%d%n", webPort);
        out.printf(Locale.ROOT, "  Files      %s (bars, drawdowns, alerts, dead letters)%n", files);
        out.printf(Locale.ROOT, "  Logs       %s%n", files.resolveSibling("bellwether.log"));
        out.printf(
                Locale.ROOT,
                "  One symbol ./bellwether peek AAPL, ./bellwether drawdown AAPL; all ./bellwether"
                    + " drawdowns%n  Alerts     ./bellwether alerts, ./bellwether explain ALERT;"
                    + " who is told of what: config/demo-policy.json%n%n");
        out.flush();
    }

    private int watch(Results results, List<String> symbols, Proof proof) throws IOException {
        AlertsView alerts = new AlertsView(files);
        long started = System.nanoTime();
        int told = -1;
        boolean shown = false;
        while (job.filter(ProcessHandle::isAlive).isPresent()) {
            if (isOrphaned()) {
                return 1;
            }
            Map<String, JsonNode> ready = new TreeMap<>(results.analytics(symbols));
            int seen =
                    ready.values().stream()
                            .mapToInt(analytics -> analytics.path("observations").asInt())
                            .max()
                            .orElse(0);
            ready.values().removeIf(analytics -> !analytics.path("ready").asBoolean());
            if (shown) {
                status(ready, symbols.size(), proof);
                alerts.show(out);
            } else if (ready.size() >= Math.min(enough, symbols.size())) {
                out.printf(
                        Locale.ROOT,
                        "%d of %d symbols have a full window after %d s:%n%n",
                        ready.size(),
                        symbols.size(),
                        secondsSince(started));
                table(ready);
                int mistakes = status(ready, symbols.size(), proof);
                mistakes += new RankingView(out).show(results);
                out.println();
                alerts.show(out);
                if (once) {
                    return mistakes == 0 ? 0 : 1;
                }
                out.printf(Locale.ROOT, "%nThe replay goes on; Ctrl-C stops everything.%n");
                out.flush();
                shown = true;
            } else if (seen != told) {
                told = seen;
                out.printf(
                        Locale.ROOT,
                        "  warming up: %d sessions seen, %d of %d symbols have a full window%n",
                        seen,
                        ready.size(),
                        symbols.size());
                out.flush();
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(shown ? everySeconds : 1));
        }
        spec.commandLine().getErr().println("The job has ended.");
        return 1;
    }

    private void table(Map<String, JsonNode> ready) {
        out.printf(
                Locale.ROOT,
                "  %-6s %-10s %9s %9s %9s %8s %8s %9s %-18s %s%n",
                "symbol",
                "session",
                "price",
                "mean 20",
                "sd 20",
                "chg %",
                "vs sma20",
                "P/E",
                "category",
                "signal");
        List<String> symbols = new ArrayList<>(ready.keySet());
        int step = Math.max(1, symbols.size() / ROWS);
        for (int i = 0; i < symbols.size() && i / step < ROWS; i += step) {
            String symbol = symbols.get(i);
            JsonNode a = ready.get(symbol);
            out.printf(
                    Locale.ROOT,
                    "  %-6s %-10s %9.2f %9.2f %9.3f %8.2f %8.2f %9s %-18s %s%n",
                    symbol,
                    session(a),
                    a.path("price").asDouble(),
                    a.path("mean_price").asDouble(),
                    a.path("price_volatility").asDouble(),
                    a.path("price_change_percent").asDouble(),
                    a.path("price_vs_sma20_percent").asDouble(),
                    a.has("pe_ratio") ? a.path("pe_ratio").asText() : "-",
                    a.path("pe_category").asText(),
                    a.path("signal_direction").asText());
        }
        out.println();
    }

    /** One line about all symbols; says what does not agree. */
    private int status(Map<String, JsonNode> ready, int of, Proof proof) {
        int mistaken = 0;
        String newest = "";
        for (Map.Entry<String, JsonNode> entry : ready.entrySet()) {
            Map<String, String> mistakes = proof.mistakes(entry.getKey(), entry.getValue());
            if (!mistakes.isEmpty()) {
                mistaken++;
                if (mistaken > MISTAKES_SHOWN) {
                    continue;
                }
                out.printf(Locale.ROOT, "  %s does not agree: %s%n", entry.getKey(), mistakes);
            }
            String session = session(entry.getValue());
            newest = session.compareTo(newest) > 0 ? session : newest;
        }
        out.printf(
                Locale.ROOT,
                "  session %s: %d of %d symbols ready, %d agree with a plain recomputation over"
                        + " the recorded bars%n",
                newest,
                ready.size(),
                of,
                ready.size() - mistaken);
        out.flush();
        return mistaken;
    }

    private static String session(JsonNode analytics) {
        return Instant.ofEpochMilli(analytics.path("event_time_millis").asLong())
                .atZone(NEW_YORK)
                .toLocalDate()
                .toString();
    }

    private boolean isOrphaned() {
        return parentPid != null && parent.filter(ProcessHandle::isAlive).isEmpty();
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
