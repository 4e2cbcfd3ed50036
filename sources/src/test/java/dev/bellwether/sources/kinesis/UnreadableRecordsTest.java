// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static dev.bellwether.sources.kinesis.Records.ARRIVAL;
import static dev.bellwether.sources.kinesis.Records.MAX_BYTES;
import static dev.bellwether.sources.kinesis.Records.SEQUENCE;
import static dev.bellwether.sources.kinesis.Records.SHARD;
import static dev.bellwether.sources.kinesis.Records.SOURCE;
import static dev.bellwether.sources.kinesis.Records.bytes;
import static dev.bellwether.sources.kinesis.Records.json;
import static dev.bellwether.sources.kinesis.Records.letter;
import static dev.bellwether.sources.kinesis.Records.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableRecordsTest {

    private static final String SERIES =
            "{'symbol':'AAPL','timezone':'UTC','data_points':["
                    + "{'timestamp':'2025-03-21 10:00:00','close':1.5},"
                    + "{'timestamp':'2025-03-21 10:01:00','close':\"n/a\"}]}";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EMPTY | ``",
                "EMPTY | ` \r\n\t`",
                "MALFORMED | hello",
                "MALFORMED | {'symbol':'A','price':1,'timestamp':1742637600",
                "MALFORMED | {'symbol':'A','price':1,'timestamp':1742637600} x",
                "MALFORMED | {'symbol':'A','price':01,'timestamp':1742637600}",
                "MALFORMED | [{'symbol':'A','price':1,'timestamp':1742637600}",
                "MALFORMED | NULL",
                "UNEXPECTED_SHAPE | null",
                "UNEXPECTED_SHAPE | 17",
                "UNEXPECTED_SHAPE | 'text'",
                "UNEXPECTED_SHAPE | []",
                "UNEXPECTED_SHAPE | {}",
                "UNEXPECTED_SHAPE | [1,2,3]",
                "UNEXPECTED_SHAPE | [[{'symbol':'A','price':1,'timestamp':1742637600}]]",
                "UNEXPECTED_SHAPE | {'hello':'world'}",
                "UNEXPECTED_SHAPE |"
                    + " {'event_type':'batch_processing_completed','timestamp':'2025-03-22T10:00:00','environment':'dev'}",
                "UNEXPECTED_SHAPE |"
                    + " {'event_type':'price_alert','symbol':'TSLA','message':'up','timestamp':'2025-03-22T10:00:00'}",
                "UNEXPECTED_SHAPE | {'symbol':'A','data_points':[]}",
                "UNEXPECTED_SHAPE | {'symbol':'A','data':'none'}",
                "UNEXPECTED_SHAPE | {'symbol':'A','price':1,'timestamp':1742637600,'feed':'a b'}",
                "UNEXPECTED_SHAPE |"
                    + " {'symbol':'A','price':1,'timestamp':1742637600,'data':[{'price':2,'timestamp':1742637601},{'price':3,'timestamp':1742637602}]}",
                "UNEXPECTED_SHAPE |"
                    + " {'symbol':'A','data':{'price':1,'timestamp':1742637600,'data':[{'price':2,'timestamp':1742637601}]}}",
                "MISSING_FIELD | {'price':1,'timestamp':1742637600}",
                "MISSING_FIELD | {'data':{'c':1,'t':1742637600},'source':'bavest_api'}",
                "MISSING_FIELD | {'symbol':'A','timestamp':1742637600}",
                "MISSING_FIELD | {'symbol':'A','price':null,'timestamp':1742637600}",
                "MISSING_FIELD | {'symbol':'A','c':0,'t':1742637600}",
                "MISSING_FIELD | {'symbol':'A','price':1}",
                "MISSING_FIELD | {'symbol':'A','c':1,'t':0}",
                "INVALID_SYMBOL | {'symbol':{'name':'A'},'price':1,'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':NaN,'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':-Infinity,'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':'NaN','timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':'1,5','timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':'1d','timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':'--1','timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':1e400,'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':true,'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','prices':[1,2],'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':1,'volume':NaN,'timestamp':1742637600}",
                "NOT_A_NUMBER | {'symbol':'A','price':1,'timestamp':1e400}",
                "IMPLAUSIBLE_TIME | {'symbol':'A','price':1,'timestamp':'yesterday'}",
                "IMPLAUSIBLE_TIME | {'symbol':'A','price':1,'timestamp':'2025-02-30T10:00:00'}",
                "IMPLAUSIBLE_TIME | {'symbol':'A','price':1,'timestamp':'2025-03-21'}",
                "IMPLAUSIBLE_TIME | {'symbol':'A','price':1,'timestamp':{}}",
                "IMPLAUSIBLE_TIME |"
                        + " {'symbol':'A','timezone':'Moon','data_points':[{'timestamp':'2025-03-21"
                        + " 10:00:00','close':1}]}"
            })
    void shouldGiveEachKindItsReason(ReasonCode reason, String text) {
        // given
        byte[] record = bytes(json(text));

        // when
        DeadLetter letter = letter(record);

        // then
        assertThat(letter.reason).isEqualTo(reason);
        assertThat(letter.payload).isEqualTo(record);
        assertThat(letter.source).isEqualTo(SOURCE);
        assertThat(letter.partition).isEqualTo(SHARD);
        assertThat(letter.position).isEqualTo(SEQUENCE);
        assertThat(letter.occurredMillis).isEqualTo(ARRIVAL);
        assertThat(letter.message).isNotBlank().hasSizeLessThan(200);
    }

    @Test
    void shouldSayWhichInstrumentItWasAboutIfThatCouldBeRead() {
        assertThat(letter("{'symbol':'A','price':'x','timestamp':1742637600}").symbol)
                .isEqualTo("A");
        assertThat(letter("{'symbol':'A','price':1,").symbol).isEqualTo("A");
        assertThat(letter("{'price':1,").symbol).isNull();
    }

    @Test
    void shouldKeepTheJsonOfABadPointAndPassTheGoodOne() {
        List<Ingested> results = read(SERIES);

        assertThat(results).hasSize(2);
        DeadLetter letter = Records.letters(results).get(0);
        assertThat(letter.reason).isEqualTo(ReasonCode.NOT_A_NUMBER);
        assertThat(letter.symbol).isEqualTo("AAPL");
        assertThat(letter.payload)
                .isEqualTo(
                        bytes(
                                json(
                                        "{'symbol':'AAPL','timezone':'UTC','data_points':["
                                                + "{'timestamp':'2025-03-21"
                                                + " 10:01:00','close':\"n/a\"}]}")));
        assertThat(Records.quotes(results)).extracting(quote -> quote.price).containsExactly(1.5);
    }

    @Test
    void shouldKeepWhatWasSaidAroundABadElementSoThatItCanBeMended() {
        // given a point in the zone of New York
        DeadLetter letter =
                Records.letters(
                                read(
                                        "{'ticker':'AAPL','source':'iex','timezone':'US/Eastern',"
                                            + "'data_points':[{'timestamp':'2025-03-21"
                                            + " 15:58:00','close':1},{'timestamp':'2025-03-21"
                                            + " 15:59:00','close':'n/a','open':3,'volume':9}]}"))
                        .get(0);

        // when
        Quote mended =
                Records.quote(
                        new String(letter.payload, StandardCharsets.UTF_8)
                                .replace("\"n/a\"", "2.5"));

        // then
        assertThat(mended.symbol).isEqualTo("AAPL");
        assertThat(mended.feed).isEqualTo("iex");
        assertThat(mended.eventTimeMillis).isEqualTo(Records.millis("2025-03-21T19:59:00Z"));
        assertThat(mended.price).isEqualTo(2.5);
        assertThat(mended.open).as("a point's open is its minute's").isNaN();
    }

    @Test
    void shouldNotRepeatALongTextForEachBadElement() {
        List<DeadLetter> letters =
                Records.letters(
                        read("{'feed':'" + "\u00e9".repeat(50_000) + "','data':[1,{'close':1}]}"));

        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).payload).hasSizeLessThan(600);
        assertThat(new String(letters.get(0).payload, StandardCharsets.UTF_8)).endsWith(":[1]}");
    }

    @Test
    void shouldKeepARecordOfTooManyElementsInOneLetter() throws IOException {
        // given
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes("[{}" + ",0".repeat(MAX_BYTES / 2 - 10) + "]"));
        }
        String zeros = "0,".repeat(DraftParser.MAX_ELEMENTS - 1);
        QuoteRecordReader reader = new QuoteRecordReader("kinesis", MAX_BYTES);

        // then
        for (byte[] record :
                List.of(
                        zipped.toByteArray(),
                        bytes("{\"data\":[0," + zeros + "0]}"),
                        bytes("0 ".repeat(DraftParser.MAX_ELEMENTS + 1)))) {
            List<Ingested> read = reader.read(record, SOURCE, SHARD, SEQUENCE, ARRIVAL);
            assertThat(read).hasSize(1);
            assertThat(read.get(0).deadLetter.reason).isEqualTo(ReasonCode.OVERSIZED);
            assertThat(read.get(0).deadLetter.payload).isEqualTo(record);
        }
        assertThat(
                        reader.read(
                                bytes("{\"data\":[" + zeros + "0]}"),
                                SOURCE,
                                SHARD,
                                SEQUENCE,
                                ARRIVAL))
                .as("as many as are allowed")
                .hasSize(DraftParser.MAX_ELEMENTS);
    }

    @Test
    void shouldNotLookAtARecordThatIsTooLong() {
        // given one byte too many, and JSON that would be fine
        byte[] record = new byte[MAX_BYTES + 1];
        Arrays.fill(record, (byte) ' ');
        byte[] json = bytes(json("{'symbol':'A','price':1,'timestamp':1742637600}"));
        System.arraycopy(json, 0, record, 0, json.length);

        // then
        DeadLetter letter = letter(record);
        assertThat(letter.reason).isEqualTo(ReasonCode.OVERSIZED);
        assertThat(letter.originalLength).isEqualTo(MAX_BYTES + 1);
        assertThat(letter.payload).isEqualTo(record);
        assertThat(read(Arrays.copyOf(record, MAX_BYTES)).get(0).quote.price).isEqualTo(1);
    }

    @Test
    void shouldNotUnpackABombNorBrokenGzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new byte[64 << 20]);
        }
        byte[] bomb = zipped.toByteArray();

        assertThat(bomb).hasSizeLessThan(MAX_BYTES);
        assertThat(letter(bomb).reason).isEqualTo(ReasonCode.OVERSIZED);
        assertThat(letter(bomb).payload).isEqualTo(bomb);
        assertThat(letter(Arrays.copyOf(bomb, 100)).reason).isEqualTo(ReasonCode.MALFORMED);
    }

    @Test
    void shouldRefuseWrongEncodingsAndDeepNesting() {
        byte[] latin = bytes(json("{'symbol':'A','name':'\u00e9','price':1,'timestamp':1}"));
        int at = new String(latin, StandardCharsets.ISO_8859_1).indexOf('\u00c3');
        latin[at] = (byte) 0xe9;
        latin[at + 1] = 'x';

        assertThat(letter(latin).reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(letter("{'symbol':'A'}".getBytes(StandardCharsets.UTF_16)).reason)
                .isEqualTo(ReasonCode.MALFORMED);
        assertThat(letter("[".repeat(100_000)).reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(letter("{'a':".repeat(20_000)).reason).isEqualTo(ReasonCode.MALFORMED);
    }

    @Test
    void shouldNotChokeOnLongTextsManyNamesAndRepeatedKeys() {
        // given
        String head = "{'symbol':'A','price':1,'price':2,'timestamp':1742637600,";
        StringBuilder names = new StringBuilder(head);
        for (int i = 0; i < 10_000; i++) {
            names.append("'field").append(i).append("':1,");
        }
        names.append("'end':1}");

        // then
        assertThat(Records.quote(head + "'text':'" + "x".repeat(200_000) + "'}").price)
                .isEqualTo(2);
        assertThat(Records.quote(names.toString()).price).isEqualTo(2);
        assertThat(letter("{'symbol':'" + "S".repeat(100_000) + "','price':1}").symbol).isNull();
        QuoteRecordReader unbounded = new QuoteRecordReader("kinesis", Integer.MAX_VALUE - 8);
        byte[] huge = bytes(json(head + "'text':'" + "x".repeat(10_000_000) + "'}"));
        assertThat(unbounded.read(huge, SOURCE, SHARD, SEQUENCE, ARRIVAL).get(0).quote.price)
                .isEqualTo(2);
    }

    @Property(tries = 5_000, seed = "42")
    void shouldMakeSomethingOfAnyBytes(@ForAll @Size(max = 200) byte[] record) {
        assertUsable(read(record));
    }

    @Property(tries = 20_000, seed = "43")
    void shouldMakeSomethingOfDamagedRecords(
            @ForAll @IntRange(min = 0, max = 600) int cut,
            @ForAll @IntRange(min = 0, max = 600) int position,
            @ForAll byte value,
            @ForAll boolean nested) {
        byte[] record =
                bytes(
                        json(
                                nested
                                        ? SERIES + "[" + SERIES + ",{'data':{'c':1,'t':5}}]"
                                        : "{'symbol':'AAPL','price':1.5e2,'volume':'10','open':1,"
                                                + "'timestamp':'2025-03-22T10:00:00.5Z',"
                                                + "'source':'iex_cloud','metrics':{'eps':1}}"));
        record[position % record.length] = value;

        assertUsable(read(Arrays.copyOf(record, Math.min(record.length, cut + 50))));
    }

    private static void assertUsable(List<Ingested> results) {
        assertThat(results).isNotEmpty();
        for (Ingested result : results) {
            if (result.quote == null) {
                assertThat(result.deadLetter.reason).isNotNull();
                assertThat(result.deadLetter.payload).isNotNull();
            } else {
                assertThat(result.quote.symbol).isNotEmpty();
                assertThat(Double.isFinite(result.quote.price)).isTrue();
                assertThat(Double.isInfinite(result.quote.dayVolume)).isFalse();
                assertThat(Double.isInfinite(result.quote.open)).isFalse();
            }
        }
    }
}
