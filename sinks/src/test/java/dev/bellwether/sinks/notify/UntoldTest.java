// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Notification;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class UntoldTest {

    private final List<DeadLetter> letters = new ArrayList<>();

    @Test
    void shouldGiveBackWhatIsForNoChannelThatIsConfigured() {
        tell(List.of(Channel.CONSOLE, Channel.FILE), Channel.EMAIL);

        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.get(0);
        assertThat(letter.source).isEqualTo("notifications-email");
        assertThat(letter.reason).isEqualTo(ReasonCode.REFUSED_BY_SERVICE);
        assertThat(letter.message)
                .isEqualTo("not delivered: the channel is not in Notifications.channels");
        assertThat(new String(letter.payload, StandardCharsets.UTF_8))
                .contains("\"key\":\"k\"", "\"recipient\":\"ann\"")
                .doesNotContain("ann@example.com");
    }

    @Test
    void shouldLeaveTheOthersToTheirChannels() {
        for (Channel channel : Channel.values()) {
            tell(List.of(Channel.values()), channel);
        }

        assertThat(letters).isEmpty();
    }

    private void tell(List<Channel> configured, Channel channel) {
        Notification notification = Notifications.critical(channel, "k", "a");
        notification.recipient = "ann";
        notification.address = "ann@example.com";
        new Untold(configured).flatMap(Teller.text(notification), new ListCollector<>(letters));
    }
}
