// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told of which alerts, as it is written: fields in snake case, durations such as {@code 5
 * min}. Every list may be left out. What the parts mean is in {@code docs/delivery.md}; {@link
 * PolicyReader} checks them.
 */
public class DeliveryPolicy {

    public List<User> users = new ArrayList<>();
    public List<Receiver> receivers = new ArrayList<>();

    /** The root of the tree of routes; {@code null} if this document has none. */
    public Route route;

    public List<Ladder> ladders = new ArrayList<>();
    public List<Inhibition> inhibitions = new ArrayList<>();
    public List<Silence> silences = new ArrayList<>();

    public DeliveryPolicy() {}

    /** As JSON. */
    @Override
    public String toString() {
        return Json.write(this);
    }

    /** A person. */
    public static class User {
        public String userId;
        public String email;

        /** E.164, such as {@code +15550100}. */
        public String phone;

        /** Where the address of a webhook of this user's own is: a reference of a secret. */
        public String slackWebhook;

        public String discordWebhook;

        public List<Channel> preferredChannels = new ArrayList<>();
        public Preferences alertPreferences = new Preferences();

        public User() {}
    }

    /** What a user wants to hear of, and when. */
    public static class Preferences {
        public Severity severityThreshold = Severity.INFO;

        /** Empty: of all. */
        public List<String> symbolsOfInterest = new ArrayList<>();

        /** {@code null}: at any time. */
        public Hours notificationHours;

        /** {@code null}: everything comes at once. */
        public Digest digest;

        public Preferences() {}
    }

    /** Hours of each day, both ends included to the minute; over midnight if they end earlier. */
    public static class Hours {
        public String start;
        public String end;
        public String zone = "UTC";

        public Hours() {}
    }

    /** What is not severe enough comes once a day, together. */
    public static class Digest {
        public String at;
        public String zone = "UTC";

        /** What is less severe than that. */
        public Severity below = Severity.WARNING;

        public Digest() {}
    }

    /** Users, and channels that are for everybody; nobody if it has neither. */
    public static class Receiver {
        public String name;

        /** Identities; {@code *} is all users. */
        public List<String> users = new ArrayList<>();

        public List<Channel> channels = new ArrayList<>();

        public Receiver() {}
    }

    /** A node of the tree; what it does not say it has from the one above it. */
    public static class Route {
        public String name;

        /** All of them must match; see {@link AlertMatcher}. */
        public List<String> match = new ArrayList<>();

        public String receiver;

        /** {@code rule}, {@code symbol}, {@code severity} or labels; empty: one group for all. */
        public List<String> groupBy;

        public String groupWait;
        public String groupInterval;
        public String repeatInterval;
        public String ladder;

        /** Whether the routes beside it are tried, too, when this one matches. */
        @JsonProperty("continue")
        public boolean goesOn;

        public List<Route> routes = new ArrayList<>();

        public Route() {}
    }

    /** Who else is told while nobody takes an alert on. */
    public static class Ladder {
        public String name;

        /** Alerts of that severity and above climb. */
        public Severity from = Severity.CRITICAL;

        public List<Step> steps = new ArrayList<>();

        /** How often all of it begins anew after its last step. */
        public int repeat;

        public Ladder() {}
    }

    /** A step of a ladder. */
    public static class Step {
        /** Since the alert was told. */
        public String after;

        public String receiver;

        public Step() {}
    }

    /**
     * While an alert fires that matches the source, nobody is told of those that match the target.
     */
    public static class Inhibition {
        public String name;
        public List<String> source = new ArrayList<>();
        public List<String> target = new ArrayList<>();

        /** What both must have in common: {@code symbol} or labels. */
        public List<String> equal = new ArrayList<>();

        public Inhibition() {}
    }

    /** Nobody is told of alerts that match, for a time. */
    public static class Silence {
        public String id;
        public List<String> match = new ArrayList<>();
        public String author;
        public String reason;

        /** ISO 8601, such as {@code 2026-12-01T08:00:00Z}. */
        public String until;

        public Silence() {}
    }
}
