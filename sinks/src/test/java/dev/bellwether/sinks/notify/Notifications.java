// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** Notifications and settings for tests. */
final class Notifications {

    private Notifications() {}

    static Notification critical(Channel channel, String key, String title) {
        Notification notification = new Notification();
        notification.key = key;
        notification.channel = channel;
        notification.alert = "fall:AAPL:1";
        notification.rule = "fall";
        notification.symbol = "AAPL";
        notification.state = AlertState.FIRING;
        notification.severity = Severity.CRITICAL;
        notification.title = title;
        notification.text = "";
        notification.facts =
                new String[] {
                    "analytics.volume_ratio=3.2",
                    "quote.day_change_percent=-12.5",
                    "quote.price=1.5"
                };
        notification.labels = new String[] {"team=desk"};
        notification.links = new String[] {"chart=https://x/A?a&b"};
        notification.eventMillis = Instant.parse("2026-03-11T14:30:00Z").toEpochMilli();
        notification.createdMillis = Instant.parse("2026-03-11T14:30:01Z").toEpochMilli();
        return notification;
    }

    /**
     * @param aws address of the service
     * @param options of the group {@code Notifications}
     */
    static NotifySettings settings(
            Channel channel, URI aws, Path directory, String region, Map<String, String> options)
            throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "test");
        Configuration group = new Configuration();
        group.setString("region", region);
        group.setString("credentials", "static");
        group.setString("access.key.id", "file:" + key);
        group.setString("secret.access.key", "file:" + key);
        group.setString("sns.endpoint", aws.toString());
        group.setString("ses.endpoint", aws.toString());
        return new NotifySettings(
                channel, Configuration.fromMap(options), group, SecretStores.none());
    }
}
