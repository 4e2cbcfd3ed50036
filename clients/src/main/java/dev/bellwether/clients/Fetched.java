// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients;

import dev.bellwether.model.DeadLetter;
import java.time.Duration;

/**
 * What a provider's client makes of one call: the value, or why there is none.
 *
 * @param <T> type of the value
 */
public final class Fetched<T> {

    /** Class of the result. */
    public enum Kind {
        /** {@link Fetched#value()} is there. */
        AVAILABLE,
        /** The provider knows no such thing, or has nothing for it now. */
        NOT_AVAILABLE,
        /** Something came that does not have the promised form; it is the dead letter. */
        UNREADABLE,
        /** The provider refuses the credential. */
        REFUSED,
        /** The provider limits requests; all with this credential shall pause. */
        LIMITED,
        /** Failed for a reason that may pass, after all permitted attempts. */
        FAILED
    }

    private final Kind kind;
    private final T value;
    private final DeadLetter deadLetter;
    private final String detail;
    private final Duration pause;

    private Fetched(Kind kind, T value, DeadLetter deadLetter, String detail, Duration pause) {
        this.kind = kind;
        this.value = value;
        this.deadLetter = deadLetter;
        this.detail = detail;
        this.pause = pause;
    }

    public static <T> Fetched<T> available(T value) {
        return new Fetched<>(Kind.AVAILABLE, value, null, null, Duration.ZERO);
    }

    public static <T> Fetched<T> notAvailable(String detail) {
        return new Fetched<>(Kind.NOT_AVAILABLE, null, null, detail, Duration.ZERO);
    }

    public static <T> Fetched<T> unreadable(DeadLetter deadLetter) {
        return new Fetched<>(Kind.UNREADABLE, null, deadLetter, deadLetter.message, Duration.ZERO);
    }

    public static <T> Fetched<T> refused(String detail) {
        return new Fetched<>(Kind.REFUSED, null, null, detail, Duration.ZERO);
    }

    public static <T> Fetched<T> limited(String detail, Duration pause) {
        return new Fetched<>(Kind.LIMITED, null, null, detail, pause);
    }

    /**
     * @param pause how long the provider asked all with this credential to wait; zero as a rule
     */
    public static <T> Fetched<T> failed(String detail, Duration pause) {
        return new Fetched<>(Kind.FAILED, null, null, detail, pause);
    }

    public Kind kind() {
        return kind;
    }

    /** {@code null} unless {@link Kind#AVAILABLE}. */
    public T value() {
        return value;
    }

    /** {@code null} unless {@link Kind#UNREADABLE}. */
    public DeadLetter deadLetter() {
        return deadLetter;
    }

    /** One line for people, without secrets; {@code null} if {@link Kind#AVAILABLE}. */
    public String detail() {
        return detail;
    }

    /** How long all with this credential shall wait; zero as a rule. */
    public Duration pause() {
        return pause;
    }

    @Override
    public String toString() {
        return kind + ": " + (kind == Kind.AVAILABLE ? value : detail);
    }
}
