// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import dev.bellwether.sandbox.alpaca.AlpacaConfig;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.recordings.Universe;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the sandbox as a process: prints one line when it listens, and ends on SIGTERM, when the
 * parent process is gone, or after the last session if so told. Nothing that it started stays
 * behind.
 */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A stand-in of the outside world on 127.0.0.1, fed by recorded real data.")
public final class SandboxMain implements Callable<Integer> {

    enum AtEnd {
        STAY,
        EXIT
    }

    private static final long POLL_MILLIS = 200;
    private static final long CLOSING_SECONDS = 10;

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Port of the providers; 0 takes any free one.")
    private int port;

    @Option(names = "--redis", description = "Start a real redis-server on a free port, too.")
    private boolean redis;

    @Option(
            names = "--bars-file",
            description = "Write the recorded daily bars of all symbols there, as CSV in gzip.")
    private Path barsFile;

    @Option(
            names = "--api-key",
            defaultValue = SandboxConfig.DEFAULT_API_KEY,
            description = "Key that clients must send (default: ${DEFAULT-VALUE}).")
    private String apiKey;

    @Option(
            names = "--symbols",
            defaultValue = "100",
            description =
                    "How many of the largest companies, or a list (AAPL,MSFT); a paced clock waits"
                            + " for these from the beginning (default: ${DEFAULT-VALUE}).")
    private String symbols;

