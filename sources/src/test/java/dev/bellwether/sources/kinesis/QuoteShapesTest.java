// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static dev.bellwether.sources.kinesis.Records.ARRIVAL;
import static dev.bellwether.sources.kinesis.Records.bytes;
import static dev.bellwether.sources.kinesis.Records.json;
import static dev.bellwether.sources.kinesis.Records.letters;
import static dev.bellwether.sources.kinesis.Records.millis;
import static dev.bellwether.sources.kinesis.Records.quote;
import static dev.bellwether.sources.kinesis.Records.quotes;
import static dev.bellwether.sources.kinesis.Records.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.SignalDirection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteShapesTest {

    private static final long T0 = millis("2025-03-22T10:00:00Z");

    @Test
    void shouldReadARealTimeQuoteAndIgnoreWhatItWasWrappedWithOnItsWay() {
        Quote quote =
                quote(
                        "{'symbol':'AAPL','open':149.5,'high':151,'low':149,'price':150.25,"
                            + "'volume':1000000,'latest_trading_day':'2025-03-21',"
                            + "'previous_close':149.75,'change':0.5,'change_percent':'0.3339',"
                            + "'timestamp':'2025-03-22T10:00:00','data_type':'real_time_quote',"
                            + "'kinesis_enrichment':{'integration_timestamp':'x',"
                            + "'data_category':'c','price':1},"
                            + "'kinesis_metadata':{'symbol':'WRONG','stream_type':'financial'}}");

        Quote expected = Quote.of("AAPL", 150.25, T0);
        expected.open = 149.5;
        expected.high = 151;
        expected.low = 149;
        expected.previousClose = 149.75;
        expected.dayVolume = 1_000_000;
        expected.feed = "kinesis";
        expected.receivedMillis = ARRIVAL;
        assertThat(quote).isEqualTo(expected);
    }

    @Test
    void shouldReadACryptoQuoteAsCrypto() {
        Quote quote =
                quote(
                        "{'symbol':'btc','price':45000.5,'volume':50000,"
                            + "'timestamp':'2025-03-22T10:00:00.250Z','data_type':'crypto_quote'}");

        assertThat(quote.symbol).isEqualTo("BTC");
        assertThat(quote.assetClass).isEqualTo(AssetClass.CRYPTO);
        assertThat(quote.eventTimeMillis).isEqualTo(T0 + 250);
    }

    @Test
    void shouldMakeAQuoteOfEachPointInTheOrderOfTimeAndInTheZoneOfTheSeries() {
        // given a series as the provider sends it: the newest first
        List<Ingested> results =
                read(
                        "{'data_points':["
                                + "{'timestamp':'2025-03-21 10:01:00','open':1,'high':2,'low':1,"
                                + "'close':1.5,'volume':7},"
                                + "{'timestamp':'2025-03-21 10:00:00','close':'1.25','volume':9}],"
                                + "'symbol':'aapl','interval':'1min','timezone':'US/Eastern',"
                                + "'timestamp':'2025-03-22T09:00:00','data_type':'intraday'}");

        // then daylight saving time has begun in New York: UTC-4
        assertThat(quotes(results))
                .extracting(quote -> quote.eventTimeMillis)
                .containsExactly(millis("2025-03-21T14:00:00Z"), millis("2025-03-21T14:01:00Z"));
        assertThat(quotes(results)).extracting(quote -> quote.price).containsExactly(1.25, 1.5);
        assertThat(quotes(results)).extracting(quote -> quote.symbol).containsOnly("AAPL");
        // of a minute, not of the session
        assertThat(quotes(results)).extracting(quote -> quote.dayVolume).containsOnly(Double.NaN);
        assertThat(quotes(results)).extracting(quote -> quote.high).containsOnly(Double.NaN);
    }

    @Test
    void shouldTakeTheSymbolOfAWrappedBavestQuoteFromTheWrapperAndReadZeroAsUnknown() {
        Quote quote =
                quote(
                        "{'data':{'c':141.2,'d':-0.6,'dp':-0.42,'h':142.4,'l':140.0,'o':0,"
                            + "'pc':141.8,'t':1742637600,'v':0,"
                            + "'historical_price':{'day':141.2,'50days':133},"
                            + "'metrics':{'marketCapitalization':2245000000,'avgVolume':23000,"
                            + "'eps':0,'pe/ratio':49.4,'sharesOutstanding':0,'currency':'usd'}},"
                            + "'isin':'de0005104400','currency':'EUR',"
                            + "'ingestion_timestamp':'2025-03-22T11:00:00','source':'bavest_api'}");

        Quote expected = Quote.of("DE0005104400", 141.2, T0);
        expected.high = 142.4;
        expected.low = 140.0;
        expected.previousClose = 141.8;
        expected.dayVolume = 0;
        expected.peRatio = 49.4;
        expected.marketCap = 2_245_000_000.0;
        expected.averageVolume = 23_000;
        expected.currency = "EUR";
        expected.epsCurrency = "USD";
        expected.feed = "bavest_api";
        expected.receivedMillis = ARRIVAL;
        assertThat(quote).isEqualTo(expected);
    }

    @Test
    void shouldReadAWrappedListAndABareBavestQuote() {
        assertThat(
                        quotes(
                                read(
                                        "{'source':'bavest_api','data':["
                                                + "{'symbol':'SAP','c':1.5,'t':1742637600},"
                                                + "{'symbol':'BMW','c':2.5,'t':1742637600000}]}")))
                .extracting(quote -> quote.symbol, quote -> quote.eventTimeMillis)
                .containsExactly(tuple("SAP", T0), tuple("BMW", T0));
        assertThat(quote("{'symbol':'SAP','c':1.5,'t':1742637600}").price).isEqualTo(1.5);
    }

    @Test
    void shouldReadOurOwnQuoteAsItWasWrittenExceptForWhatThisJobFindsOutItself() {
        // given
        Quote own = Quote.of("BRK.B", 512.5, T0 + 7);
        own.open = 510;
        own.high = 514;
        own.low = 509;
        own.previousClose = 511;
        own.dayVolume = 12_345;
        own.eps = 0;
        own.peRatio = 9.5;
        own.marketCap = 1e12;
        own.averageVolume = 5e6;
        own.sharesOutstanding = 2e9;
        own.signalStrength = 0.75;
        own.signalDirection = SignalDirection.BUY;
        own.currency = "GBp";
        own.epsCurrency = "GBP";
        own.assetClass = AssetClass.FX;
        own.feed = "bavest";
        own.receivedMillis = 1;
        own.adjustmentFactor = 0.5;

        // when
        Quote read = quote(Json.write(own));

        // then
        own.receivedMillis = ARRIVAL;
        own.adjustmentFactor = 1;
        assertThat(read).isEqualTo(own);
    }

    @Test
    void shouldReadTheVariantOfSeveralSources() {
        Quote quote =
                quote(
                        "{'symbol':'ETH-USD','timestamp':'2025-03-22T11:00:00+01:00','open':1,"
                                + "'high':3,'low':1,'close':2,'volume':5,'source':'coingecko',"
                                + "'market':'crypto'}");

        assertThat(quote.price).isEqualTo(2);
        assertThat(quote.high).isEqualTo(3);
        assertThat(quote.feed).isEqualTo("coingecko");
        assertThat(quote.assetClass).isEqualTo(AssetClass.CRYPTO);
        assertThat(quote.eventTimeMillis).isEqualTo(T0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "prices", "close", "last_price", "current_price"})
    void shouldKnowEachNameOfThePrice(String name) {
        assertThat(quote("{'symbol':'A','" + name + "':'2.5','timestamp':1742637600}").price)
                .isEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"symbol", "ticker", "instrument", "asset", "stock"})
    void shouldKnowEachNameOfTheSymbolAndWriteItInUpperCaseOfNoLanguage(String name) {
        assertThat(quote("{'" + name + "':'aiig','price':2.5,'timestamp':1742637600}").symbol)
                .isEqualTo("AIIG");
    }

    @ParameterizedTest
    @CsvSource({
        "'volume':5, 5",
        "'volumes':[5], 5",
        "'trading_volume':'5', 5",
        "'volume':null, NaN",
        "'volume':'', NaN"
    })
    void shouldKnowEachNameOfTheVolume(String field, Double volume) {
        assertThat(quote("{'symbol':'A','price':1,'timestamp':1742637600," + field + "}").dayVolume)
                .isEqualTo(volume);
    }

    @ParameterizedTest
    @CsvSource({
        "'signal':'Buy', BUY",
        "'recommendation':'strong_sell', SELL",
        "'signal_direction':'hold', HOLD",
        "'signal':3, ",
        "'signal':'perhaps', "
    })
    void shouldKnowEachNameOfTheSignal(String field, SignalDirection direction) {
        assertThat(
                        quote("{'symbol':'A','price':1,'timestamp':1742637600," + field + "}")
                                .signalDirection)
                .isEqualTo(direction);
    }

    @Test
    void shouldTakeThePriceOfTheBestNameWhateverTheOrder() {
        assertThat(quote("{'close':1,'price':2,'symbol':'A','timestamp':1742637600}").price)
                .isEqualTo(2);
        assertThat(quote("{'price':2,'close':1,'symbol':'A','timestamp':1742637600}").price)
                .isEqualTo(2);
    }

    @Test
    void shouldReadSeveralQuotesAndKeepABadOneByItself() {
        // given
        String bad = json("{'symbol':'B', 'price':\"NaN\",'timestamp':1742637600}");
        byte[] record =
                bytes(
                        json("[{'symbol':'Ä','price':1,'timestamp':1742637600}, ")
                                + bad
                                + json(
                                        ",{'data':{'c':3,'t':1742637600},'symbol':'C'},"
                                                + "'text',null,7]"));

        // when
        List<Ingested> results = read(record);

        // then
        assertThat(quotes(results)).extracting(quote -> quote.symbol).containsExactly("Ä", "C");
        List<DeadLetter> letters = letters(results);
        assertThat(letters)
                .extracting(letter -> letter.reason)
                .containsExactly(
                        ReasonCode.NOT_A_NUMBER,
                        ReasonCode.UNEXPECTED_SHAPE,
                        ReasonCode.UNEXPECTED_SHAPE,
                        ReasonCode.UNEXPECTED_SHAPE);
        assertThat(letters)
                .extracting(letter -> new String(letter.payload, StandardCharsets.UTF_8))
                .containsExactly(bad, "\"text\"", "null", "7");
        assertThat(letters.get(0).symbol).isEqualTo("B");
    }

    @Test
    void shouldReadOneQuotePerLine() {
        assertThat(
                        quotes(
                                read(
                                        "\ufeff{'symbol':'A','price':1,'timestamp':1742637600}\n"
                                            + "{'symbol':'B','price':2,'timestamp':1742637600}\n")))
                .extracting(quote -> quote.symbol)
                .containsExactly("A", "B");
    }

    @Test
    void shouldUnzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes(json("{'symbol':'A','price':1,'timestamp':1742637600}")));
        }

        assertThat(quotes(read(zipped.toByteArray())))
                .extracting(q -> q.symbol)
                .containsExactly("A");
    }
}
