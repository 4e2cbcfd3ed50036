// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.DeliveryOptions;
import dev.bellwether.sandbox.naive.NaiveAlerts;
import dev.bellwether.sandbox.naive.NaiveAlerts.Change;
import dev.bellwether.sandbox.naive.NaiveDelivery;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/**
 * All recorded days of all symbols: every change of every alert of the rules over quotes, and every
 * message of it, against plain loops that know nothing of operators ({@link NaiveAlerts}, {@link
 * NaiveDelivery}).
 */
class AllAlertsTest {

    private static final Set<String> RULES =
            Set.of("price-move", "volume-spike", "unusual-return", "unusual-volume", "gap");
    private static final String TECH = "AAPL AMD NVDA NFLX FB";
    private static final String ONE = "GE";

    private static final List<User> USERS =
            List.of(
                    new User("ann", Severity.INFO, "", Channel.DISCORD),
                    new User("bob", Severity.WARNING, "", Channel.SLACK),
                    new User("cem", Severity.CRITICAL, "", Channel.DISCORD),
                    new User("dora", Severity.INFO, TECH, Channel.SLACK, Channel.DISCORD),
                    new User("eve", Severity.WARNING, TECH, Channel.DISCORD),
                    new User("fay", Severity.CRITICAL, ONE, Channel.SLACK),
                    new User("gil", Severity.INFO, ONE, Channel.DISCORD));

    @Test
    void shouldRaiseAndTellWhatPlainLoopsRaiseAndTell() throws Exception {
        Recordings recordings = Recordings.load();
        List<String> symbols = new ArrayList<>(recordings.symbols());
        AlertsRun run =
                new AlertsRun(
                        List.of(Channel.SLACK, Channel.DISCORD),
                        policy(),
                        new Configuration()
                                .set(DeliveryOptions.LIMIT, Integer.MAX_VALUE)
                                .set(DeliveryOptions.CRITICAL_LIMIT, Integer.MAX_VALUE)
                                .set(DeliveryOptions.SYMBOL_LIMIT, Integer.MAX_VALUE));

        run.run(symbols, List.of(), List.of(""));

        List<Change> changes = new ArrayList<>();
        for (String symbol : symbols) {
            DailyBars bars = recordings.bars(symbol);
            changes.addAll(NaiveAlerts.of(bars, i -> AlertsRun.millis(bars, i)));
        }
        assertThat(symbols).hasSizeGreaterThan(450);
        assertThat(changes).extracting(change -> change.rule).containsAll(RULES);
        assertThat(run.letters).isEmpty();
        assertThat(run.events).isEmpty();
        assertThat(sorted(run.alerts.stream().filter(AllAlertsTest::isCompared)))
                .isEqualTo(sorted(changes.stream()));
        assertThat(
                        run.notifications.stream()
                                .map(AllAlertsTest::line)
                                .sorted()
                                .collect(Collectors.toList()))
                .isEqualTo(expected(changes));
    }

    private static boolean isCompared(Alert alert) {
        return RULES.contains(alert.rule);
    }

    /** Those of both kinds have one form. */
    private static List<String> sorted(Stream<?> some) {
        return some.map(one -> one instanceof Alert ? line((Alert) one) : one.toString())
                .sorted()
                .collect(Collectors.toList());
    }

    private static String line(Alert alert) {
        return alert.id
                + "/"
                + alert.revision
                + " "
                + alert.state
                + " "
                + alert.severity
                + " "
                + alert.worst
                + " "
                + alert.changedMillis;
    }

    private static String line(Notification one) {
        return one.key + " to " + one.address + " " + one.state + " " + one.severity;
    }

    private static List<String> expected(List<Change> changes) {
        List<String> lines = new ArrayList<>();
        for (User user : USERS) {
            List<Change> told = NaiveDelivery.told(changes, user.threshold, user.symbols);
            assertThat(told).as(user.name).isNotEmpty();
            for (Channel channel : user.channels) {
                for (Change change : told) {
                    lines.add(user.line(channel, change));
                }
            }
        }
        return lines.stream().sorted().collect(Collectors.toList());
    }

    /** Every alert by itself and at once, to those who want it; other rules to nobody. */
    private static String policy() {
        return ("{'users':["
                        + USERS.stream().map(User::json).collect(Collectors.joining(","))
                        + "],'receivers':[{'name':'all','users':['*']},{'name':'nobody'}],"
                        + "'route':{'receiver':'nobody','group_by':['id'],'group_wait':'0 s',"
                        + "'group_interval':'0 s','repeat_interval':'0 s','routes':[{'name':'on',"
                        + "'match':['rule=~"
                        + String.join("|", new TreeSet<>(RULES))
                        + "'],'receiver':'all'}]}}")
                .replace('\'', '"');
    }

    /** Somebody with addresses of his own. */
    private static final class User {
        final String name;
        final Severity threshold;
        final Set<String> symbols;
        final List<Channel> channels;

        User(String name, Severity threshold, String symbols, Channel... channels) {
            this.name = name;
            this.threshold = threshold;
            this.symbols = symbols.isEmpty() ? Set.of() : Set.of(symbols.split(" "));
            this.channels = List.of(channels);
        }

        String address(Channel channel) {
            return "env:" + name.toUpperCase(Locale.ROOT) + "_" + channel;
        }

        /** What a message of a change must be. */
        String line(Channel channel, Change change) {
            return channel
                    + "/"
                    + name
                    + "/"
                    + change.id
                    + "/"
                    + change.revision
                    + " to "
                    + address(channel)
                    + " "
                    + change.state
                    + " "
                    + (change.state == AlertState.RESOLVED ? change.worst : change.severity);
        }

        String json() {
            return "{'user_id':'"
                    + name
                    + "','slack_webhook':'"
                    + address(Channel.SLACK)
                    + "','discord_webhook':'"
                    + address(Channel.DISCORD)
                    + "','preferred_channels':["
                    + channels.stream()
                            .map(channel -> "'" + channel.name().toLowerCase(Locale.ROOT) + "'")
                            .collect(Collectors.joining(","))
                    + "],'alert_preferences':{'severity_threshold':'"
                    + threshold.name().toLowerCase(Locale.ROOT)
                    + "','symbols_of_interest':["
                    + symbols.stream()
                            .map(symbol -> "'" + symbol + "'")
                            .collect(Collectors.joining(","))
                    + "]}}";
        }
    }
}
