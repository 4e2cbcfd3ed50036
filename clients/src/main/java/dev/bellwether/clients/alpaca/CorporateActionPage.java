// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.model.CorporateAction;
import java.util.List;

/** Some of the corporate actions of a request. */
public final class CorporateActionPage {

    private final List<CorporateAction> actions;
    private final String nextPageToken;

    CorporateActionPage(List<CorporateAction> actions, String nextPageToken) {
        this.actions = List.copyOf(actions);
        this.nextPageToken = nextPageToken;
    }

    public List<CorporateAction> actions() {
        return actions;
    }

    /** What to ask for the next page with; {@code null} if this was the last. */
    public String nextPageToken() {
        return nextPageToken;
    }
}
