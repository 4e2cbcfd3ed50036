// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void shouldBeTheSameEachTime() {
        Workload one = Workload.builder().symbols(10).poison(0.05).build();
        Workload other = Workload.builder().symbols(10).poison(0.05).build();

        assertThat(one.records()).hasSameSizeAs(other.records());
        for (int i = 0; i < one.records().size(); i++) {
            assertThat(one.records().get(i).data()).isEqualTo(other.records().get(i).data());
            assertThat(one.records().get(i).partitionKey())
                    .isEqualTo(other.records().get(i).partitionKey());
        }
    }

    @Test
    void shouldKeepTheOrderOfEachSymbolAndHoldEveryQuoteOnce() {
        Workload workload = Workload.builder().symbols(10).build();

        Map<String, Long> newest = new HashMap<>();
        for (StreamRecord record : workload.records()) {
            for (Quote quote : record.quotes()) {
                assertThat(quote.symbol).isEqualTo(record.partitionKey());
                assertThat(quote.eventTimeMillis)
                        .isGreaterThan(newest.getOrDefault(quote.symbol, 0L));
                newest.put(quote.symbol, quote.eventTimeMillis);
            }
        }
        assertThat(newest).hasSize(10);
        assertThat(workload.quotes()).isEqualTo(10 * 5 * SessionPath.QUOTES);
    }

    @Test
    void shouldEndEachSessionWithTheRecordedBar() {
        Workload workload = Workload.builder().symbols(5).sessions(1).build();
        Recordings recordings = Recordings.load();

        Map<String, Quote> last = new HashMap<>();
        workload.records()
                .forEach(record -> record.quotes().forEach(quote -> last.put(quote.symbol, quote)));
        last.forEach(
                (symbol, quote) -> {
                    DailyBars bars = recordings.bars(symbol);
                    int index = bars.indexAt(recordings.sessionOnOrAfter(Workload.START));
                    assertThat(quote.price).isEqualTo(bars.close(index));
                    assertThat(quote.eventTimeMillis)
                            .isEqualTo(recordings.closeSeconds(bars.session(index)) * 1000);
                    if (!Double.isNaN(quote.high)) {
                        assertThat(quote.high).isEqualTo(bars.high(index));
                        assertThat(quote.low).isEqualTo(bars.low(index));
                    }
                    if (!Double.isNaN(quote.dayVolume)) {
                        assertThat(quote.dayVolume).isEqualTo(bars.volume(index));
                    }
                });
    }

    @Test
    void shouldWriteEveryShapeAsItsProducerDoes() throws IOException {
        Workload workload = Workload.builder().symbols(5).sessions(1).build();

        Set<String> kinds = new HashSet<>();
        for (StreamRecord record : workload.records()) {
            JsonNode json = Json.mapper().readTree(record.data());
            Quote quote = record.quotes().get(record.quotes().size() - 1);
            if (json.has("data")) {
                assertThat(json.at("/data/c").asDouble()).isEqualTo(quote.price);
                assertThat(json.at("/data/t").asLong()).isEqualTo(quote.eventTimeMillis / 1000);
                kinds.add("wrapped");
            } else if (json.has("event_time_millis")) {
                assertThat(Json.mapper().treeToValue(json, Quote.class)).isEqualTo(quote);
                kinds.add("own");
            } else {
                kinds.add(json.path("data_type").asText());
                JsonNode price =
                        json.has("data_points")
                                ? json.at("/data_points/0/close")
                                : json.path("price");
                assertThat(price.asDouble()).isEqualTo(quote.price);
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "wrapped", "own", "real_time_quote", "crypto_quote", "intraday");
    }

    @Test
    void shouldAddEveryKindOfPoisonAtAboutTheShareThatIsAskedFor() {
        Workload clean = Workload.builder().symbols(20).build();
        Workload workload = Workload.builder().symbols(20).poison(0.01).build();

        EnumSet<Poison> kinds = EnumSet.noneOf(Poison.class);
        workload.records().stream()
                .filter(StreamRecord::isPoison)
                .forEach(r -> kinds.add(r.poison()));
        assertThat(kinds).containsExactlyInAnyOrder(Poison.values());
        assertThat(workload.quotes()).isEqualTo(clean.quotes());
        assertThat(workload.poison()).isBetween(15, 60);
        assertThat(workload.recomputation().deadLetters().values().stream().mapToInt(n -> n).sum())
                .isEqualTo(workload.poison());
    }

    @Test
    void shouldKeepEveryRecordWithinTheLimitOfTheStream() {
        Workload workload = Workload.builder().symbols(20).poison(0.05).build();

        int longest = 0;
        for (StreamRecord record : workload.records()) {
            longest = Math.max(longest, record.data().length + record.partitionKey().length());
        }
        assertThat(longest).isBetween(1_000_000, 1 << 20);
    }

    @Test
    void shouldNameEachPoisonedRecordByItsBytes() {
        List<String> letters =
                Arrays.asList(
                        BatchRecomputation.deadLetter(
                                Poison.NOT_JSON.reason(), "<a/>".getBytes(UTF_8)),
                        BatchRecomputation.deadLetter(
                                Poison.NOT_JSON.reason(), "<b/>".getBytes(UTF_8)),
                        BatchRecomputation.deadLetter(
                                Poison.EMPTY.reason(), "<a/>".getBytes(UTF_8)));

        assertThat(new HashSet<>(letters)).hasSize(3);
    }

    @Test
    void shouldRefuseMoreThanAWeek() {
        assertThatThrownBy(() -> Workload.builder().sessions(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 5");
    }
}
