// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import dev.bellwether.sandbox.alpaca.AlpacaConfig;
import dev.bellwether.sandbox.faults.FaultRule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How a sandbox is started. Immutable; made by {@link #builder()}. */
public final class SandboxConfig {

    /** How the replay clock moves; see {@link dev.bellwether.sandbox.clock}. */
    public enum ClockMode {
        MANUAL,
        TIMED,
        PACED
    }

    /** The session after the one whose closing prices the 2017 fundamentals hold. */
    public static final LocalDate DEFAULT_START = LocalDate.of(2017, 3, 8);

    public static final String DEFAULT_API_KEY = "sandbox";
    public static final Duration DEFAULT_SESSION_DURATION = Duration.ofSeconds(1);
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);
    public static final Duration DEFAULT_SLOW_BODY = Duration.ofSeconds(35);
    public static final long DEFAULT_QUOTA = 10_000_000;

    final int port;
    final String apiKey;
    final long seed;
    final List<FaultRule> faults;
    final ClockMode clockMode;
    final Duration sessionDuration;
    final Duration patience;
    final LocalDate start;
    final int sessions;
    final List<String> symbols;
    final Duration slowBody;
    final int retryAfterSeconds;
    final long quota;
    final AlpacaConfig alpaca;

    private SandboxConfig(Builder builder) {
        this.port = builder.port;
        this.apiKey = builder.apiKey;
        this.seed = builder.seed;
        this.faults = List.copyOf(builder.faults);
        this.clockMode = builder.clockMode;
        this.sessionDuration = builder.sessionDuration;
        this.patience = builder.patience;
        this.start = builder.start;
        this.sessions = builder.sessions;
        this.symbols = List.copyOf(builder.symbols);
        this.slowBody = builder.slowBody;
        this.retryAfterSeconds = builder.retryAfterSeconds;
        this.quota = builder.quota;
        this.alpaca = builder.alpaca;
    }

    /** With the defaults: any free port, a manual clock at {@link #DEFAULT_START}, no faults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets what is to be unlike the defaults. */
    public static final class Builder {
        private int port;
        private String apiKey = DEFAULT_API_KEY;
        private long seed = 1;
        private final List<FaultRule> faults = new ArrayList<>();
        private ClockMode clockMode = ClockMode.MANUAL;
        private Duration sessionDuration = DEFAULT_SESSION_DURATION;
        private Duration patience = DEFAULT_PATIENCE;
        private LocalDate start = DEFAULT_START;
        private int sessions;
        private List<String> symbols = List.of();
        private Duration slowBody = DEFAULT_SLOW_BODY;
        private int retryAfterSeconds = 1;
        private long quota = DEFAULT_QUOTA;
        private AlpacaConfig alpaca = AlpacaConfig.builder().build();

        private Builder() {}

        /** Port on 127.0.0.1; 0 (default) takes any free one. */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /** The key that clients must send. */
        public Builder apiKey(String value) {
            this.apiKey = Objects.requireNonNull(value);
            return this;
        }

        /** Seed of the fault plan; same seed and same requests per symbol, same faults. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** Adds a fault; rules are tried in the order in which they were added. */
        public Builder fault(FaultRule rule) {
            this.faults.add(rule);
            return this;
        }

        /** The clock moves when {@code clock().advance(n)} is called. */
        public Builder manual() {
            this.clockMode = ClockMode.MANUAL;
            return this;
        }

        /** One session per that duration. */
        public Builder timed(Duration perSession) {
            this.clockMode = ClockMode.TIMED;
            this.sessionDuration = perSession;
            return this;
        }

        /** A session lasts at least that long, and until every viewer has seen it. */
        public Builder paced(Duration atLeast) {
            this.clockMode = ClockMode.PACED;
            this.sessionDuration = atLeast;
            return this;
        }

        /** How much time with traffic a paced session waits for a missing viewer. */
        public Builder patience(Duration value) {
            this.patience = value;
            return this;
        }

        /** First session: that of this date, or the next one. */
        public Builder start(LocalDate value) {
            this.start = value;
            return this;
        }

        /** Number of sessions from the first on; 0 (default) means to the end of the recording. */
        public Builder sessions(int value) {
            this.sessions = value;
            return this;
        }

        /**
         * Symbols whose quotes a paced clock waits for from the beginning. All recorded symbols are
         * served, whatever this says.
         */
        public Builder symbols(List<String> value) {
            this.symbols = value;
            return this;
        }

        /** How long the fault {@code slow-body} takes; longer than the client's timeout. */
        public Builder slowBody(Duration value) {
            this.slowBody = value;
            return this;
        }

        /** What the fault {@code retry-after} says, in seconds. */
        public Builder retryAfterSeconds(int value) {
            this.retryAfterSeconds = value;
            return this;
        }

        /** Calls that the plan allows until everything is refused with 429. */
        public Builder quota(long value) {
            this.quota = value;
            return this;
        }

        /** How the stand-in of Alpaca is set up. */
        public Builder alpaca(AlpacaConfig value) {
            this.alpaca = value;
            return this;
        }

        public SandboxConfig build() {
            return new SandboxConfig(this);
        }
    }
}
