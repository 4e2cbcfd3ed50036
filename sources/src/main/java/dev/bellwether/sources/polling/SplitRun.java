// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One split being read: calls run ahead of the cursor, answers are taken strictly in the order of
 * items, and the cursor moves with the answer that was taken. Used by the task's thread only.
 */
final class SplitRun<T> {

    private final PollSplit split;
    private final Map<String, Integer> places = new HashMap<>();
    private final Fingerprints fingerprints;

    /** Calls from the cursor on, in the order of items. Only the first may be not begun. */
    private final Deque<Fetch<T>> calls = new ArrayDeque<>();

    private int nextItem;
    private int pageItems;
    private String pageToken;
    private int nextToCall;

    SplitRun(PollSplit split, boolean compares) {
        this.split = split;
        this.nextItem = split.nextItem();
        this.pageItems = split.pageItems();
        this.pageToken = split.pageToken();
        this.nextToCall = nextItem;
        if (compares) {
            int size = split.items().size();
            boolean known = split.fingerprints().size() == size;
            fingerprints = known ? split.fingerprints().copy() : new Fingerprints(size);
            for (int item = 0; item < size; item++) {
                places.put(split.items().get(item), item);
            }
        } else {
            fingerprints = new Fingerprints(0);
        }
    }

    /**
     * The next call to begin, or {@code null} if all calls are under way or answered. The caller
     * begins it at once.
     */
    Fetch<T> nextCall(int itemsPerRequest) {
        if (needsPage()) {
            return calls.peekFirst();
        }
        if (nextToCall >= split.items().size()) {
            return null;
        }
        boolean resumes = nextToCall == nextItem && pageToken != null;
        int wanted = resumes ? pageItems : itemsPerRequest;
        int end = Math.min(split.items().size(), nextToCall + wanted);
        Fetch<T> call =
                new Fetch<>(
                        request(
                                split.items().subList(nextToCall, end),
                                resumes ? pageToken : null));
        nextToCall = end;
        calls.addLast(call);
        return call;
    }

    private PollRequest request(List<String> items, String token) {
        return new PollRequest(items, token, split.windowStartMillis(), split.scheduledMillis());
    }

    /** The call at the cursor if its answer can be taken now, else {@code null}. */
    Fetch<T> answered() {
        Fetch<T> first = calls.peekFirst();
        return first != null && first.isUsable() ? first : null;
    }

    /** Moves the cursor past the answer at the cursor, once all of it is emitted. */
    void take(Fetch<T> answered) {
        calls.removeFirst();
        List<String> items = answered.request().items();
        String token = answered.result() == null ? null : answered.result().nextPageToken();
        if (token == null) {
            nextItem += items.size();
            pageItems = 0;
            pageToken = null;
        } else {
            pageItems = items.size();
            pageToken = token;
            calls.addFirst(new Fetch<>(request(items, token)));
        }
    }

    /** Whether a record's item has not been emitted with this fingerprint; notes it if so. */
    boolean isChanged(String item, long fingerprint) {
        Integer place = item == null ? null : places.get(item);
        if (place == null) {
            return true;
        }
        if (fingerprints.isKnown(place) && fingerprints.get(place) == fingerprint) {
            return false;
        }
        fingerprints.set(place, fingerprint);
        return true;
    }

    /** Whether the next page of the item at the cursor has to be asked for. */
    boolean needsPage() {
        return !calls.isEmpty() && !calls.peekFirst().isBegun();
    }

    /** Calls that are begun and not yet taken. */
    int ahead() {
        return calls.size() - (needsPage() ? 1 : 0);
    }

    boolean isFinished() {
        return nextItem >= split.items().size();
    }

    long scheduledMillis() {
        return split.scheduledMillis();
    }

    /** The split with the cursor where it is now. */
    PollSplit toSplit() {
        return split.advancedTo(nextItem, pageItems, pageToken, fingerprints.copy());
    }
}
