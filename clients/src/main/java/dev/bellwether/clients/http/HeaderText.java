// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

/**
 * What may stand in a header. Checked here because the JDK's own check puts the refused value,
 * which may be a secret, in its message.
 */
final class HeaderText {

    private HeaderText() {}

    /** Visible ASCII, spaces and tabs. */
    static boolean isAllowed(String value) {
        return value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e || c == '\t');
    }
}
