// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.operators.quality.QuoteCheck;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RepairTest {

    private static final long NOW = 1_772_700_000_000L;
    private static final long TIME = 1_772_600_000_000L;
    private static final int MAX = 256 * 1024;

    @Test
    void shouldPutARecordThatIsReadableByNowBackAsItIs() {
        String record =
                "{\"symbol\":\"AAPL\",\"price\":150.250,\"timestamp\":\"2026-03-04T10:00:00Z\"}";

        Repaired repaired = judge(letter(ReasonCode.MALFORMED, record));

        assertThat(text(repaired)).isEqualTo(record);
        assertThat(repaired.symbol).isEqualTo("AAPL");
        assertThat(repaired.eventMillis).isEqualTo(1_772_618_400_000L);
    }

    @Test
    void shouldRefuseWhatWouldOnlyBecomeTheSameDeadLetterAgain() {
        assertThat(judge(letter(ReasonCode.MALFORMED, "{\"symbol\":")).refusal)
                .isEqualTo("still malformed");
        assertThat(judge(letter(ReasonCode.MISSING_FIELD, quoteJson("AAPL", "null"))).refusal)
                .isEqualTo("still missing_field");
        assertThat(judge(letter(ReasonCode.INVALID_PRICE, quoteJson("AAPL", "-3.5"))).refusal)
                .isEqualTo(
                        "a rule would refuse it again: price must be positive and finite, was …");
        assertThat(judge(letter(ReasonCode.INVALID_SYMBOL, quoteJson("A A", "1"))).refusal)
                .startsWith("a rule would refuse it again: symbol must be");
    }

    @Test
    void shouldWrapAnAnswerOfBavestSoThatItsQuoteHasTheFeedAndSymbolOfThePoll() {
        // given an answer as the provider gives it, mended by hand
        DeadLetter letter =
                DeadLetter.of(
                        "bavest",
                        ReasonCode.INVALID_PRICE,
                        "the price is not a number",
                        utf8(
                                "{\"c\":150.5,\"h\":151.0,\"l\":149.0,\"pc\":150.0,\"t\":1772600000,\"v\":1000}"),
                        NOW);
        letter.symbol = "AAPL";

        // when
        Repaired repaired = judge(letter);

        // then
        assertThat(text(repaired))
                .isEqualTo(
                        "{\"data\":{\"c\":150.5,\"h\":151.0,\"l\":149.0,\"pc\":150.0,\"t\":1772600000,"
                            + "\"v\":1000},\"symbol\":\"AAPL\",\"source\":\"bavest\"}");
        Quote quote = onlyQuote(repaired);
        assertThat(quote.symbol).isEqualTo("AAPL");
        assertThat(quote.feed).isEqualTo("bavest");
        assertThat(quote.price).isEqualTo(150.5);
        assertThat(quote.eventTimeMillis).isEqualTo(TIME);
    }

    @Test
    void shouldPutOurOwnQuoteBackUnwrappedWithItsFeed() {
        Quote refused = Quote.of("AAPL", 150, TIME);
        refused.feed = "bavest";
        DeadLetter letter = letter(ReasonCode.IMPLAUSIBLE_TIME, Json.write(refused));
        letter.source = "bavest";

        Repaired repaired = judge(letter);

        assertThat(text(repaired)).isEqualTo(Json.write(refused));
        assertThat(onlyQuote(repaired).feed).isEqualTo("bavest");
    }

    @Test
    void shouldSetAFieldInTheQuoteWhereverItStands() {
        Map<String, JsonNode> usd = Map.of("currency", new TextNode("USD"));

        assertThat(
                        text(
                                judge(
                                        letter(ReasonCode.MISSING_FIELD, quoteJson("AAPL", "1.50")),
                                        usd,
                                        false)))
                .isEqualTo(
                        "{\"symbol\":\"AAPL\",\"price\":1.50,\"event_time_millis\":1772600000000,"
                                + "\"currency\":\"USD\"}");
        assertThat(
                        text(
                                judge(
                                        letter(
                                                ReasonCode.MISSING_FIELD,
                                                "{\"symbol\":\"AAPL\",\"data\":[{\"price\":1,\"t\":1772600000}]}"),
                                        usd,
                                        false)))
                .isEqualTo(
                        "{\"symbol\":\"AAPL\",\"data\":[{\"price\":1,\"t\":1772600000,"
                                + "\"currency\":\"USD\"}]}");
        assertThat(judge(letter(ReasonCode.MALFORMED, "symbol=AAPL"), usd, false).refusal)
                .isEqualTo("it is not JSON, so no field of it can be set");
    }

    @Test
    void shouldMendABadPointToTheQuoteThatItWouldHaveBeen() {
        // given what the reader kept of a series in the zone of New York
        List<Ingested> read =
                new QuoteRecordReader("kinesis", MAX)
                        .read(
                                utf8(
                                        "{\"symbol\":\"AAPL\",\"source\":\"iex\","
                                                + "\"timezone\":\"US/Eastern\",\"data_points\":["
                                                + "{\"timestamp\":\"2025-03-21 15:58:00\","
                                                + "\"close\":1},"
                                                + "{\"timestamp\":\"2025-03-21 15:59:00\","
                                                + "\"close\":\"n/a\"}]}"),
                                "kinesis:quotes",
                                "shardId-000000000000",
                                "42",
                                NOW);
        DeadLetter letter =
                read.stream()
                        .filter(result -> result.deadLetter != null)
                        .findFirst()
                        .orElseThrow()
                        .deadLetter;

        // when
        Quote quote = onlyQuote(judge(letter, Map.of("close", new DoubleNode(1.5)), false));

        // then
        assertThat(quote.symbol).isEqualTo("AAPL");
        assertThat(quote.feed).isEqualTo("iex");
        assertThat(quote.price).isEqualTo(1.5);
        assertThat(quote.eventTimeMillis)
                .isEqualTo(Instant.parse("2025-03-21T19:59:00Z").toEpochMilli());
    }

    @Test
    void shouldRefuseWhatWasCut() {
        String line =
                DeadLetterJson.write(letter(ReasonCode.MALFORMED, quoteJson("AAPL", "1")))
                        .replace("\"truncated\":false", "\"truncated\":true");

        assertThat(repair(Map.of(), true).judge(FoundLetter.read(line, ""), NOW).refusal)
                .isEqualTo("only the start of it was kept");
    }

    @Test
    void shouldRefuseWhatTheHistoryOfASymbolRefusedUnlessForced() {
        for (ReasonCode reason :
                List.of(
                        ReasonCode.LATE,
                        ReasonCode.CONFLICTING_DUPLICATE,
                        ReasonCode.OUTLIER,
                        ReasonCode.UNEXPLAINED_JUMP)) {
            DeadLetter letter = letter(reason, quoteJson("AAPL", "1"));

            assertThat(judge(letter).refusal).contains("--force");
            assertThat(judge(letter, Map.of(), true).record).isEqualTo(letter.payload);
        }
    }

    @Test
    void shouldNeverPutBackWhatASinkWrote() {
        DeadLetter letter = letter(ReasonCode.REFUSED_BY_SERVICE, "*3\r\n$3\r\nSET\r\n");

        assertThat(judge(letter, Map.of(), true).refusal)
                .isEqualTo("it is what a sink wrote, not a record of a feed");
    }

    @Test
    void shouldTakeAPayloadThatWasEditedIntoJsonAndMadeShorter() {
        String line =
                DeadLetterJson.write(letter(ReasonCode.MALFORMED, "x".repeat(500)))
                        .replaceFirst(
                                "\"payload\":\"x*\"",
                                "\"payload\":{\"symbol\":\"AAPL\",\"price\":1,\"t\":1772600000}");

        Repaired repaired = repair(Map.of(), false).judge(FoundLetter.read(line, ""), NOW);

        assertThat(text(repaired)).isEqualTo("{\"symbol\":\"AAPL\",\"price\":1,\"t\":1772600000}");
    }

    private static Repaired judge(DeadLetter letter) {
        return judge(letter, Map.of(), false);
    }

    private static Repaired judge(DeadLetter letter, Map<String, JsonNode> fields, boolean force) {
        return repair(fields, force).judge(FoundLetter.read(DeadLetterJson.write(letter), ""), NOW);
    }

    private static Repair repair(Map<String, JsonNode> fields, boolean force) {
        return new Repair(
                fields,
                force,
                new QuoteRecordReader("kinesis", MAX),
                QuoteCheck.from(new Configuration()),
                MAX);
    }

    private static Quote onlyQuote(Repaired repaired) {
        List<Ingested> read =
                new QuoteRecordReader("kinesis", MAX).read(repaired.record, "s", null, null, NOW);
        assertThat(read).hasSize(1);
        return read.get(0).quote;
    }

    private static DeadLetter letter(ReasonCode reason, String payload) {
        return DeadLetter.of("kinesis:quotes", reason, "said the reader", utf8(payload), NOW)
                .at("shardId-000000000000", "42");
    }

    private static String quoteJson(String symbol, String price) {
        return "{\"symbol\":\""
                + symbol
                + "\",\"price\":"
                + price
                + ",\"event_time_millis\":"
                + TIME
                + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Repaired repaired) {
        assertThat(repaired.refusal).isNull();
        return new String(repaired.record, StandardCharsets.UTF_8);
    }
}
