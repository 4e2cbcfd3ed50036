// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import java.util.ArrayList;
import java.util.List;

/**
 * All bars of one symbol that can still change, of all timeframes and feeds: the state value of
 * {@link BarsFunction}. {@link SymbolBarsSerializer} has its bytes.
 *
 * <p>One value instead of one per feed, timeframe and span: a quote changes a bar of every
 * timeframe, so all of them are read and written together.
 *
 * <p>At most {@value #MAX_FEEDS} feeds: their names are what a producer writes, and the value is
 * read, written and searched as a whole for every quote.
 */
final class SymbolBars {

    static final int MAX_FEEDS = 16;

    final String symbol;
    final List<FeedBars> feeds = new ArrayList<>(1);

    SymbolBars(String symbol) {
        this.symbol = symbol;
    }

    /**
     * What is kept of the feed. A new one takes the place, if there is none left, of the one that
     * was quoted longest ago (event time) among those whose bars are all final; that one, should it
     * come again, begins without a known volume as if never seen.
     *
     * @return {@code null} if there is no place and each feed has a bar that can still change
     */
    FeedBars of(String feed, long watermark, long latenessMillis) {
        for (int i = 0; i < feeds.size(); i++) {
            if (feeds.get(i).feed.equals(feed)) {
                return feeds.get(i);
            }
        }
        if (feeds.size() >= MAX_FEEDS && !giveWay(watermark, latenessMillis)) {
            return null;
        }
        FeedBars begun = new FeedBars(feed);
        feeds.add(begun);
        return begun;
    }

    private boolean giveWay(long watermark, long latenessMillis) {
        FeedBars oldest = null;
        for (FeedBars feed : feeds) {
            if ((oldest == null || feed.lastEventMillis < oldest.lastEventMillis)
                    && feed.isFinal(watermark, latenessMillis)) {
                oldest = feed;
            }
        }
        return oldest != null && feeds.remove(oldest);
    }

    SymbolBars copy() {
        SymbolBars copy = new SymbolBars(symbol);
        for (FeedBars feed : feeds) {
            copy.feeds.add(feed.copy());
        }
        return copy;
    }
}
