// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.TapeSource;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.sinks.redis.RedisSink;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * The same statistics in Flink SQL, as far as it can say them: aggregates over the last rows of a
 * symbol in event-time order.
 *
 * <p>A query may have one frame per step, so four steps follow each other, the fewest that give
 * these figures: two rows (change, log return, interval volume), six and eleven (momentum, averages
 * of 5 and 10), twenty (everything else). Left out, because SQL has no such aggregate or it would
 * cost one more step: both medians, the trend, and everything around the statistics (validation,
 * duplicates, outliers, splits, late quotes, bars, valuation classes, signal). Interval volumes
 * begin anew when the day volume falls, not when the session changes.
 */
final class SqlJob {

    private static final String FRAME =
            " OVER (PARTITION BY symbol ORDER BY row_time ROWS BETWEEN %d PRECEDING AND CURRENT"
                    + " ROW)";

    private SqlJob() {}

    static void define(
            StreamExecutionEnvironment environment,
            QuoteColumns reader,
            RedisSink.Builder<AnalyzedQuote> redis) {
        DataStream<RowData> quotes =
                environment
                        .fromSource(
                                new TapeSource<>(
                                        environment.getParallelism(), reader, QuoteColumns.TYPE),
                                WatermarkStrategy.<RowData>forBoundedOutOfOrderness(
                                                Duration.ofSeconds(5))
                                        .withTimestampAssigner((row, none) -> row.getLong(3))
                                        .withIdleness(Duration.ofSeconds(30)),
                                "tape")
                        .uid("tape");
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.createTemporaryView(
                "quotes",
                quotes,
                Schema.newBuilder()
                        .columnByMetadata("row_time", DataTypes.TIMESTAMP_LTZ(3), "rowtime", false)
                        .watermark("row_time", "SOURCE_WATERMARK()")
                        .build());
        Table statistics = tables.sqlQuery(query());
        tables.<RowData>toDataStream(
                        statistics,
                        statistics
                                .getResolvedSchema()
                                .toPhysicalRowDataType()
                                .bridgedTo(RowData.class))
                .map(new ToAnalyzedQuote())
                .sinkTo(redis.build())
                .name("redis");
    }

    static String query() {
        String all = QuoteColumns.NAMES + ", row_time";
        String two =
                over(
                        all,
                        "quotes",
                        1,
                        "FIRST_VALUE(price)%s AS p1, FIRST_VALUE(day_volume)%s AS v1,"
                                + " COUNT(*)%s AS c1");
        all += ", p1, c1, ret, vol";
        String changes =
                "SELECT *, CASE WHEN c1 = 2 THEN LN(price / p1) END AS ret, CASE WHEN c1 = 2 AND"
                        + " day_volume >= v1 THEN day_volume - v1 WHEN c1 = 2 THEN day_volume END"
                        + " AS vol FROM ("
                        + two
                        + ")";
        String six =
                over(
                        all,
                        "(" + changes + ")",
                        5,
                        "FIRST_VALUE(price)%s AS p5, SUM(price)%s AS s6, COUNT(*)%s AS c6");
        all += ", p5, s6, c6";
        String eleven =
                over(
                        all,
                        "(" + six + ")",
                        10,
                        "FIRST_VALUE(price)%s AS p10, SUM(price)%s AS s11, COUNT(*)%s AS c11");
        all += ", p10, s11, c11";
        String twenty =
                over(
                        all,
                        "(" + eleven + ")",
                        19,
                        "FIRST_VALUE(price)%s AS p20, AVG(price)%s AS m20, STDDEV_SAMP(price)%s AS"
                                + " d20, STDDEV_POP(price)%s AS e20, MIN(price)%s AS lo20,"
                                + " MAX(price)%s AS hi20, COUNT(*)%s AS c20, STDDEV_SAMP(ret)%s AS"
                                + " r20, AVG(vol)%s AS v20, SUM(vol)%s AS t20, STDDEV_SAMP(vol)%s"
                                + " AS w20");
        return "SELECT "
                + QuoteColumns.NAMES
                + ", c20, CASE WHEN c1 = 2 THEN (price - p1) / p1 * 100 END, vol, CASE WHEN c6 = 6"
                + " THEN (s6 - p5) / 5 END, CASE WHEN c6 = 6 THEN price - p5 END, CASE WHEN c6 = 6"
                + " THEN (price - p5) / p5 * 100 END, CASE WHEN c11 = 11 THEN (s11 - p10) / 10 END,"
                + " CASE WHEN c11 = 11 THEN price - p10 END, CASE WHEN c11 = 11 THEN (price - p10)"
                + " / p10 * 100 END, CASE WHEN c11 = 11 THEN price / ((s11 - p10) / 10) * 100 - 100"
                + " END, CASE WHEN c20 = 20 THEN m20 END, CASE WHEN c20 = 20 THEN d20 END, CASE"
                + " WHEN c20 = 20 THEN e20 END, CASE WHEN c20 = 20 THEN hi20 - lo20 END, CASE WHEN"
                + " c20 = 20 THEN (price - p20) / p20 * 100 END, CASE WHEN c20 = 20 THEN price /"
                + " m20 * 100 - 100 END, CASE WHEN c20 = 20 THEN r20 END, CASE WHEN c20 = 20 THEN"
                + " v20 END, CASE WHEN c20 = 20 THEN t20 END, CASE WHEN c20 = 20 THEN w20 END, CASE"
                + " WHEN c20 = 20 AND v20 > 0 THEN vol / v20 END, CASE WHEN eps <> 0 THEN price /"
                + " eps END FROM ("
                + twenty
                + ")";
    }

