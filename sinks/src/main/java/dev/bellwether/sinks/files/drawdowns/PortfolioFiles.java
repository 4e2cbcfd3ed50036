// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.Position;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.files.compaction.KeptTable;
import dev.bellwether.sinks.files.compaction.KeptTable.Format;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Positions as CSV below {@code portfolio/csv/date=2026-03-02/}, a line for each position of each
 * snapshot: the columns of the screener that this replaces, and behind them the account and when
 * the snapshot was taken. Money and percentages are rounded to two decimals, quantities are as they
 * are; what is not known is empty. The return has the sign of the gain for short positions too.
 * Exactly once, like {@link DrawdownFiles}; an account without positions leaves no line.
 */
public final class PortfolioFiles {

    static final String HEADER =
            "date,symbol,quantity,avg_entry_price,current_price,unrealized_return_pct,"
                    + "market_value,unrealized_pl,account,taken_at";

    private PortfolioFiles() {}

    /** From checked options of the group {@code Files}. */
    public static FileSink<PortfolioSnapshot> sink(ReadableConfig files) {
        return FileSink.forBulkFormat(directory(files), CsvFile.of(HEADER, PortfolioFiles::append))
                .withBucketAssigner(new ByDate())
                .withOutputFileConfig(new OutputFileConfig("portfolio", Format.CSV.suffix()))
                .build();
    }

    /** What is kept, for compaction. */
    public static KeptTable table(ReadableConfig files) {
        return KeptTable.of(directory(files), Format.CSV, "date", "symbol", "account", "taken_at");
    }

    private static Path directory(ReadableConfig files) {
        return new Path(new Path(files.get(FilesOptions.DIRECTORY)), "portfolio/csv");
    }

    static void append(StringBuilder text, PortfolioSnapshot snapshot) {
        boolean first = true;
        for (Position position : snapshot.positions) {
            text.append(first ? "" : "\n");
            first = false;
            text.append(LocalDate.ofEpochDay(snapshot.sessionDay)).append(',');
            text.append(position.symbol).append(',');
            if (Double.isFinite(position.quantity)) {
                text.append(
                        BigDecimal.valueOf(position.quantity).stripTrailingZeros().toPlainString());
            }
            for (double money :
                    new double[] {
                        position.averageEntryPrice,
                        position.currentPrice,
                        position.unrealizedReturnPercent,
                        position.marketValue,
                        position.unrealizedProfit
                    }) {
                text.append(',');
                Decimals.append(text, money);
            }
            text.append(',').append(snapshot.account).append(',');
            text.append(Instant.ofEpochMilli(snapshot.takenMillis));
        }
    }

    private static final class ByDate implements BucketAssigner<PortfolioSnapshot, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(PortfolioSnapshot snapshot, Context context) {
            return "date=" + LocalDate.ofEpochDay(snapshot.sessionDay);
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
