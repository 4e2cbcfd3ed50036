// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.time.Duration;
import java.util.List;

/**
 * What one call brought: records and perhaps a further page, or the reason why there are none.
 *
 * @param <T> type of the records
 */
public final class PollResult<T> {

    /** Class of an answer, for metrics and for what the source does next. */
    public enum Status {
        /** Records were read (possibly none). */
        OK,
        /** The provider knows no such item, or has nothing for it now. The others go on. */
        NOT_AVAILABLE,
        /** Every permitted attempt failed for a passing reason. The others go on. */
        FAILED
    }

    private final Status status;
    private final List<T> records;
    private final String nextPageToken;
    private final String detail;
    private final Duration pause;

    private PollResult(
            Status status, List<T> records, String nextPageToken, String detail, Duration pause) {
        this.status = status;
        this.records = List.copyOf(records);
        this.nextPageToken = nextPageToken;
        this.detail = detail;
        this.pause = pause;
    }

    /** All there is for the requested items. */
    public static <T> PollResult<T> of(List<T> records) {
        return new PollResult<>(Status.OK, records, null, null, Duration.ZERO);
    }

    /** One page; the source asks again with the token until it is {@code null}. */
    public static <T> PollResult<T> page(List<T> records, String nextPageToken) {
        return new PollResult<>(Status.OK, records, nextPageToken, null, Duration.ZERO);
    }

    /**
     * Nothing to be had for these items at this firing.
     *
     * @param records what should be emitted all the same, for example a dead letter
     */
    public static <T> PollResult<T> notAvailable(String detail, List<T> records) {
        return new PollResult<>(Status.NOT_AVAILABLE, records, null, detail, Duration.ZERO);
    }

    /**
     * The call failed for good at this firing; the next firing tries again.
     *
     * @param records what should be emitted all the same, for example a dead letter
     */
    public static <T> PollResult<T> failed(String detail, List<T> records) {
        return new PollResult<>(Status.FAILED, records, null, detail, Duration.ZERO);
    }

    /**
     * The same result, with the provider's wish that nobody with this credential calls for a while.
     * The source passes it on to all its readers.
     */
    public PollResult<T> withPause(Duration pauseForEveryone) {
        return new PollResult<>(status, records, nextPageToken, detail, pauseForEveryone);
    }

    public Status status() {
        return status;
    }

    public List<T> records() {
        return records;
    }

    /** Token of the next page; {@code null} when the items are finished. */
    public String nextPageToken() {
        return nextPageToken;
    }

    /** For logs and metrics; {@code null} when all is well. Never holds a secret. */
    public String detail() {
        return detail;
    }

    /** How long all readers shall wait; zero as a rule. */
    public Duration pause() {
        return pause;
    }
}
