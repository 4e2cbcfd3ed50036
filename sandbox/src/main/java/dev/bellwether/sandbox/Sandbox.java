// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import dev.bellwether.sandbox.alpaca.Alpaca;
import dev.bellwether.sandbox.bavest.Bavest;
import dev.bellwether.sandbox.clock.ManualClock;
import dev.bellwether.sandbox.clock.PacedClock;
import dev.bellwether.sandbox.clock.ReplayClock;
import dev.bellwether.sandbox.clock.Span;
import dev.bellwether.sandbox.clock.TimedClock;
import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.faults.FaultPlan;
import dev.bellwether.sandbox.faults.TransportFaults;
import dev.bellwether.sandbox.http.Provider;
import dev.bellwether.sandbox.http.SandboxServer;
import dev.bellwether.sandbox.http.Stats;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A running sandbox inside this JVM. Close it to end its threads and free its port. */
public final class Sandbox implements AutoCloseable {

    private final String apiKey;
    private final Recordings recordings;
    private final Alpaca alpaca;
    private final ReplayClock clock;
    private final FaultPlan faults;
    private final Stats stats;
    private final SandboxServer server;

    private Sandbox(
            String apiKey,
            Recordings recordings,
            Alpaca alpaca,
            ReplayClock clock,
            FaultPlan faults,
            Stats stats,
            SandboxServer server) {
        this.apiKey = apiKey;
        this.recordings = recordings;
        this.alpaca = alpaca;
        this.clock = clock;
        this.faults = faults;
        this.stats = stats;
        this.server = server;
    }

    /**
     * Starts a sandbox; it answers when this returns.
     *
     * @throws IllegalArgumentException if a value makes no sense: unknown symbol or fault, a start
     *     after the recording
     * @throws UncheckedIOException if the port is taken
     */
    public static Sandbox start(SandboxConfig config) {
        Recordings recordings = Recordings.load();
        ReplayClock clock = clock(config, recordings);
        Alpaca alpaca =
                new Alpaca(
                        recordings,
                        config.apiKey,
                        config.alpaca,
                        clock.span().first,
                        clock::session);
        // A new provider is one more line here.
        List<Provider> providers =
                List.of(
                        new Bavest(
                                recordings,
                                config.apiKey,
                                config.quota,
                                config.retryAfterSeconds,
                                clock::session),
                        alpaca);
        FaultPlan faults = new FaultPlan(kinds(providers));
        faults.replace(config.seed, config.faults);
        Stats stats = new Stats();
        try {
            SandboxServer server =
                    SandboxServer.start(
                            config.port,
                            config.slowBody,
                            providers,
                            recordings,
                            clock,
                            faults,
                            stats);
            return new Sandbox(config.apiKey, recordings, alpaca, clock, faults, stats, server);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + config.port, e);
        }
    }

    private static List<FaultKind> kinds(List<Provider> providers) {
        List<FaultKind> kinds = new ArrayList<>(TransportFaults.ALL);
        providers.forEach(provider -> kinds.addAll(provider.faultKinds()));
        return kinds;
    }

    private static ReplayClock clock(SandboxConfig config, Recordings recordings) {
        Span span = span(config, recordings);
        List<String> viewers = viewers(config, recordings, span.first);
        switch (config.clockMode) {
            case MANUAL:
                return new ManualClock(span);
            case TIMED:
                return new TimedClock(span, config.sessionDuration, System::nanoTime);
            case PACED:
                return new PacedClock(
                        span, config.sessionDuration, config.patience, viewers, System::nanoTime);
        }
        throw new IllegalArgumentException("unknown clock: " + config.clockMode);
    }

    private static Span span(SandboxConfig config, Recordings recordings) {
        int first = recordings.sessionOnOrAfter(config.start);
        int all = recordings.sessionCount() - first;
        if (all == 0) {
            throw new IllegalArgumentException(
                    "start must not be after "
                            + recordings.session(recordings.sessionCount() - 1)
                            + ", was "
                            + config.start);
        }
        if (config.sessions < 0 || config.sessions > all) {
            throw new IllegalArgumentException(
                    "sessions must be between 0 and " + all + ", was " + config.sessions);
        }
        return new Span(first, first + (config.sessions == 0 ? all : config.sessions) - 1);
    }

    private static List<String> viewers(SandboxConfig config, Recordings recordings, int first) {
        for (String symbol : config.symbols) {
            if (!recordings.hasBars(symbol) || recordings.bars(symbol).session(0) > first) {
                throw new IllegalArgumentException(
                        "no bar of " + symbol + " is recorded at the first session");
            }
        }
        return config.symbols.stream().map(Bavest::viewer).collect(Collectors.toList());
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Base URL of Bavest's v0, as its clients are configured with it. */
    public URI bavestV0Url() {
        return baseUrl().resolve("/v0");
    }

    /** Base URL of Bavest's v2. */
    public URI bavestV2Url() {
        return baseUrl().resolve("/v2");
    }

    /** The key that clients must send. */
    public String apiKey() {
        return apiKey;
    }

    /** Base URL of Alpaca, of its market data and of its account. */
    public URI alpacaUrl() {
        return baseUrl().resolve("/alpaca");
    }

    /** The day that a recorded session has at Alpaca. */
    public LocalDate alpacaDate(int session) {
        return alpaca.shownAs(session);
    }

    public int port() {
        return server.port();
    }

    public Recordings recordings() {
        return recordings;
    }

    public ReplayClock clock() {
        return clock;
    }

    /** The fault plan; its rules may be replaced while the sandbox runs. */
    public FaultPlan faults() {
        return faults;
    }

    public Stats stats() {
        return stats;
    }

    @Override
    public void close() {
        server.close();
    }
}
