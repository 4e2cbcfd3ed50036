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
 */
final class SymbolBars {

    final String symbol;
    final List<FeedBars> feeds = new ArrayList<>(1);

    SymbolBars(String symbol) {
        this.symbol = symbol;
    }

    FeedBars of(String feed) {
        for (int i = 0; i < feeds.size(); i++) {
            if (feeds.get(i).feed.equals(feed)) {
                return feeds.get(i);
            }
        }
        FeedBars begun = new FeedBars(feed);
        feeds.add(begun);
        return begun;
    }

    SymbolBars copy() {
        SymbolBars copy = new SymbolBars(symbol);
        for (FeedBars feed : feeds) {
            copy.feeds.add(feed.copy());
        }
        return copy;
    }
}
