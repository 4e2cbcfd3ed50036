// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.RankedDrawdown;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    /** Writes the value of a row, if it has one, as a field. */
    private interface Value {
        void write(RankedDrawdown row, Field field, Texts texts);
    }

    private static final class Column {
        final Type type;
        final Value value;

        Column(Type type, Value value) {
            this.type = type;
            this.value = value;
        }
    }

    /** Where a value goes: one column of the row that is being written. */
    private static final class Field {

        private final String name;
        private final int index;
        private RecordConsumer out;

        Field(String name, int index) {
            this.name = name;
            this.index = index;
        }

        void number(double value) {
            out.startField(name, index);
            out.addDouble(value);
            out.endField(name, index);
        }

        void integer(int value) {
            out.startField(name, index);
            out.addInteger(value);
            out.endField(name, index);
        }

        void flag(boolean value) {
            out.startField(name, index);
            out.addBoolean(value);
            out.endField(name, index);
        }

        void text(Binary value) {
            out.startField(name, index);
            out.addBinary(value);
            out.endField(name, index);
        }
    }

    /** Texts that come again and again: symbols, currencies, feeds. */
    private static final class Texts {

        private static final int MOST = 1 << 16;

        private final Map<String, Binary> known = new HashMap<>();

        Binary of(String text) {
            Binary binary = known.get(text);
            if (binary == null) {
                binary = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
                if (known.size() < MOST) {
                    known.put(text, binary);
                }
            }
            return binary;
        }
    }

    private static final int UNRANKED = 0;
    private static final int NO_DAY = -1;

    private static final String[] BASES =
            Arrays.stream(PeakBasis.values())
                    .map(basis -> basis.name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);

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
        text("basis", row -> BASES[row.drawdown.basis.ordinal()]),
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

    private final Field[] fields = new Field[COLUMNS.length];
    private final Texts texts = new Texts();

    /** For the rows of one file. */
    DrawdownColumns() {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new Field(COLUMNS[i].type.getName(), i);
        }
    }

    static MessageType schema() {
        Type[] types = new Type[COLUMNS.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = COLUMNS[i].type;
        }
        return new MessageType("drawdown", types);
    }

    void write(RankedDrawdown row, RecordConsumer out) {
        for (int i = 0; i < COLUMNS.length; i++) {
            fields[i].out = out;
            COLUMNS[i].value.write(row, fields[i], texts);
        }
    }

    private static Column number(String name, ToDoubleFunction<RankedDrawdown> get) {
        return new Column(
                Types.optional(PrimitiveTypeName.DOUBLE).named(name),
                (row, field, texts) -> {
                    double value = get.applyAsDouble(row);
                    if (!Double.isNaN(value)) {
                        field.number(value);
                    }
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
                (row, field, texts) -> {
                    int value = get.applyAsInt(row);
                    if (value != unknown) {
                        field.integer(value);
                    }
                });
    }

    private static Column flag(String name, Predicate<RankedDrawdown> get) {
        return new Column(
                Types.primitive(PrimitiveTypeName.BOOLEAN, Repetition.REQUIRED).named(name),
                (row, field, texts) -> field.flag(get.test(row)));
    }

    private static Column text(String name, Function<RankedDrawdown, String> get) {
        return new Column(
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name),
                (row, field, texts) -> {
                    String value = get.apply(row);
                    if (value != null) {
                        field.text(texts.of(value));
                    }
                });
    }
}