    private static String over(String columns, String from, int preceding, String aggregates) {
        return "SELECT "
                + columns
                + ", "
                + aggregates.replace("%s", FRAME.replace("%d", Integer.toString(preceding)))
                + " FROM "
                + from;
    }

    /** Columns into the fields that the writer writes. */
    private static final class ToAnalyzedQuote implements MapFunction<RowData, AnalyzedQuote> {

        private static final long serialVersionUID = 1L;

        @Override
        public AnalyzedQuote map(RowData row) {
            Quote quote = QuoteColumns.quote(row);
            SymbolAnalytics analytics = new SymbolAnalytics();
            analytics.symbol = quote.symbol;
            analytics.eventTimeMillis = quote.eventTimeMillis;
            analytics.price = quote.price;
            analytics.currency = quote.currency;
            analytics.feed = quote.feed;
            analytics.window = 20;
            int at = QuoteColumns.COUNT;
            analytics.observations = (int) row.getLong(at++);
            analytics.ready = analytics.observations == analytics.window;
            analytics.lastChangePercent = QuoteColumns.number(row, at++);
            analytics.intervalVolume = QuoteColumns.number(row, at++);
            analytics.sma5 = QuoteColumns.number(row, at++);
            analytics.momentum5 = QuoteColumns.number(row, at++);
            analytics.momentum5Percent = QuoteColumns.number(row, at++);
            analytics.sma10 = QuoteColumns.number(row, at++);
            analytics.momentum10 = QuoteColumns.number(row, at++);
            analytics.momentum10Percent = QuoteColumns.number(row, at++);
            analytics.priceVsSma10Percent = QuoteColumns.number(row, at++);
            analytics.meanPrice = QuoteColumns.number(row, at++);
            analytics.sma20 = analytics.meanPrice;
            analytics.priceVolatility = QuoteColumns.number(row, at++);
            analytics.priceVolatilityPopulation = QuoteColumns.number(row, at++);
            analytics.priceRange = QuoteColumns.number(row, at++);
            analytics.priceChangePercent = QuoteColumns.number(row, at++);
            analytics.priceVsSma20Percent = QuoteColumns.number(row, at++);
            analytics.logReturnVolatility = QuoteColumns.number(row, at++);
            analytics.meanVolume = QuoteColumns.number(row, at++);
            analytics.totalVolume = QuoteColumns.number(row, at++);
            analytics.volumeVolatility = QuoteColumns.number(row, at++);
            analytics.volumeRatio = QuoteColumns.number(row, at++);
            analytics.peRatio = QuoteColumns.number(row, at);
            return AnalyzedQuote.of(quote, analytics);
        }
    }
}
