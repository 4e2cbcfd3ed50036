// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A user whose preferences can be asked. */
public final class Person {

    private final DeliveryPolicy.User user;
    private final Set<String> symbols;
    private final LocalTime start;
    private final LocalTime end;
    private final ZoneId zone;
    private final LocalTime digestAt;
    private final ZoneId digestZone;
    private final Severity digestBelow;

    /** Of a user who was checked. */
    public Person(DeliveryPolicy.User user) {
        this.user = user;
        DeliveryPolicy.Preferences preferences = user.alertPreferences;
        symbols =
                preferences.symbolsOfInterest.stream()
                        .map(symbol -> symbol.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toCollection(HashSet::new));
        DeliveryPolicy.Hours hours = preferences.notificationHours;
        start = hours == null ? null : LocalTime.parse(hours.start);
        end = hours == null ? null : LocalTime.parse(hours.end);
        zone = hours == null ? null : ZoneId.of(hours.zone);
        DeliveryPolicy.Digest digest = preferences.digest;
        digestAt = digest == null ? null : LocalTime.parse(digest.at);
        digestZone = digest == null ? null : ZoneId.of(digest.zone);
        digestBelow = digest == null ? null : digest.below;
    }

    public String id() {
        return user.userId;
    }

    /** Which part of the users this one is in. */
    public static int bucket(String userId) {
        return Math.floorMod(userId.hashCode(), RouteTree.BUCKETS);
    }

    public List<Channel> channels() {
        return user.preferredChannels;
    }

    /**
     * Where on a channel: {@code null} for the address of the configuration, which several may
     * share.
     */
    public String address(Channel channel) {
        switch (channel) {
            case EMAIL:
                return user.email;
            case SMS:
                return user.phone;
            case SLACK:
                return user.slackWebhook;
            case DISCORD:
                return user.discordWebhook;
            default:
                return null;
        }
    }

    /** Whether messages to that address are for this user alone. */
    public boolean isAlone(Channel channel) {
        return address(channel) != null;
    }

    /**
     * What preferences say of an alert now: {@code TOLD}, or why not. What is critical comes at any
     * hour.
     */
    public DeliveryVerdict verdict(Alert alert, long now) {
        Severity severity = alert.state == AlertState.RESOLVED ? alert.worst : alert.severity;
        if (severity.compareTo(user.alertPreferences.severityThreshold) < 0) {
            return DeliveryVerdict.BELOW_THRESHOLD;
        }
        if (!symbols.isEmpty() && !symbols.contains(alert.symbol.toUpperCase(Locale.ROOT))) {
            return DeliveryVerdict.NOT_OF_INTEREST;
        }
        if (severity == Severity.CRITICAL) {
            return DeliveryVerdict.TOLD;
        }
        if (!isAwake(now)) {
            return DeliveryVerdict.QUIET_HOURS;
        }
        return digestBelow != null && severity.compareTo(digestBelow) < 0
                ? DeliveryVerdict.DIGESTED
                : DeliveryVerdict.TOLD;
    }

    private boolean isAwake(long now) {
        if (start == null) {
            return true;
        }
        LocalTime time =
                Instant.ofEpochMilli(now)
                        .atZone(zone)
                        .toLocalTime()
                        .truncatedTo(ChronoUnit.MINUTES);
        return start.isAfter(end)
                ? !time.isBefore(start) || !time.isAfter(end)
                : !time.isBefore(start) && !time.isAfter(end);
    }

    /** When what is kept back for a reason is told, epoch milliseconds UTC. */
    public long dueAfter(DeliveryVerdict why, long now) {
        if (why == DeliveryVerdict.DIGESTED && digestAt != null) {
            long due = next(digestAt, digestZone, now);
            // A digest does not wake anybody up either.
            return isAwake(due) ? due : next(start, zone, due);
        }
        return start == null ? now : next(start, zone, now);
    }

    /** Where the clock skips the time, the moment at which it goes on. */
    private static long next(LocalTime time, ZoneId zone, long after) {
        ZonedDateTime from = Instant.ofEpochMilli(after).atZone(zone);
        LocalDate day = from.toLocalDate();
        ZonedDateTime next = day.atTime(time).atZone(zone);
        return (next.isAfter(from) ? next : day.plusDays(1).atTime(time).atZone(zone))
                .toInstant()
                .toEpochMilli();
    }
}
