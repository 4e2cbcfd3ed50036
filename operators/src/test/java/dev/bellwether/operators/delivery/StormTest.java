// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeliveryInput;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.Notification;
import dev.bellwether.model.RoutedAlert;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;
import dev.bellwether.operators.Harnesses;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every symbol breaches at once: the four steps of the delivery one behind the other, with the
 * default limits, on a clock that the test moves.
 */
@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class StormTest {

    private static final long START = 1_000_000;
    private static final int MINUTE = 60_000;
    private static final int HOUR = 60 * MINUTE;

    private static final int SYMBOLS = 462;
    private static final int USERS = 1_000;

    private static final Severity[] SEVERITIES = Severity.values();
    private static final Pattern OVER = Pattern.compile("and (\\d+) more over of [a-z-]+");
    private static final Pattern COUNTED = Pattern.compile("(?:and )?(\\d+) (?:more )?of [a-z-]+");

    private final Configuration options = new Configuration();
    private KeyedOneInputStreamOperatorTestHarness<String, DeliveryInput, RoutedAlert> router;
    private KeyedOneInputStreamOperatorTestHarness<String, RoutedAlert, Dispatch> groups;
    private KeyedTwoInputStreamOperatorTestHarness<Integer, Dispatch, String, Telling> recipients;
    private KeyedOneInputStreamOperatorTestHarness<String, Telling, Notification> log;

    @AfterEach
    void close() throws Exception {
        for (AbstractStreamOperatorTestHarness<?> one : List.of(router, groups, recipients, log)) {
            one.close();
        }
    }

    /** Alone, by rule as it is by default, or all in one group. */
    @ParameterizedTest
    @ValueSource(strings = {"'id'", "'rule'", ""})
    void shouldTellEachUserTheLimitAndSumUpTheRest(String groupBy) throws Exception {
        open(Alerts.policy(policy(groupBy)));
        Map<String, Tally> tallies = new HashMap<>();

        for (int i = 0; i < SYMBOLS; i++) {
            router.processElement(DeliveryInput.of(alert(i, 0, AlertState.FIRING)), 0);
            pass(tallies);
        }
        for (int minute = 1; minute <= 62; minute++) {
            at(START + (long) minute * MINUTE, tallies);
        }

        int most = options.get(DeliveryOptions.LIMIT) + options.get(DeliveryOptions.CRITICAL_LIMIT);
        int summaries = 0;
        for (int user = 0; user < USERS; user++) {
            Tally tally = tallies.getOrDefault("user" + user, new Tally());
            assertThat(tally.messages).as("messages to user %s", user).isLessThanOrEqualTo(most);
            assertThat(tally.summaries).as("summaries to user %s", user).isLessThanOrEqualTo(1);
            assertThat(tally.named + tally.counted)
                    .as("named %s and counted %s for user %s", tally.named, tally.counted, user)
                    .isEqualTo(wanted(user));
            assertThat(tally.over).isZero();
            summaries += tally.summaries;
        }
        assertThat(wanted(0)).isEqualTo(SYMBOLS);
        assertThat(wanted(USERS - 1)).isBetween(1, 20);
        if (groupBy.equals("'id'")) {
            assertThat(summaries)
                    .isEqualTo((int) IntStream.range(0, USERS).filter(this::hasRest).count());
            assertThat(summaries).isGreaterThan(USERS / 3);
        }

        // When it is over, those and only those ends are told whose beginnings were, be it that
        // they
        // were named or counted in a message; what a summary counted was not told.
        for (int i = 0; i < SYMBOLS; i++) {
            router.processElement(DeliveryInput.of(alert(i, 1, AlertState.RESOLVED)), 0);
            pass(tallies);
        }
        for (int minute = 63; minute <= 200; minute++) {
            at(START + (long) minute * MINUTE, tallies);
        }
        tallies.forEach(
                (user, tally) ->
                        assertThat(tally.over)
                                .as("ends for %s", user)
                                .isEqualTo(tally.named + tally.countedInMessages));
        assertThat(groups.numKeyedStateEntries()).isZero();
    }

    /** Whether it is more than fits into an hour. */
    private boolean hasRest(int user) {
        int critical = 0;
        int other = 0;
        for (int i = 0; i < SYMBOLS; i++) {
            if (wants(user, i)) {
                critical += severity(i) == Severity.CRITICAL ? 1 : 0;
                other += severity(i) == Severity.CRITICAL ? 0 : 1;
            }
        }
        return critical > options.get(DeliveryOptions.CRITICAL_LIMIT)
                || other > options.get(DeliveryOptions.LIMIT);
    }

    private static int wanted(int user) {
        return (int) IntStream.range(0, SYMBOLS).filter(i -> wants(user, i)).count();
    }

    private static boolean wants(int user, int symbol) {
        return severity(symbol).compareTo(threshold(user)) >= 0
                && (user % 4 != 3 || symbol % 37 == user % 37);
    }

    private static Severity threshold(int user) {
        return SEVERITIES[user % SEVERITIES.length];
    }

    private static Severity severity(int symbol) {
        return SEVERITIES[symbol / 3 % SEVERITIES.length];
    }

    private static Alert alert(int i, int revision, AlertState state) {
        String rule = List.of("price-move", "gap", "volume-spike").get(i % 3);
        return Alerts.of(rule, "S" + i, revision, state, severity(i));
    }

    /** A quarter of the users have symbols of interest. */
    private static String policy(String groupBy) {
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int number = user;
            String symbols =
                    user % 4 != 3
                            ? ""
                            : IntStream.range(0, SYMBOLS)
                                    .filter(i -> i % 37 == number % 37)
                                    .mapToObj(i -> "'S" + i + "'")
                                    .collect(Collectors.joining(","));
            users.add(
                    String.format(
                            Locale.ROOT,
                            "{'user_id':'user%1$d','email':'user%1$d@example.com',"
                                    + "'preferred_channels':['email'],'alert_preferences':{"
                                    + "'severity_threshold':'%2$s','symbols_of_interest':[%3$s]}}",
                            user,
                            threshold(user).name().toLowerCase(Locale.ROOT),
                            symbols));
        }
        return "{'users':["
                + String.join(",", users)
                + "],'receivers':[{'name':'all','users':['*']}],'route':{'receiver':'all',"
                + "'group_by':["
                + groupBy
                + "],'repeat_interval':'4 h'}}";
    }

    private void open(DeliveryPolicy policy) throws Exception {
        router =
                opened(
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                new KeyedProcessOperator<>(new AlertRouter(policy)),
                                input -> AlertRouter.KEY,
                                Types.STRING));
        groups =
                opened(
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                new KeyedProcessOperator<>(new AlertGroups()),
                                routed -> routed.group,
                                Types.STRING));
        recipients =
                opened(
                        new KeyedTwoInputStreamOperatorTestHarness<>(
                                new CoBroadcastWithKeyedOperator<>(
                                        Recipients.from(options, policy),
                                        List.of(Recipients.POLICY)),
                                dispatch -> dispatch.bucket,
                                null,
                                Types.INT));
        log =
                opened(
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                new KeyedProcessOperator<>(ChannelLog.from(options)),
                                ChannelLog::key,
                                Types.STRING));
    }

    private static <H extends AbstractStreamOperatorTestHarness<?>> H opened(H harness)
            throws Exception {
        H opened = Harnesses.open(harness, new HashMapStateBackend(), null);
        opened.setProcessingTime(START);
        return opened;
    }

    private void at(long time, Map<String, Tally> tallies) throws Exception {
        for (AbstractStreamOperatorTestHarness<?> one : List.of(router, groups, recipients, log)) {
            one.setProcessingTime(time);
            pass(tallies);
        }
    }

    /** Hands on what each step has made. */
    private void pass(Map<String, Tally> tallies) throws Exception {
        for (RoutedAlert routed : drained(router)) {
            groups.processElement(routed, 0);
        }
        for (Dispatch dispatch : drained(groups)) {
            recipients.processElement1(new StreamRecord<>(dispatch));
        }
        for (Telling telling : drained(recipients)) {
            log.processElement(telling, 0);
        }
        for (Notification told : drained(log)) {
            tallies.computeIfAbsent(told.recipient, user -> new Tally()).count(told);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> drained(AbstractStreamOperatorTestHarness<T> harness) {
        Queue<Object> output = harness.getOutput();
        List<T> values = new ArrayList<>();
        for (Object one = output.poll(); one != null; one = output.poll()) {
            if (one instanceof StreamRecord) {
                values.add(((StreamRecord<T>) one).getValue());
            }
        }
        return values;
    }

    /** What came to one user, as it is written. */
    private static final class Tally {
        int messages;
        int summaries;
        int named;
        int counted;
        int countedInMessages;
        int over;

        void count(Notification told) {
            boolean summary = told.key.contains("/summary/");
            summaries += summary ? 1 : 0;
            boolean ends = told.state == AlertState.RESOLVED;
            messages += summary || ends ? 0 : 1;
            if (told.lines.length == 0) {
                name(told.title);
            }
            for (String line : told.lines) {
                Matcher matcher = COUNTED.matcher(line);
                Matcher ended = OVER.matcher(line);
                if (ended.matches()) {
                    over += Integer.parseInt(ended.group(1));
                } else if (matcher.matches()) {
                    int count = Integer.parseInt(matcher.group(1));
                    counted += count;
                    countedInMessages += summary ? 0 : count;
                } else {
                    name(line.substring(line.indexOf(']') + 2));
                }
            }
        }

        private void name(String line) {
            if (line.startsWith("Over: ")) {
                over++;
            } else {
                named++;
            }
        }
    }
}
