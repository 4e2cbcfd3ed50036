// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.model.Bar;
import java.util.List;

/** Some of the bars of a request, symbol after symbol and each in the order of time. */
public final class BarPage {

    private final List<Bar> bars;
    private final String nextPageToken;

    BarPage(List<Bar> bars, String nextPageToken) {
        this.bars = List.copyOf(bars);
        this.nextPageToken = nextPageToken;
    }

    public List<Bar> bars() {
        return bars;
    }

    /** What to ask for the next page with; {@code null} if this was the last. */
    public String nextPageToken() {
        return nextPageToken;
    }
}
