// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static dev.bellwether.operators.quality.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterWithClientResource;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole stage on a mini-cluster: serialization, keys, side outputs. */
@SuppressWarnings("try") // the iterators' close may be interrupted
class QualityJobTest {

    private static final MiniClusterWithClientResource CLUSTER =
            new MiniClusterWithClientResource(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.before();
    }

    @AfterAll
    static void stop() {
        CLUSTER.after();
    }

    @Test
    void shouldJudgeEachSymbolForItselfAcrossSubtasks() throws Exception {
        List<Quote> quotes = new ArrayList<>();
        int symbols = 50;
        for (int i = 0; i < symbols; i++) {
            String symbol = "S" + i;
            quotes.add(quote(symbol).at(0).price(10 + i).get());
            quotes.add(quote(symbol).at(0).price(10 + i).get());
            quotes.add(quote(symbol).at(60).price(-1).get());
            quotes.add(quote(symbol).at(60).price(1000 + 100 * i).get());
            quotes.add(quote(symbol).at(120).price(10.5 + i).get());
            quotes.add(quote(symbol).at(0).price(10.2 + i).feed("slow").get());
        }
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(2);

        SingleOutputStreamOperator<Quote> valid =
                env.fromData(quotes, TypeInformation.of(Quote.class))
                        .process(QuoteValidator.from(config))
                        // Keeps the quotes of a symbol in their order.
                        .setParallelism(1);
        SingleOutputStreamOperator<Quote> screened =
                valid.keyBy(quote -> quote.symbol).process(QuoteScreen.from(config));
        List<Quote> passed = new ArrayList<>();
        List<DeadLetter> refused = new ArrayList<>();
        try (CloseableIterator<Quote> out = screened.collectAsync();
                CloseableIterator<DeadLetter> letters =
                        valid.getSideOutput(QuoteValidator.DEAD_LETTERS)
                                .union(
                                        screened.getSideOutput(QuoteScreen.DEAD_LETTERS),
                                        screened.getSideOutput(QuoteScreen.LATE))
                                .collectAsync()) {
            env.execute("quality");
            out.forEachRemaining(passed::add);
            letters.forEachRemaining(refused::add);
        }

        assertThat(passed).hasSize(2 * symbols);
        Map<ReasonCode, Long> byReason =
                refused.stream()
                        .collect(
                                Collectors.groupingBy(
                                        letter -> letter.reason, Collectors.counting()));
        assertThat(byReason)
                .containsOnly(
                        Map.entry(ReasonCode.INVALID_PRICE, (long) symbols),
                        Map.entry(ReasonCode.UNEXPLAINED_JUMP, (long) symbols),
                        Map.entry(ReasonCode.LATE, (long) symbols));
    }
}
