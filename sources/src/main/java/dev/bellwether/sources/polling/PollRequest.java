// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.schedule.Schedule;
import java.util.List;
import java.util.Objects;

/** One call that the polling source asks a {@link PollFetcher} to make. */
public final class PollRequest {

    private final List<String> items;
    private final String pageToken;
    private final long windowStartMillis;
    private final long scheduledMillis;

    public PollRequest(
            List<String> items, String pageToken, long windowStartMillis, long scheduledMillis) {
        this.items = List.copyOf(items);
        this.pageToken = pageToken;
        this.windowStartMillis = windowStartMillis;
        this.scheduledMillis = scheduledMillis;
    }

    /** What to fetch: 1 to {@link PollFetcher#itemsPerRequest()} items, all of one chunk. */
    public List<String> items() {
        return items;
    }

    /** Where to go on within these items; {@code null} for the first page. */
    public String pageToken() {
        return pageToken;
    }

    /**
     * The served firing before this one, epoch milliseconds UTC: what is newer than this is wanted.
     * {@link Schedule#NOT_YET} if one of these items was never polled: how far back to go is then
     * for the fetcher to decide.
     */
    public long windowStartMillis() {
        return windowStartMillis;
    }

    /** When this poll was due, epoch milliseconds UTC; the same again after a restart. */
    public long scheduledMillis() {
        return scheduledMillis;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PollRequest)) {
            return false;
        }
        PollRequest that = (PollRequest) other;
        return windowStartMillis == that.windowStartMillis
                && scheduledMillis == that.scheduledMillis
                && items.equals(that.items)
                && Objects.equals(pageToken, that.pageToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(items, pageToken, windowStartMillis, scheduledMillis);
    }

    @Override
    public String toString() {
        return "PollRequest{" + items + " at " + scheduledMillis + ", page " + pageToken + "}";
    }
}
