// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Notification;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.Quote;
import dev.bellwether.model.RuleSet;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.delivery.PolicyUpdates;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import dev.bellwether.operators.rules.BuiltInRules;
import dev.bellwether.operators.rules.RuleCheck;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Recorded days through the pipelines {@code signals}, {@code alerts} and the delivery in a
 * mini-cluster, with all that comes out of them: one quote for each bar, at 16:00 in New York.
 */
final class AlertsRun {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    final List<Anomaly> anomalies = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();
    final List<OperationalEvent> events = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();

    private final List<Runnable> collectors = new ArrayList<>();
    private final List<Channel> channels;
    private final String policy;
    private final Configuration options;

    /**
     * @param channels that are configured
     * @param policy whom to tell
     * @param options of all groups
     */
    AlertsRun(List<Channel> channels, String policy, Configuration options) {
        this.channels = channels;
        this.policy = policy;
        this.options = options;
        options.set(RestOptions.BIND_PORT, "0");
        options.set(PipelineOptions.GENERIC_TYPES, false);
    }

    /** When the quote of a bar comes, epoch milliseconds UTC. */
    static long millis(DailyBars bars, int index) {
        return Recordings.load()
                .session(bars.session(index))
                .atTime(LocalTime.of(16, 0))
                .atZone(NEW_YORK)
                .toInstant()
                .toEpochMilli();
    }

    /**
     * Returns when all of it is over.
     *
     * @param rules texts beside those that are built in
     * @param actions of people
     */
    void run(List<String> symbols, List<String> rules, List<String> actions) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2, options);
        Signals signals = new Signals();
        new SignalsPipeline(options, options, options, options, options)
                .define(List.of(Feed.of("recorded", quotes(environment, symbols))), signals);
        List<PlacedText> texts = new ArrayList<>();
        texts.add(placed(BuiltInRules.PLACE, BuiltInRules.text()));
        rules.forEach(rule -> texts.add(placed("a file", rule)));
        List<RuleSet> initial = new ArrayList<>();
        for (PlacedText text : texts) {
            initial.add(RuleCheck.check(text, new ArrayList<>()));
        }
        Kept kept = new Kept();
        AlertsPipeline.Alerts lives =
                new AlertsPipeline(options, options, options, options)
                        .define(
                                new AlertsPipeline.Facts(signals.analyzed, null),
                                initial,
                                environment.fromData(texts, TypeInformation.of(PlacedText.class)),
                                environment.fromData(actions, TypeInformation.of(String.class)),
                                kept);
        PlacedText people = placed("options", policy);
        List<String> problems = new ArrayList<>();
        PolicyUpdates.check(List.of(people), channels, problems);
        assertThat(problems).isEmpty();
        new DeliveryPipeline(options)
                .define(
                        lives.changes,
                        lives.silences,
                        environment.fromData(List.of(people), TypeInformation.of(PlacedText.class)),
                        new PolicyUpdates(List.of(people), channels),
                        PolicyReader.parse(policy),
                        kept);
        environment.executeAsync();
        // Each on a thread of its own: one that is not read holds up the others.
        List<CompletableFuture<Void>> collecting = new ArrayList<>();
        for (Runnable collector : collectors) {
            collecting.add(CompletableFuture.runAsync(collector, work -> new Thread(work).start()));
        }
        for (CompletableFuture<Void> one : collecting) {
            one.get();
        }
    }

    private static PlacedText placed(String place, String text) {
        PlacedText placed = new PlacedText();
        placed.place = place;
        placed.text = text;
        return placed;
    }

    private static DataStream<Ingested> quotes(
            StreamExecutionEnvironment environment, List<String> symbols) {
        long count =
                symbols.stream().mapToLong(symbol -> Recordings.load().bars(symbol).size()).sum();
        return environment
                .fromSource(
                        new DataGeneratorSource<>(
                                new Replay(symbols), count, TypeInformation.of(Ingested.class)),
                        WatermarkStrategy.noWatermarks(),
                        "recorded")
                .setParallelism(1);
    }

    /** Session by session, in each the symbols in their order. */
    private static final class Replay implements GeneratorFunction<Long, Ingested> {

        private static final long serialVersionUID = 1L;

        private final ArrayList<String> symbols;
        private transient int session;
        private transient int symbol;

        Replay(List<String> symbols) {
            this.symbols = new ArrayList<>(symbols);
        }

        @Override
        public void open(SourceReaderContext context) {
            session = 0;
            symbol = -1;
        }

        @Override
        public Ingested map(Long number) {
            while (true) {
                symbol++;
                if (symbol == symbols.size()) {
                    symbol = 0;
                    session++;
                }
                DailyBars bars = Recordings.load().bars(symbols.get(symbol));
                int index = bars.indexAt(session);
                if (index >= 0) {
                    return Ingested.of(quote(bars, index));
                }
            }
        }
    }

    private static Quote quote(DailyBars bars, int i) {
        Quote quote = Quote.of(bars.symbol(), bars.close(i), millis(bars, i));
        quote.open = bars.open(i);
        quote.high = bars.high(i);
        quote.low = bars.low(i);
        quote.previousClose = i == 0 ? Double.NaN : bars.close(i - 1);
        quote.dayVolume = bars.volume(i);
        quote.feed = "recorded";
        quote.receivedMillis = quote.eventTimeMillis;
        return quote;
    }

    private static final class Signals implements SignalsPipeline.Ends {

        private DataStream<AnalyzedQuote> analyzed;

        @Override
        public void valid(Feed feed, DataStream<Quote> quotes) {
            // not looked at here
        }

        @Override
        public DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> stream) {
            analyzed = stream;
            return stream.flatMap((quote, out) -> {}, TypeInformation.of(DeadLetter.class));
        }

        @Override
        public void bars(Timeframe timeframe, DataStream<Bar> stream) {
            // not looked at here
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> stream) {
            // not looked at here
        }
    }

    private final class Kept implements AlertsPipeline.Ends, DeliveryPipeline.Ends {

        private <T> void keep(DataStream<T> stream, List<T> list) {
            CloseableIterator<T> results = stream.collectAsync();
            collectors.add(() -> results.forEachRemaining(list::add));
        }

        @Override
        public void anomalies(DataStream<Anomaly> stream) {
            keep(stream, anomalies);
        }

        @Override
        public void alerts(DataStream<Alert> stream) {
            keep(stream, alerts);
        }

        @Override
        public DataStream<DeadLetter> notifications(DataStream<Notification> stream) {
            keep(stream, notifications);
            return stream.flatMap((one, out) -> {}, TypeInformation.of(DeadLetter.class));
        }

        @Override
        public void decisions(DataStream<DeliveryDecision> stream) {
            // not looked at here
        }

        @Override
        public void policyEvents(DataStream<OperationalEvent> stream) {
            keep(stream, events);
        }

        @Override
        public void events(DataStream<OperationalEvent> stream) {
            keep(stream, events);
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> stream) {
            keep(stream, letters);
        }
    }
}
