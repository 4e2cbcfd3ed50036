// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import dev.bellwether.model.Channel;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Inhibition;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Ladder;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Receiver;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Route;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Silence;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Step;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.User;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;

/** Collects everything that is wrong with a policy, one sentence each. */
final class PolicyCheck {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");

    /** No more than a plain check: whether it is delivered the mail server knows. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{3,190}");

    private static final Pattern SECRET =
            Pattern.compile("(env|file|ssm|secretsmanager):.+", Pattern.DOTALL);
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Deeper is a mistake. */
    private static final int DEEPEST = 16;

    private final List<String> problems;

    PolicyCheck(List<String> problems) {
        this.problems = problems;
    }

    void user(User user) {
        name("user_id", user.userId);
        if (user.email != null && !EMAIL.matcher(user.email).matches()) {
            problems.add("email is no address");
        }
        if (user.phone != null && !PHONE.matcher(user.phone).matches()) {
            problems.add("phone must be as in E.164, such as +15550100");
        }
        secret("slack_webhook", user.slackWebhook);
        secret("discord_webhook", user.discordWebhook);
        if (user.preferredChannels == null || user.preferredChannels.contains(null)) {
            problems.add("preferred_channels must not be null, nor anything in it");
        } else {
            if (user.preferredChannels.contains(Channel.EMAIL) && user.email == null) {
                problems.add("prefers email and has none");
            }
            if (user.preferredChannels.contains(Channel.SMS) && user.phone == null) {
                problems.add("prefers sms and has no phone");
            }
        }
        DeliveryPolicy.Preferences preferences = user.alertPreferences;
        if (preferences == null
                || preferences.severityThreshold == null
                || preferences.symbolsOfInterest == null
                || preferences.symbolsOfInterest.contains(null)) {
            problems.add("alert_preferences must not be null, nor anything in it");
            return;
        }
        if (preferences.notificationHours != null) {
            time("notification_hours.start", preferences.notificationHours.start);
            time("notification_hours.end", preferences.notificationHours.end);
            zone("notification_hours.zone", preferences.notificationHours.zone);
        }
        if (preferences.digest != null) {
            time("digest.at", preferences.digest.at);
            zone("digest.zone", preferences.digest.zone);
            if (preferences.digest.below == null) {
                problems.add("digest.below must be info, warning or critical");
            }
        }
    }

    private void secret(String what, String reference) {
        if (reference != null && !SECRET.matcher(reference).matches()) {
            problems.add(
                    what
                            + " must be a reference: env:NAME, file:PATH, ssm:/PATH or"
                            + " secretsmanager:ID#FIELD");
        }
    }

    /** What can be said of a document by itself. */
    void form(DeliveryPolicy policy) {
        if (policy.receivers == null
                || policy.ladders == null
                || policy.inhibitions == null
                || policy.silences == null) {
            problems.add("receivers, ladders, inhibitions and silences must not be null");
            return;
        }
        if (policy.receivers.contains(null)
                || policy.ladders.contains(null)
                || policy.inhibitions.contains(null)
                || policy.silences.contains(null)) {
            problems.add("receivers, ladders, inhibitions and silences must have no null in them");
            return;
        }
        Set<String> names = new HashSet<>();
        for (Receiver receiver : policy.receivers) {
            receiver(receiver, names);
        }
        names.clear();
        for (Ladder ladder : policy.ladders) {
            ladder(ladder, names);
        }
        for (Inhibition inhibition : policy.inhibitions) {
            String where = "inhibition " + inhibition.name + ": ";
            name("inhibition", inhibition.name);
            matchers(where + "source", inhibition.source);
            matchers(where + "target", inhibition.target);
            if (inhibition.source == null || inhibition.source.isEmpty()) {
                problems.add(where + "source must have a matcher");
            }
            if (inhibition.equal == null || inhibition.equal.contains(null)) {
                problems.add(where + "equal must not be null, nor anything in it");
            }
        }
        names.clear();
        for (Silence silence : policy.silences) {
            if (!names.add(silence.id)) {
                problems.add("another silence has the id " + silence.id);
            }
            silence(silence);
        }
        if (policy.route != null) {
            if (policy.route.receiver == null) {
                problems.add("route: the root must have a receiver");
            }
            if (policy.route.match != null && !policy.route.match.isEmpty()) {
                problems.add("route: the root matches everything and must have no match");
            }
            route("route", policy.route, 0);
        }
    }

    private void receiver(Receiver receiver, Set<String> names) {
        name("receiver", receiver.name);
        String where = "receiver " + receiver.name + ": ";
        if (!names.add(receiver.name)) {
            problems.add(where + "another one has the same name");
        }
        if (receiver.users == null
                || receiver.channels == null
                || receiver.users.contains(null)
                || receiver.channels.contains(null)) {
            problems.add(where + "users and channels must not be null, nor anything in them");
        }
    }

