// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.Trend;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableItemTest {

    /** Written by version 1 of this program: never to be changed. */
    private static final String VERSION_1 =
            "0100000003000000026964530000000474c3a478000000016e4e00000004"
                    + "312e3235000000026f6b4201";

    @Test
    void shouldWriteNumbersWithoutExponentAndLeaveOutWhatIsNone() {
        assertThat(number(150.25)).isEqualTo("150.25");
        assertThat(number(1e15)).isEqualTo("1000000000000000");
        assertThat(number(1.5e-9)).isEqualTo("0.0000000015");
        assertThat(number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(number(-0.0)).isEqualTo("0");
        assertThat(number(100)).isEqualTo("100");
        assertThat(number(Double.NaN)).isNull();
        assertThat(number(Double.POSITIVE_INFINITY)).isNull();
    }

    @Property
    void shouldGiveBackEveryFiniteNumber(@ForAll double value) {
        assertThat(number(value)).doesNotContain("E");
        assertThat(new BigDecimal(number(value)).doubleValue() + 0.0).isEqualTo(value + 0.0);
    }

    @Test
    void shouldWriteInstantsWhoseOrderIsThatOfTheirTexts() {
        assertThat(new TableItem().instant("at", 1_772_461_800_000L).text("at"))
                .isEqualTo("2026-03-02T14:30:00.000Z");
        assertThat(new TableItem().instant("at", 1_772_461_800_007L).text("at"))
                .isEqualTo("2026-03-02T14:30:00.007Z");
    }

    @Test
    void shouldGiveBackFromStateWhatWasKept() throws IOException {
        TableItem item = Tables.item("gap:AAPL:1", 3).truth("ok", true).text("ümlaut", "ß");

        assertThat(TableItem.fromBytes(item.toBytes())).isEqualTo(item);
    }

    @Test
    void shouldReadWhatVersion1HasStored() throws IOException {
        TableItem item = new TableItem().text("id", "täx").number("n", 1.25).truth("ok", true);

        assertThat(StringUtils.byteToHexString(item.toBytes())).isEqualTo(VERSION_1);
        assertThat(TableItem.fromBytes(StringUtils.hexStringToByte(VERSION_1))).isEqualTo(item);
        assertThatThrownBy(() -> TableItem.fromBytes(new byte[] {2, 0, 0, 0, 0}))
                .hasMessageContaining("version 2, this program knows 1");
    }

    @Test
    void shouldTellItsSizeAsDynamoDbCounts() {
        assertThat(new TableItem().text("id", "täx").truth("ok", true).sizeInBytes())
                .isEqualTo(2 + 4 + 2 + 1);
    }

    @Test
    void shouldMakeAnAlertAnItemThatExpires() {
        TableItem item = Tables.item("gap:AAPL:1", 3);

        assertThat(item.json())
                .startsWith(
                        "{\"alert_id\":{\"S\":\"gap:AAPL:1\"},\"revision\":{\"N\":\"3\"},"
                                + "\"timestamp\":{\"S\":\"2026-03-02T14:30:00.003Z\"},"
                                + "\"date\":{\"S\":\"2026-03-02\"},\"symbol\":{\"S\":\"AAPL\"},"
                                + "\"alert_type\":{\"S\":\"gap\"},\"severity\":{\"S\":\"warning\"},"
                                + "\"state\":{\"S\":\"firing\"},");
        assertThat(item.text("alert_data")).isEqualTo(Json.write(Tables.alert("gap:AAPL:1", 3)));
        assertThat(number(item, "ttl"))
                .isEqualTo(Long.toString(1_772_461_800L + 90 * 24 * 60 * 60));
    }

    @Test
    void shouldMakeAQuoteAnItemWithItsKnownMetrics() {
        Quote quote = Quote.of("BTC", 45_000.5, Tables.CHANGED - 1_000);
        quote.assetClass = AssetClass.CRYPTO;
        quote.dayVolume = 5e10;
        quote.feed = "kinesis";
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.symbol = "BTC";
        analytics.price = 45_000.5;
        analytics.window = 20;
        analytics.sma5 = 1e-7;
        analytics.trend = Trend.UPTREND;

        TableItem item =
                new QuoteItems(Duration.ofDays(7))
                        .map(AnalyzedQuote.of(quote, analytics), Tables.CHANGED);

        assertThat(item.json())
                .startsWith(
                        "{\"symbol\":{\"S\":\"BTC\"},"
                            + "\"timestamp\":{\"S\":\"2026-03-02T14:29:59.000Z\"},"
                            + "\"price\":{\"N\":\"45000.5\"},\"volume\":{\"N\":\"50000000000\"},"
                            + "\"feed\":{\"S\":\"kinesis\"},\"data_type\":{\"S\":\"crypto_quote\"},"
                            + "\"processed_at\":{\"S\":\"2026-03-02T14:30:00.000Z\"},"
                            + "\"ttl\":{\"N\":\"1773066600\"},");
        assertThat(number(item, "metric_sma_5")).isEqualTo("0.0000001");
        assertThat(number(item, "metric_window")).isEqualTo("20");
        assertThat(item.text("metric_trend")).isEqualTo("uptrend");
        assertThat(item.attributes().get("metric_ready").bool()).isFalse();
        assertThat(item.attributes())
                .doesNotContainKeys("metric_sma_10", "metric_price", "metric_symbol");
    }

    @Test
    void shouldLeaveOutTheMetricsOfAQuoteThatIsHistory() {
        TableItem item =
                new QuoteItems(Duration.ofDays(7))
                        .map(
                                AnalyzedQuote.of(Quote.of("AAPL", 1, Tables.CHANGED), null),
                                Tables.CHANGED);

        assertThat(item.attributes()).doesNotContainKey("volume");
        assertThat(item.attributes().keySet()).noneMatch(name -> name.startsWith("metric_"));
    }

    private static String number(double value) {
        return number(new TableItem().number("n", value), "n");
    }

    private static String number(TableItem item, String name) {
        AttributeValue value = item.attributes().get(name);
        return value == null ? null : value.n();
    }
}
