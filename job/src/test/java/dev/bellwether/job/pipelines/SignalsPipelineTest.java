// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline with two feeds and ends that keep what they are given. */
class SignalsPipelineTest {

    private static final long OPEN = 1_773_237_600_000L;

    private final Kept kept = new Kept();
    private StreamExecutionEnvironment environment;

    @BeforeEach
    void setUpAnEnvironment() {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        environment = StreamExecutionEnvironment.createLocalEnvironment(2, flink);
    }

    @Test
    void shouldJoinTheFeedsAndKeepWhatCannotBeUsed() throws Exception {
        List<Ingested> polled = new ArrayList<>();
        List<Ingested> streamed = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            polled.add(Ingested.of(quote("AAPL", "bavest", 150 + i, OPEN + i * 60_000L)));
            streamed.add(Ingested.of(quote("MSFT", "kinesis", 410 + i, OPEN + i * 60_000L)));
        }
        streamed.add(Ingested.of(quote("MSFT", "kinesis", -1, OPEN + 3_600_000)));
        streamed.add(
                Ingested.of(
                        DeadLetter.of(
                                "kinesis:ticks",
                                ReasonCode.MALFORMED,
                                "not JSON",
                                "{".getBytes(UTF_8),
                                OPEN)));

        define(Feed.of("bavest", stream(polled)), Feed.of("kinesis", stream(streamed)));
        environment.execute();

        assertThat(kept.analyzed())
                .filteredOn(analyzed -> analyzed.analytics != null)
                .hasSize(50)
                .filteredOn(analyzed -> analyzed.quote.eventTimeMillis == OPEN + 24 * 60_000L)
                .extracting(
                        analyzed -> analyzed.analytics.symbol,
                        analyzed -> analyzed.analytics.meanPrice)
                .containsExactlyInAnyOrder(tuple("AAPL", 164.5), tuple("MSFT", 424.5));
        assertThat(kept.deadLetters())
                .extracting(letter -> letter.reason)
                .containsExactlyInAnyOrder(ReasonCode.MALFORMED, ReasonCode.INVALID_PRICE);
        assertThat(kept.valid("bavest")).hasSize(25).allMatch(q -> q.feed.equals("bavest"));
        assertThat(kept.valid("kinesis")).hasSize(25).allMatch(q -> q.feed.equals("kinesis"));
        assertThat(kept.bars(Timeframe.FIVE_MINUTES))
                .extracting(bar -> bar.symbol)
                .containsOnly("AAPL", "MSFT")
                .hasSize(10);
    }

    private void define(Feed... feeds) {
        Configuration quality = new Configuration();
        new SignalsPipeline(
                        new Configuration(),
                        new Configuration(),
                        quality,
                        new Configuration(),
                        new Configuration())
                .define(List.of(feeds), kept);
    }

    private DataStream<Ingested> stream(List<Ingested> ingested) {
        return environment.fromData(ingested, TypeInformation.of(Ingested.class));
    }

    private static Quote quote(String symbol, String feed, double price, long eventTimeMillis) {
        Quote quote = new Quote();
        quote.symbol = symbol;
        quote.feed = feed;
        quote.price = price;
        quote.eventTimeMillis = eventTimeMillis;
        quote.receivedMillis = eventTimeMillis;
        return quote;
    }

    /** Collects each output of the pipeline. */
    private static final class Kept implements SignalsPipeline.Ends {

        private final Map<String, CloseableIterator<Quote>> valid = new HashMap<>();
        private final Map<Timeframe, CloseableIterator<Bar>> bars = new EnumMap<>(Timeframe.class);
        private CloseableIterator<AnalyzedQuote> analyzed;
        private CloseableIterator<DeadLetter> deadLetters;

        @Override
        public void valid(Feed feed, DataStream<Quote> quotes) {
            valid.put(feed.name(), quotes.collectAsync());
        }

        @Override
        public DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> stream) {
            analyzed = stream.collectAsync();
            return stream.flatMap((quote, out) -> {}, TypeInformation.of(DeadLetter.class));
        }

        @Override
        public void bars(Timeframe timeframe, DataStream<Bar> stream) {
            bars.put(timeframe, stream.collectAsync());
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> stream) {
            deadLetters = stream.collectAsync();
        }

        List<Quote> valid(String feed) throws Exception {
            return all(valid.get(feed));
        }

        List<Bar> bars(Timeframe timeframe) throws Exception {
            return all(bars.get(timeframe));
        }

        List<AnalyzedQuote> analyzed() throws Exception {
            return all(analyzed);
        }

        List<DeadLetter> deadLetters() throws Exception {
            return all(deadLetters);
        }

        private static <T> List<T> all(CloseableIterator<T> results) throws Exception {
            List<T> all = new ArrayList<>();
            results.forEachRemaining(all::add);
            results.close();
            return all;
        }
    }
}
