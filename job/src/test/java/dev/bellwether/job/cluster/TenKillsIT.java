// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import dev.bellwether.sandbox.naive.NaiveAlerts;
import dev.bellwether.sandbox.naive.NaiveAlerts.Change;
import dev.bellwether.sandbox.naive.NaiveDelivery;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.recordings.Universe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three recorded years of 60 companies through a stream, the alerts, and the webhooks of 24 people;
 * in between ten times {@code kill -9} of the TaskManager that does it.
 *
 * <p>What must arrive is computed by {@link NaiveAlerts} and {@link NaiveDelivery}. What may arrive
 * again {@link Kills} knows.
 */
@ExtendWith(SharedCluster.Extension.class)
@EnabledIfEnvironmentVariable(named = "LONG_SCENARIOS", matches = "yes")
class TenKillsIT {

    private static final int SYMBOLS = 60;
    private static final int USERS = 24;
    private static final int KILLS = 10;

    /** Messages that come between a recovery and the next kill, at least. */
    private static final int BETWEEN = 20;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir Path directory;

    private final Recordings recordings = Recordings.load();
    private final List<String> symbols = Universe.largest(recordings, SYMBOLS);
    private final Kills kills = new Kills();

    @Test
    void shouldLoseNothingAndRepeatOnlyWhatWasToldSinceTheLastCheckpoint(SharedCluster shared)
            throws IOException {
        Set<String> expected = expected();
        SandboxStream stream = shared.kinesis().createStream(shared.nextStream(), 2);
        try (RecordingChat chat = new RecordingChat();
                Scenario scenario = new Scenario(shared, directory)) {
            configure(scenario, chat);
            StreamScenario.readFrom(stream, scenario, shared, directory);
            put(stream, 0);
            scenario.submit(2);
            for (int kill = 0; kill < KILLS; kill++) {
                int before = chat.arrivals().size();
                put(stream, kill + 1);
                shared.rest().awaitCheckpoints(scenario.job(), 1, SharedCluster.LIMIT);
                await().atMost(SharedCluster.LIMIT)
                        .until(() -> chat.arrivals().size() >= before + BETWEEN);
                kill(shared, scenario.job());
            }
            await().atMost(SharedCluster.LIMIT).until(() -> chat.keys().size() >= expected.size());
            scenario.stop();

            assertThat(chat.keys()).isEqualTo(expected);
            assertThat(kills.mistakes(chat.arrivals())).isEmpty();
            // One shard may be read months ahead of the other: too late for bars and patterns.
            assertThat(new DeadLetterFolder(directory.resolve("files")).read())
                    .allMatch(letter -> letter.reason == ReasonCode.LATE);
        }
    }

    /** The oldest one: it has been given everything when those before it were killed. */
    private void kill(SharedCluster shared, String job) {
        ClusterRest rest = shared.rest();
        LocalCluster processes = shared.processes();
        int restored = rest.checkpoints(job).restored;
        long checkpoint = rest.checkpoints(job).lastCompleted.orElseThrow().triggeredMillis;
        processes.killTaskManager(processes.taskManagers().get(0));
        kills.add(Clock.systemUTC().millis(), checkpoint);
        processes.startTaskManager();
        await().atMost(SharedCluster.LIMIT).until(() -> rest.checkpoints(job).restored > restored);
        rest.awaitRunning(job, SharedCluster.LIMIT);
    }

    private Set<String> expected() {
        List<Change> changes = new ArrayList<>();
        for (String symbol : symbols) {
            DailyBars bars = recordings.bars(symbol);
            changes.addAll(NaiveAlerts.of(bars, i -> millis(bars, i)));
        }
        Set<String> keys = new TreeSet<>();
        for (int user = 0; user < USERS; user++) {
            for (Change change :
                    NaiveDelivery.told(changes, threshold(user), Set.copyOf(interest(user)))) {
                keys.add(
                        channel(user).toUpperCase(Locale.ROOT)
                                + "/user"
                                + user
                                + "/"
                                + change.id
                                + "/"
                                + change.revision);
            }
        }
        return keys;
    }

