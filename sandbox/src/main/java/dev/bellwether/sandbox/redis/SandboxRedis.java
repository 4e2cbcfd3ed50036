// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One real redis-server on 127.0.0.1 and a free port, which it keeps when stopped and started.
 *
 * <p>Without {@link Builder#persistent} it forgets everything when stopped. It is killed on {@link
 * #close} and, at the latest, when the JVM ends.
 */
public final class SandboxRedis implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final RedisProcess process;

    private SandboxRedis(RedisProcess process) {
        this.process = process;
    }

    /** A plain server: no password, no TLS, nothing kept. */
    public static SandboxRedis start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return process.port();
    }

    /** {@code host:port}. */
    public String address() {
        return HOST + ":" + port();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** Shuts it down in good order (SIGTERM). */
    public void stop() {
        process.stop();
    }

    /** Ends it as a crash would (SIGKILL). */
    public void kill() {
        process.kill();
    }

    /** Starts it again after {@link #stop} or {@link #kill}, on the same port. */
    public void restart() {
        try {
            process.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start redis-server again", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /** What the server asks for and keeps. */
    public static final class Builder {

        private final List<String> settings = new ArrayList<>();
        private SandboxCertificate certificate;
        private boolean persistent;
        private boolean users;

        private Builder() {}

        /** Speaks TLS only, with this certificate; asks clients for none. */
        public Builder tls(SandboxCertificate value) {
            this.certificate = value;
            return this;
        }

        /** Asks every client for this password. */
        public Builder password(String value) {
            settings.add("requirepass " + value);
            return this;
        }

        /**
         * Adds an ACL user and refuses whoever does not log in.
         *
         * @param rules Redis ACL rules, for example {@code ~bavest:* +@all}
         */
        public Builder user(String name, String password, String rules) {
            users = true;
            settings.add("user " + name + " on >" + password + " " + rules);
            return this;
        }

        /** Writes every command to disk before it answers, and reads them again when started. */
        public Builder persistent() {
            this.persistent = true;
            return this;
        }

        /** One more line of redis.conf. */
        public Builder setting(String line) {
            settings.add(line);
            return this;
        }

        public SandboxRedis start() {
            int port = FreePorts.next();
            List<String> lines = new ArrayList<>(settings);
            if (certificate == null) {
                lines.add("port " + port);
            } else {
                lines.add("port 0");
                lines.add("tls-port " + port);
                lines.add("tls-cert-file " + certificate.certificatePem());
                lines.add("tls-key-file " + certificate.keyPem());
                lines.add("tls-ca-cert-file " + certificate.certificatePem());
                lines.add("tls-auth-clients no");
            }
            if (users) {
                lines.add("user default off");
            }
            lines.add("save \"\"");
            lines.add("appendonly " + (persistent ? "yes" : "no"));
            lines.add("appendfsync always");
            return new SandboxRedis(RedisProcess.start(port, lines));
        }
    }
}
