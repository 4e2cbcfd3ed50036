// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.RankedDrawdown;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The columns of a row in Parquet: every figure in full precision under its name in snake case,
 * days as dates. What is not known is null.
 */
final class DrawdownColumns {

    /** Writes the value of a field that has been started, or says that there is none. */
    private interface Value {
        boolean write(RankedDrawdown row, RecordConsumer out, Runnable start);
    }

    private static final class Column {
        final Type type;
        final Value value;

        Column(Type type, Value value) {
            this.type = type;
            this.value = value;
        }
    }

    private static final int UNRANKED = 0;
    private static final int NO_DAY = -1;

    private static final Column[] COLUMNS = {
        day("date", row -> row.drawdown.sessionDay),
        text("symbol", row -> row.drawdown.symbol),
        whole("rank", row -> row.rank, UNRANKED),
        whole("previous_rank", row -> row.previousRank, UNRANKED),
        number("previous_depth_percent", row -> row.previousDepthPercent),
        whole("ranking_revision", row -> row.rankingRevision, Integer.MIN_VALUE),
        number("price", row -> row.drawdown.price),
        number("volume", row -> row.drawdown.volume),
        whole("bars", row -> row.drawdown.bars, Integer.MIN_VALUE),
        text("basis", row -> row.drawdown.basis.name().toLowerCase(Locale.ROOT)),
        number("high_peak", row -> row.drawdown.highPeak),
        day("high_peak_first_date", row -> row.drawdown.highPeakFirstDay),
        day("high_peak_last_date", row -> row.drawdown.highPeakLastDay),
        whole(
                "sessions_since_high_peak_first",
                row -> row.drawdown.sessionsSinceHighPeakFirst,
                Integer.MIN_VALUE),
        whole(
                "sessions_since_high_peak_last",
                row -> row.drawdown.sessionsSinceHighPeakLast,
                Integer.MIN_VALUE),
        number("high_depth_percent", row -> row.drawdown.highDepthPercent),
        number("close_peak", row -> row.drawdown.closePeak),
        day("close_peak_first_date", row -> row.drawdown.closePeakFirstDay),
        day("close_peak_last_date", row -> row.drawdown.closePeakLastDay),
        whole(
                "sessions_since_close_peak_first",
                row -> row.drawdown.sessionsSinceClosePeakFirst,
                Integer.MIN_VALUE),
        whole(
                "sessions_since_close_peak_last",
                row -> row.drawdown.sessionsSinceClosePeakLast,
                Integer.MIN_VALUE),
        number("close_depth_percent", row -> row.drawdown.closeDepthPercent),
        number("worst_percent", row -> row.drawdown.worstPercent),
        day("worst_date", row -> row.drawdown.worstDay),
        number("trough_price", row -> row.drawdown.troughPrice),
        day("trough_date", row -> row.drawdown.troughDay),
        number("recovery_percent", row -> row.drawdown.recoveryPercent),
        flag("stale", row -> row.drawdown.stale),
        flag("suspect", row -> row.drawdown.suspect),
        text("currency", row -> row.drawdown.currency),
        text("feed", row -> row.drawdown.feed),
        whole("revision", row -> row.drawdown.revision, Integer.MIN_VALUE),
    };

    private DrawdownColumns() {}

    static MessageType schema() {
        Type[] fields = new Type[COLUMNS.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = COLUMNS[i].type;
        }
        return new MessageType("drawdown", fields);
    }

    static void write(RankedDrawdown row, RecordConsumer out) {
        for (int i = 0; i < COLUMNS.length; i++) {
            Column column = COLUMNS[i];
            int index = i;
            if (column.value.write(row, out, () -> out.startField(column.type.getName(), index))) {
                out.endField(column.type.getName(), index);
            }
        }
    }

    private static Column number(String name, ToDoubleFunction<RankedDrawdown> get) {
        return new Column(
                Types.optional(PrimitiveTypeName.DOUBLE).named(name),
                (row, out, start) -> {
                    double value = get.applyAsDouble(row);
                    if (Double.isNaN(value)) {
                        return false;
                    }
                    start.run();
                    out.addDouble(value);
                    return true;
                });
    }

    private static Column whole(String name, ToIntFunction<RankedDrawdown> get, int unknown) {
        return integer(Types.optional(PrimitiveTypeName.INT32).named(name), get, unknown);
    }

    private static Column day(String name, ToIntFunction<RankedDrawdown> get) {
        return integer(
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name),
                get,
                NO_DAY);
    }

    private static Column integer(Type type, ToIntFunction<RankedDrawdown> get, int unknown) {
        return new Column(
                type,
                (row, out, start) -> {
                    int value = get.applyAsInt(row);
                    if (value == unknown) {
                        return false;
                    }
                    start.run();
                    out.addInteger(value);
                    return true;
                });
    }

    private static Column flag(String name, Predicate<RankedDrawdown> get) {
        return new Column(
                Types.primitive(PrimitiveTypeName.BOOLEAN, Repetition.REQUIRED).named(name),
                (row, out, start) -> {
                    start.run();
                    out.addBoolean(get.test(row));
                    return true;
                });
    }

    private static Column text(String name, Function<RankedDrawdown, String> get) {
        return new Column(
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name),
                (row, out, start) -> {
                    String value = get.apply(row);
                    if (value == null) {
                        return false;
                    }
                    start.run();
                    out.addBinary(Binary.fromString(value));
                    return true;
                });
    }
}