    @Option(
            names = "--clock",
            defaultValue = "PACED",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SandboxConfig.ClockMode clock;

    @Option(
            names = "--session-duration",
            description = "(Shortest) length of a session, as PT0.5S (default: PT1S).")
    private Duration sessionDuration;

    @Option(
            names = "--sessions-per-second",
            description = "The same as a rate: 5 is --session-duration PT0.2S.")
    private Double sessionsPerSecond;

    @Option(names = "--start", description = "Date of the first session (default: 2017-03-08).")
    private LocalDate start = SandboxConfig.DEFAULT_START;

    @Option(
            names = "--sessions",
            defaultValue = "0",
            description = "Number of sessions; 0 means to the end of the recording.")
    private int sessions;

    @Option(
            names = "--at-end",
            defaultValue = "STAY",
            description =
                    "After the last session: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private AtEnd atEnd;

    @Option(
            names = "--patience",
            description =
                    "Time with traffic that a paced session waits for a missing symbol"
                            + " (default: PT2M).")
    private Duration patience = SandboxConfig.DEFAULT_PATIENCE;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--fault",
            paramLabel = "KIND=RATE[@SYMBOL,...][#TIMES]",
            description = "A fault, for example too-many-requests=0.10; may be repeated.")
    private List<String> faults = List.of();

    @Option(
            names = "--slow-body",
            description = "How long the fault slow-body takes (default: PT35S).")
    private Duration slowBody = SandboxConfig.DEFAULT_SLOW_BODY;

    @Option(
            names = "--retry-after",
            defaultValue = "1",
            description = "Seconds that the fault retry-after says (default: ${DEFAULT-VALUE}).")
    private int retryAfterSeconds;

    @Option(
            names = "--quota",
            defaultValue = "" + SandboxConfig.DEFAULT_QUOTA,
            description = "Calls until all are refused with 429 (default: ${DEFAULT-VALUE}).")
    private long quota;

    @Option(
            names = "--alpaca-requests-per-minute",
            defaultValue = "" + AlpacaConfig.BASIC_PLAN,
            description = "Requests that Alpaca answers in a minute (default: ${DEFAULT-VALUE}).")
    private int alpacaRequestsPerMinute;

    @Option(
            names = "--ready-file",
            description = "File of key=value lines that appears when the sandbox listens.")
    private Path readyFile;

    @Option(names = "--parent-pid", description = "End when this process is gone.")
    private Long parentPid;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SandboxMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<ProcessHandle> parent = parent();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> closeBeforeExit(stop, closed), "sandbox-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Ends ends = new Ends()) {
            ends.sandbox = startSandbox();
            if (redis) {
                ends.redis = SandboxRedis.start();
            }
            if (barsFile != null) {
                Recordings.copyDailyBars(barsFile);
            }
            announce(ends);
            while (!stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (parent.isPresent() && !parent.get().isAlive()) {
                    break;
                }
                if (atEnd == AtEnd.EXIT && ends.sandbox.clock().finished()) {
                    break;
                }
            }
            ends.inShutdown = stop.getCount() == 0;
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** The JVM ends when its hooks have: so the hook lasts until everything is closed. */
    private static void closeBeforeExit(CountDownLatch stop, CountDownLatch closed) {
        stop.countDown();
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ProcessHandle> parent() {
        if (parentPid == null) {
            return Optional.empty();
        }
        Optional<ProcessHandle> parent = ProcessHandle.of(parentPid);
        if (parent.isEmpty()) {
            throw bad("--parent-pid: no process " + parentPid);
        }
        return parent;
    }

    private Sandbox startSandbox() {
        SandboxConfig.Builder config =
                SandboxConfig.builder()
                        .port(port)
                        .apiKey(apiKey)
                        .seed(seed)
                        .patience(patience)
                        .start(start)
                        .sessions(sessions)
                        .slowBody(slowBody)
                        .retryAfterSeconds(retryAfterSeconds)
                        .quota(quota)
                        .alpaca(
                                AlpacaConfig.builder()
                                        .requestsPerMinute(alpacaRequestsPerMinute)
                                        .build());
        switch (clock) {
            case MANUAL:
                config.manual();
                break;
            case TIMED:
                config.timed(duration());
                break;
            case PACED:
                config.paced(duration());
                break;
        }
        try {
            faults.forEach(text -> config.fault(FaultRule.parse(text)));
            return Sandbox.start(config.symbols(universe()).build());
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
    }

    private Duration duration() {
        if (sessionsPerSecond != null && sessionDuration != null) {
            throw bad("--session-duration and --sessions-per-second say the same, give one");
        }
        if (sessionsPerSecond != null) {
            if (!(sessionsPerSecond > 0 && sessionsPerSecond <= 1e6)) {
                throw bad("--sessions-per-second must be above 0 and at most 1000000");
            }
            return Duration.ofNanos(Math.round(1e9 / sessionsPerSecond));
        }
        return sessionDuration == null ? SandboxConfig.DEFAULT_SESSION_DURATION : sessionDuration;
    }

    private List<String> universe() {
        if (symbols.chars().allMatch(c -> c >= '0' && c <= '9') && symbols.length() < 6) {
            return Universe.largest(Recordings.load(), Integer.parseInt(symbols));
        }
        return Arrays.asList(symbols.split(","));
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void announce(Ends ends) throws IOException {
        Sandbox sandbox = ends.sandbox;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("base_url", sandbox.baseUrl().toString());
        values.put("bavest_v0_url", sandbox.bavestV0Url().toString());
        values.put("bavest_v2_url", sandbox.bavestV2Url().toString());
        values.put("alpaca_url", sandbox.alpacaUrl().toString());
        values.put("port", Integer.toString(sandbox.port()));
        if (ends.redis != null) {
            values.put("redis_host", ends.redis.host());
            values.put("redis_port", Integer.toString(ends.redis.port()));
        }
        values.put("pid", Long.toString(ProcessHandle.current().pid()));
        values.put("first_session", date(sandbox, sandbox.clock().span().first));
        values.put("last_session", date(sandbox, sandbox.clock().span().last));
        values.put("symbols", String.join(",", universe()));
        if (readyFile != null) {
            ends.readyFile = new ReadyFile(readyFile);
            ends.readyFile.write(values);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "sandbox listens on "
                        + values.get("base_url")
                        + (ends.redis == null ? "" : ", redis on " + ends.redis.address())
                        + ": "
                        + sandbox.clock().mode()
                        + " clock, sessions "
                        + values.get("first_session")
                        + " to "
                        + values.get("last_session"));
        out.flush();
    }

    private static String date(Sandbox sandbox, int session) {
        return sandbox.recordings().session(session).toString();
    }

    /** What was started, closed in the opposite order. */
    private static final class Ends implements AutoCloseable {
        private Sandbox sandbox;
        private SandboxRedis redis;
        private ReadyFile readyFile;
        private boolean inShutdown;

        @Override
        public void close() throws IOException {
            if (readyFile != null) {
                readyFile.delete();
            }
            if (redis != null && inShutdown) {
                redis.kill();
            } else if (redis != null) {
                redis.close();
            }
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }
}
