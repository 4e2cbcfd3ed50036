// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {

    /** Titles, entries and keys have texts of feeds in them. */
    @Test
    void shouldBeginNoLineOfItsOwn() {
        Notification notification =
                Notifications.critical(Channel.CONSOLE, "k\nERROR forged", "title\r\nforged");
        notification.lines = new String[] {"one\u2028forged", "two"};

        assertThat(ConsoleLog.lines(Pages.one(notification).get(0)))
                .containsExactly(
                        "title forged (k ERROR forged)",
                        "one forged (k ERROR forged)",
                        "two (k ERROR forged)");
    }
}