    /** As many for each as a chat takes in some 90 s. */
    private List<String> interest(int user) {
        int every = threshold(user) == Severity.CRITICAL ? 6 : USERS;
        List<String> interest = new ArrayList<>();
        for (int i = user % every; i < symbols.size(); i += every) {
            interest.add(symbols.get(i));
        }
        return interest;
    }

    private static Severity threshold(int user) {
        return user % 2 == 0 ? Severity.INFO : user % 4 == 1 ? Severity.WARNING : Severity.CRITICAL;
    }

    /** Slack takes half as many in a second. */
    private static String channel(int user) {
        return user % 4 == 3 ? "slack" : "discord";
    }

    private void configure(Scenario scenario, RecordingChat chat) throws IOException {
        scenario.configuration()
                .with("Application", "pipelines", "signals;alerts")
                .with("Anomalies", "stale.after", "0 s")
                .with("Notifications", "channels", "discord;slack")
                .with("Notifications", "webhook.hosts", "127.0.0.1")
                .with("Notifications", "discord.webhook", webhook(chat, "nobody"))
                .with("Notifications", "slack.webhook", webhook(chat, "nobody"))
                .with("Notifications", "limit.per.hour", "1000")
                .with("Notifications", "limit.critical.per.hour", "1000")
                .with("Notifications", "limit.per.symbol.per.hour", "1000")
                .with("Notifications", "policy.file", policy(chat).toUri().toString());
    }

    private String webhook(RecordingChat chat, String name) throws IOException {
        return "file:" + Files.writeString(directory.resolve(name), chat.url("/" + name));
    }

    private Path policy(RecordingChat chat) throws IOException {
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            users.add(
                    String.format(
                            Locale.ROOT,
                            "{'user_id':'user%1$d','%2$s_webhook':'%3$s',"
                                    + "'preferred_channels':['%2$s'],'alert_preferences':{"
                                    + "'severity_threshold':'%4$s','symbols_of_interest':[%5$s]}}",
                            user,
                            channel(user),
                            webhook(chat, "user" + user),
                            threshold(user).name().toLowerCase(Locale.ROOT),
                            interest(user).stream()
                                    .map(symbol -> "'" + symbol + "'")
                                    .collect(Collectors.joining(","))));
        }
        String text =
                "{'users':["
                        + String.join(",", users)
                        + "],'receivers':[{'name':'all','users':['*']},{'name':'nobody'}],"
                        + "'route':{'receiver':'nobody','group_by':['id'],'group_wait':'0 s',"
                        + "'group_interval':'0 s','repeat_interval':'0 s','routes':[{'name':'on',"
                        + "'match':['rule!~pattern-.*'],'receiver':'all'}]}}";
        return Files.writeString(directory.resolve("policy.json"), text.replace('\'', '"'));
    }

    /** The quotes of one of the parts that the sessions are divided into. */
    private void put(SandboxStream stream, int part) {
        int sessions = recordings.sessionCount();
        Map<byte[], String> keys = new IdentityHashMap<>();
        List<byte[]> records = new ArrayList<>();
        for (int session = sessions * part / (KILLS + 1);
                session < sessions * (part + 1) / (KILLS + 1);
                session++) {
            for (String symbol : symbols) {
                DailyBars bars = recordings.bars(symbol);
                int index = bars.indexAt(session);
                if (index >= 0) {
                    byte[] record = Json.write(quote(bars, index)).getBytes(StandardCharsets.UTF_8);
                    records.add(record);
                    keys.put(record, symbol);
                }
            }
        }
        stream.putAll(records, keys::get);
    }

    private Quote quote(DailyBars bars, int index) {
        Quote quote = Quote.of(bars.symbol(), bars.close(index), millis(bars, index));
        quote.open = bars.open(index);
        quote.high = bars.high(index);
        quote.low = bars.low(index);
        quote.previousClose = index == 0 ? Double.NaN : bars.close(index - 1);
        quote.dayVolume = bars.volume(index);
        quote.feed = "desk";
        quote.currency = "USD";
        return quote;
    }

    private long millis(DailyBars bars, int index) {
        return recordings
                .session(bars.session(index))
                .atTime(LocalTime.of(16, 0))
                .atZone(NEW_YORK)
                .toInstant()
                .toEpochMilli();
    }
}