    private void ladder(Ladder ladder, Set<String> names) {
        name("ladder", ladder.name);
        String where = "ladder " + ladder.name + ": ";
        if (!names.add(ladder.name)) {
            problems.add(where + "another one has the same name");
        }
        if (ladder.from == null
                || ladder.steps == null
                || ladder.steps.isEmpty()
                || ladder.steps.contains(null)) {
            problems.add(where + "must have a severity and at least one step");
            return;
        }
        if (ladder.repeat < 0 || ladder.repeat > 100) {
            problems.add(where + "repeat must be between 0 and 100, was " + ladder.repeat);
        }
        long before = 0;
        for (Step step : ladder.steps) {
            if (step.after == null) {
                problems.add(where + "each step must say after how long");
            }
            long after = duration(where + "after", step.after);
            if (after >= 0 && after <= before) {
                problems.add(where + "each step must come after the one before it");
            }
            before = Math.max(before, after);
        }
    }

    void silence(Silence silence) {
        name("silence", silence.id);
        String where = "silence " + silence.id + ": ";
        matchers(where + "match", silence.match);
        if (silence.match == null || silence.match.isEmpty()) {
            problems.add(where + "must have a matcher");
        }
        if (silence.author == null || silence.author.isBlank()) {
            problems.add(where + "must have an author");
        }
        if (silence.reason == null || silence.reason.isBlank()) {
            problems.add(where + "must have a reason");
        }
        try {
            if (silence.until == null) {
                problems.add(where + "must have an end, until");
            } else {
                Instant.parse(silence.until);
            }
        } catch (DateTimeException e) {
            problems.add(
                    where + "until must be such as 2026-12-01T08:00:00Z, was " + silence.until);
        }
    }

    private void route(String where, Route route, int depth) {
        if (depth > DEEPEST) {
            problems.add(where + ": is more than " + DEEPEST + " levels deep");
            return;
        }
        if (depth > 0) {
            name(where + ": name", route.name);
        }
        matchers(where + ": match", route.match);
        if (route.groupBy != null && route.groupBy.contains(null)) {
            problems.add(where + ": group_by must have no null in it");
        }
        duration(where + ": group_wait", route.groupWait);
        duration(where + ": group_interval", route.groupInterval);
        duration(where + ": repeat_interval", route.repeatInterval);
        if (route.routes == null) {
            problems.add(where + ": routes must not be null");
            return;
        }
        Set<String> names = new HashSet<>();
        for (Route below : route.routes) {
            if (below == null) {
                problems.add(where + ": routes must have no null in it");
                continue;
            }
            route(where + "/" + below.name, below, depth + 1);
            if (!names.add(below.name)) {
                problems.add(where + "/" + below.name + ": one beside it has the same name");
            }
        }
    }

    /** What is named must be there. */
    void references(DeliveryPolicy policy) {
        Set<String> receivers = new HashSet<>();
        policy.receivers.forEach(receiver -> receivers.add(receiver.name));
        Set<String> ladders = new HashSet<>();
        policy.ladders.forEach(ladder -> ladders.add(ladder.name));
        if (policy.route == null) {
            problems.add("there is no route");
        } else {
            references("route", policy.route, receivers, ladders);
        }
        for (Ladder ladder : policy.ladders) {
            for (Step step : ladder.steps) {
                if (!receivers.contains(step.receiver)) {
                    problems.add(
                            "ladder " + ladder.name + ": there is no receiver " + step.receiver);
                }
            }
        }
    }

    private void references(String where, Route route, Set<String> receivers, Set<String> ladders) {
        if (route.receiver != null && !receivers.contains(route.receiver)) {
            problems.add(where + ": there is no receiver " + route.receiver);
        }
        if (route.ladder != null && !ladders.contains(route.ladder)) {
            problems.add(where + ": there is no ladder " + route.ladder);
        }
        for (Route below : route.routes) {
            references(where + "/" + below.name, below, receivers, ladders);
        }
    }

    private void name(String what, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            problems.add(
                    what
                            + " must be of letters, digits, '.', '_', '@' and '-', at most 64, was "
                            + (name == null ? "nothing" : "'" + name + "'"));
        }
    }

    private void matchers(String where, List<String> matchers) {
        if (matchers == null || matchers.contains(null)) {
            problems.add(where + " must not be null, nor anything in it");
            return;
        }
        for (String matcher : matchers) {
            try {
                AlertMatcher.parse(matcher);
            } catch (IllegalArgumentException e) {
                problems.add(where + ": " + e.getMessage());
            }
        }
    }

    /** In milliseconds; below 0 if there is none. */
    private long duration(String where, String text) {
        if (text == null) {
            return -1;
        }
        try {
            Duration duration = TimeUtils.parseDuration(text);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration.toMillis();
            }
        } catch (IllegalArgumentException e) {
            problems.add(where + " must be a duration such as 30 s or 5 min, was '" + text + "'");
            return -1;
        }
        problems.add(where + " must be between 0 s and 31 d, was " + text);
        return -1;
    }

    private void time(String where, String text) {
        try {
            if (text != null) {
                LocalTime.parse(text);
                return;
            }
        } catch (DateTimeException e) {
            problems.add(where + " must be such as 09:00, was '" + text + "'");
            return;
        }
        problems.add(where + " must be such as 09:00");
    }

    private void zone(String where, String text) {
        try {
            if (text != null) {
                ZoneId.of(text);
                return;
            }
        } catch (DateTimeException e) {
            problems.add(where + " must be a zone such as Europe/Berlin, was '" + text + "'");
            return;
        }
        problems.add(where + " must be a zone such as Europe/Berlin");
    }
}
