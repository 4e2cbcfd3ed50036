// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.split;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One chunk of items at one firing, and how far it has been read. Immutable but for {@link
 * #fingerprints}, which nobody changes after handing the split over.
 *
 * <p>The cursor says exactly what has been emitted: everything of the items before {@link
 * #nextItem}, and of the next {@link #pageItems} items every page before {@link #pageToken}.
 */
public final class PollSplit implements SourceSplit, Serializable {

    private static final long serialVersionUID = 1L;

    private final List<String> items;
    private final long scheduledMillis;
    private final long windowStartMillis;
    private final int nextItem;
    private final int pageItems;
    private final String pageToken;
    private final Fingerprints fingerprints;

    /**
     * @param pageItems how many items the page token is for; 0 without one
     * @param pageToken {@code null} if the next item has not been begun
     * @param fingerprints of the items, or of size 0 if nothing was ever compared
     */
    public PollSplit(
            List<String> items,
            long scheduledMillis,
            long windowStartMillis,
            int nextItem,
            int pageItems,
            String pageToken,
            Fingerprints fingerprints) {
        this.items = List.copyOf(items);
        this.scheduledMillis = scheduledMillis;
        this.windowStartMillis = windowStartMillis;
        this.nextItem = nextItem;
        this.pageItems = pageItems;
        this.pageToken = pageToken;
        this.fingerprints = fingerprints;
    }

    /** A chunk of which nothing has been read. */
    public static PollSplit fresh(
            List<String> items,
            long scheduledMillis,
            long windowStartMillis,
            Fingerprints fingerprints) {
        return new PollSplit(items, scheduledMillis, windowStartMillis, 0, 0, null, fingerprints);
    }

    /** The same chunk at the same firing, read further. */
    public PollSplit advancedTo(
            int item, int itemsOfPage, String token, Fingerprints newFingerprints) {
        return new PollSplit(
                items,
                scheduledMillis,
                windowStartMillis,
                item,
                itemsOfPage,
                token,
                newFingerprints);
    }

    /** The same split with other fingerprints to compare with. */
    public PollSplit withFingerprints(Fingerprints newFingerprints) {
        return advancedTo(nextItem, pageItems, pageToken, newFingerprints);
    }

    /**
     * First item, how many more, and the firing. Among the splits that are open at one time it is
     * unique, since two that share an item are never open for the same firing.
     */
    @Override
    public String splitId() {
        return items.get(0) + "+" + (items.size() - 1) + "@" + scheduledMillis;
    }

    public List<String> items() {
        return items;
    }

    /** When this poll was due, epoch milliseconds UTC. */
    public long scheduledMillis() {
        return scheduledMillis;
    }

    /**
     * The served firing before this one, epoch milliseconds UTC; {@code Long.MIN_VALUE} if one of
     * the items was never polled.
     */
    public long windowStartMillis() {
        return windowStartMillis;
    }

    public int nextItem() {
        return nextItem;
    }

    public int pageItems() {
        return pageItems;
    }

    public String pageToken() {
        return pageToken;
    }

    public Fingerprints fingerprints() {
        return fingerprints;
    }

    /** Whether all has been emitted, so that only the enumerator need hear of it. */
    public boolean isFinished() {
        return nextItem >= items.size();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PollSplit)) {
            return false;
        }
        PollSplit that = (PollSplit) other;
        return scheduledMillis == that.scheduledMillis
                && windowStartMillis == that.windowStartMillis
                && nextItem == that.nextItem
                && pageItems == that.pageItems
                && items.equals(that.items)
                && Objects.equals(pageToken, that.pageToken)
                && fingerprints.equals(that.fingerprints);
    }

    @Override
    public int hashCode() {
        return Objects.hash(items, scheduledMillis, nextItem, pageToken);
    }

    @Override
    public String toString() {
        return "PollSplit{" + splitId() + ", next item " + nextItem + ", page " + pageToken + "}";
    }
}
