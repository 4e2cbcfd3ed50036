// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.RecordParser;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * The tape as rows of SQL's own form: the same reader, then one row; no generic JSON format and no
 * conversion in SQL's way.
 */
final class QuoteColumns implements RecordParser<RowData> {

    private static final long serialVersionUID = 1L;

    /** The numbers, in their order behind symbol, currency and feed. */
    static final InternalTypeInfo<RowData> TYPE =
            InternalTypeInfo.of(
                    (RowType)
                            DataTypes.ROW(
                                            DataTypes.FIELD("symbol", DataTypes.STRING()),
                                            DataTypes.FIELD("currency", DataTypes.STRING()),
                                            DataTypes.FIELD("feed", DataTypes.STRING()),
                                            DataTypes.FIELD("event_time", DataTypes.BIGINT()),
                                            DataTypes.FIELD("price", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("open_price", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("high_price", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("low_price", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("previous_close", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("day_volume", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("eps", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("market_cap", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("average_volume", DataTypes.DOUBLE()),
                                            DataTypes.FIELD("shares", DataTypes.DOUBLE()))
                                    .getLogicalType());

    static final String NAMES =
            "symbol, currency, feed, event_time, price, open_price, high_price, low_price,"
                    + " previous_close, day_volume, eps, market_cap, average_volume, shares";

    static final int COUNT = TYPE.toRowType().getFieldCount();

    private final RecordParser<Ingested> reader;

    QuoteColumns(RecordParser<Ingested> reader) {
        this.reader = reader;
    }

    @Override
    public void parse(byte[] record, long arrivalMillis, Consumer<? super RowData> out)
            throws IOException {
        reader.parse(record, arrivalMillis, ingested -> out.accept(row(ingested.quote)));
    }

    private static RowData row(Quote quote) {
        return GenericRowData.of(
                StringData.fromString(quote.symbol),
                StringData.fromString(quote.currency),
                StringData.fromString(quote.feed),
                quote.eventTimeMillis,
                quote.price,
                quote.open,
                quote.high,
                quote.low,
                quote.previousClose,
                quote.dayVolume,
                known(quote.eps),
                known(quote.marketCap),
                quote.averageVolume,
                known(quote.sharesOutstanding));
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    /** The quote of a row whose first columns are these. */
    static Quote quote(RowData row) {
        Quote quote = Quote.of(row.getString(0).toString(), row.getDouble(4), row.getLong(3));
        quote.currency = row.getString(1).toString();
        quote.feed = row.getString(2).toString();
        quote.open = row.getDouble(5);
        quote.high = row.getDouble(6);
        quote.low = row.getDouble(7);
        quote.previousClose = row.getDouble(8);
        quote.dayVolume = row.getDouble(9);
        quote.eps = number(row, 10);
        quote.marketCap = number(row, 11);
        quote.averageVolume = row.getDouble(12);
        quote.sharesOutstanding = number(row, 13);
        return quote;
    }

    static double number(RowData row, int column) {
        return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }
}
