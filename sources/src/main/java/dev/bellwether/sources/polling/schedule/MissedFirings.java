// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

/**
 * What becomes of firings whose time passed while the job was down.
 *
 * <p>It says nothing about firings that come while an earlier one is still being served: of those
 * only the newest is kept, whatever the setting.
 */
public enum MissedFirings {
    /**
     * They are left out. The next firing's window begins where the last served one ended, so a
     * fetcher that asks for a window still loses nothing.
     */
    SKIP("skip"),
    /** Each is served, oldest first, one after the other; only the newest ones if too many. */
    CATCH_UP("catch-up");

    private final String text;

    MissedFirings(String text) {
        this.text = text;
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        return text;
    }
}
