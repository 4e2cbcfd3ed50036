// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one secret where it is used, and reads it again when the refresh interval has passed, so
 * that a rotated secret is taken up without a restart.
 *
 * <p>If reading fails later, the last good value stays in use, which is said once in the log until
 * reading works again. Thread-safe; a read of a file or variable takes no noticeable time, and that
 * of a store is bounded by the store. Who asks meanwhile waits for it, once per refresh interval.
 */
public final class SecretResolver {

    /**
     * Refresh interval where none is configured: short against the hours for which both values of a
     * rotated secret are good, and a dozen requests an hour to a store that is paid by request.
     */
    public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(SecretResolver.class);

    private final String reference;
    private final SecretScheme scheme;
    private final String locator;
    private final Duration refresh;
    private final Clock clock;
    private final Consumer<String> warning;

    private Secret last;
    private Instant lastRead;
    private boolean failing;

    SecretResolver(
            SecretScheme scheme,
            String locator,
            Duration refresh,
            Clock clock,
            Consumer<String> warning) {
        this.reference = scheme.name() + ":" + locator;
        this.scheme = scheme;
        this.locator = locator;
        this.refresh = refresh;
        this.clock = clock;
        this.warning = warning;
    }

    public static SecretResolver of(SecretReference reference, Duration refresh, Clock clock) {
        return new SecretResolver(
                reference.scheme(), reference.locator(), refresh, clock, LOG::warn);
    }

    public static SecretResolver of(SecretReference reference) {
        return of(reference, DEFAULT_REFRESH, Clock.systemUTC());
    }

    /** What is resolved, in the form of {@link SecretReference}; never the value. */
    public String reference() {
        return reference;
    }

    /**
     * The secret, at most one refresh interval old if its place can be read.
     *
     * @throws SecretUnavailableException if it could never be read; one sentence that names the
     *     reference
     */
    public synchronized Secret resolve() {
        Instant now = clock.instant();
        // A clock that was set back must not keep an old value for the length of the jump.
        boolean fresh =
                last != null && !now.isBefore(lastRead) && now.isBefore(lastRead.plus(refresh));
        if (!fresh) {
            read(now);
        }
        return last;
    }

    /**
     * Reads the secret again at once, for example because a service has just refused the old one.
     *
     * @return whether the value is now another one
     */
    public synchronized boolean refresh() {
        Secret before = last;
        read(clock.instant());
        return before != null && !last.equals(before);
    }

    private void read(Instant now) {
        try {
            last = scheme.read(locator);
            failing = false;
        } catch (SecretUnavailableException e) {
            if (last == null) {
                throw e;
            }
            if (!failing) {
                failing = true;
                warning.accept(
                        "Cannot refresh a secret, the last good value stays in use: "
                                + e.getMessage());
            }
        }
        lastRead = now;
    }

    @Override
    public String toString() {
        return "SecretResolver(" + reference + ")";
    }
}
