// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Notification;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Makes dead letters of the notifications that no {@link Teller} takes: a policy or alerts that
 * were restored may still tell on a channel that is configured no more.
 */
public final class Untold implements FlatMapFunction<String, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final EnumSet<Channel> told = EnumSet.noneOf(Channel.class);

    /**
     * @param told the channels that are configured
     */
    public Untold(Collection<Channel> told) {
        this.told.addAll(told);
    }

    @Override
    public void flatMap(String text, Collector<DeadLetter> out) {
        Notification notification = Teller.read(text);
        if (!told.contains(notification.channel)) {
            out.collect(letter(notification, "the channel is not in Notifications.channels"));
        }
    }

    /** With the message, but without its address: dead letters are read by more people. */
    static DeadLetter letter(Notification notification, String problem) {
        Notification shown = Teller.read(Teller.text(notification));
        shown.address = null;
        return DeadLetter.of(
                "notifications-" + notification.channel.name().toLowerCase(Locale.ROOT),
                ReasonCode.REFUSED_BY_SERVICE,
                "not delivered: " + problem,
                shown.toString().getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC().millis());
    }
}
