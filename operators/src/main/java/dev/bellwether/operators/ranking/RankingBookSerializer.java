// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.model.SessionSummary;
import dev.bellwether.operators.packed.StateSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Flink serializer of {@link RankingBook}, layout 1: a byte for the layout, then its fields in the
 * order of {@link #serialize}; texts as {@link StringValue} writes them.
 *
 * <p>A drawdown takes 115 bytes and those of symbol, currency and feed, together about 135; a row
 * that was issued 26 more if its drawdown is still the newest, and 160 if not. A session of 1,000
 * symbols thus takes some 160 kB, and the ten that are kept 1.6 MB.
 */
public final class RankingBookSerializer extends StateSerializer<RankingBook> {

    private static final long serialVersionUID = 1L;

    private static final int LAYOUT = 1;

    private static final int STALE = 1;
    private static final int SUSPECT = 2;
    private static final int BY_CLOSE = 4;
    private static final int NEWEST = 8;

    @Override
    public void serialize(RankingBook book, DataOutputView out) throws IOException {
        out.writeByte(LAYOUT);
        out.writeInt(book.droppedDay);
        out.writeInt(book.summaries.size());
        for (SessionSummary summary : book.summaries.values()) {
            writeSummary(summary, out);
        }
        out.writeInt(book.sessions.size());
        for (SessionBook session : book.sessions.values()) {
            writeSession(session, out);
        }
    }

    @Override
    public RankingBook deserialize(DataInputView in) throws IOException {
        int layout = in.readByte();
        if (layout != LAYOUT) {
            throw new IOException("ranking book in unknown layout " + layout);
        }
        RankingBook book = new RankingBook();
        book.droppedDay = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            SessionSummary summary = readSummary(in);
            book.summaries.put(summary.sessionDay, summary);
        }
        for (int left = in.readInt(); left > 0; left--) {
            SessionBook session = readSession(in);
            book.sessions.put(session.day, session);
        }
        return book;
    }

    private static void writeSummary(SessionSummary summary, DataOutputView out)
            throws IOException {
        out.writeInt(summary.sessionDay);
        out.writeInt(summary.ranked);
        out.writeDouble(summary.coveragePercent);
        StringValue.writeString(summary.worstSymbol, out);
        out.writeDouble(summary.worstDepthPercent);
        out.writeDouble(summary.medianDepthPercent);
        out.writeInt(summary.deeperThan20);
    }

    private static SessionSummary readSummary(DataInputView in) throws IOException {
        SessionSummary summary = new SessionSummary();
        summary.sessionDay = in.readInt();
        summary.ranked = in.readInt();
        summary.coveragePercent = in.readDouble();
        summary.worstSymbol = StringValue.readString(in);
        summary.worstDepthPercent = in.readDouble();
        summary.medianDepthPercent = in.readDouble();
        summary.deeperThan20 = in.readInt();
        return summary;
    }

    private static void writeSession(SessionBook session, DataOutputView out) throws IOException {
        out.writeInt(session.day);
        out.writeLong(session.deadlineMillis);
        out.writeLong(session.correctionMillis);
        out.writeBoolean(session.closed);
        out.writeInt(session.revision);
        out.writeInt(session.drawdowns.size());
        for (Drawdown drawdown : session.drawdowns.values()) {
            writeDrawdown(drawdown, out);
        }
        out.writeInt(session.failures.size());
        for (Map.Entry<String, String> failure : session.failures.entrySet()) {
            StringValue.writeString(failure.getKey(), out);
            StringValue.writeString(failure.getValue(), out);
        }
        out.writeInt(session.issued.size());
        for (RankedDrawdown row : session.issued.values()) {
            StringValue.writeString(row.drawdown.symbol, out);
            out.writeInt(row.rank);
            out.writeInt(row.previousRank);
            out.writeDouble(row.previousDepthPercent);
            out.writeInt(row.rankingRevision);
            boolean newest = row.drawdown.equals(session.drawdowns.get(row.drawdown.symbol));
            out.writeBoolean(newest);
            if (!newest) {
                writeDrawdown(row.drawdown, out);
            }
        }
    }

    private static SessionBook readSession(DataInputView in) throws IOException {
        int day = in.readInt();
        long deadlineMillis = in.readLong();
        long correctionMillis = in.readLong();
        boolean closed = in.readBoolean();
        int revision = in.readInt();
        Map<String, Drawdown> drawdowns = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Drawdown drawdown = readDrawdown(in);
            drawdowns.put(drawdown.symbol, drawdown);
        }
        Map<String, String> failures = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String symbol = StringValue.readString(in);
            failures.put(symbol, StringValue.readString(in));
        }
        Map<String, RankedDrawdown> issued = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String symbol = StringValue.readString(in);
            RankedDrawdown row = new RankedDrawdown();
            row.rank = in.readInt();
            row.previousRank = in.readInt();
            row.previousDepthPercent = in.readDouble();
            row.rankingRevision = in.readInt();
            row.drawdown = in.readBoolean() ? drawdowns.get(symbol) : readDrawdown(in);
            issued.put(symbol, row);
        }
        SessionBook session = new SessionBook(day, drawdowns, failures, issued);
        session.deadlineMillis = deadlineMillis;
        session.correctionMillis = correctionMillis;
        session.closed = closed;
        session.revision = revision;
        return session;
    }

    private static void writeDrawdown(Drawdown d, DataOutputView out) throws IOException {
        StringValue.writeString(d.symbol, out);
        StringValue.writeString(d.currency, out);
        StringValue.writeString(d.feed, out);
        out.writeByte(
                (d.stale ? STALE : 0)
                        | (d.suspect ? SUSPECT : 0)
                        | (d.basis == PeakBasis.CLOSE ? BY_CLOSE : 0)
                        | (d.newest ? NEWEST : 0));
        out.writeInt(d.sessionDay);
        out.writeShort(d.bars);
        out.writeDouble(d.price);
        out.writeDouble(d.volume);
        out.writeDouble(d.highPeak);
        out.writeInt(d.highPeakFirstDay);
        out.writeInt(d.highPeakLastDay);
        out.writeShort(d.sessionsSinceHighPeakFirst);
        out.writeShort(d.sessionsSinceHighPeakLast);
        out.writeDouble(d.highDepthPercent);
        out.writeDouble(d.closePeak);
        out.writeInt(d.closePeakFirstDay);
        out.writeInt(d.closePeakLastDay);
        out.writeShort(d.sessionsSinceClosePeakFirst);
        out.writeShort(d.sessionsSinceClosePeakLast);
        out.writeDouble(d.closeDepthPercent);
        out.writeDouble(d.worstPercent);
        out.writeInt(d.worstDay);
        out.writeDouble(d.troughPrice);
        out.writeInt(d.troughDay);
        out.writeDouble(d.recoveryPercent);
        out.writeInt(d.revision);
    }

    private static Drawdown readDrawdown(DataInputView in) throws IOException {
        Drawdown d = new Drawdown();
        d.symbol = StringValue.readString(in);
        d.currency = StringValue.readString(in);
        d.feed = StringValue.readString(in);
        int flags = in.readByte();
        d.stale = (flags & STALE) != 0;
        d.suspect = (flags & SUSPECT) != 0;
        d.basis = (flags & BY_CLOSE) != 0 ? PeakBasis.CLOSE : PeakBasis.HIGH;
        d.newest = (flags & NEWEST) != 0;
        d.sessionDay = in.readInt();
        d.bars = in.readShort();
        d.price = in.readDouble();
        d.volume = in.readDouble();
        d.highPeak = in.readDouble();
        d.highPeakFirstDay = in.readInt();
        d.highPeakLastDay = in.readInt();
        d.sessionsSinceHighPeakFirst = in.readShort();
        d.sessionsSinceHighPeakLast = in.readShort();
        d.highDepthPercent = in.readDouble();
        d.closePeak = in.readDouble();
        d.closePeakFirstDay = in.readInt();
        d.closePeakLastDay = in.readInt();
        d.sessionsSinceClosePeakFirst = in.readShort();
        d.sessionsSinceClosePeakLast = in.readShort();
        d.closeDepthPercent = in.readDouble();
        d.worstPercent = in.readDouble();
        d.worstDay = in.readInt();
        d.troughPrice = in.readDouble();
        d.troughDay = in.readInt();
        d.recoveryPercent = in.readDouble();
        d.revision = in.readInt();
        return d;
    }

    @Override
    public RankingBook copy(RankingBook from) {
        return from.copy();
    }

    @Override
    public RankingBook createInstance() {
        return new RankingBook();
    }

    @Override
    public TypeSerializerSnapshot<RankingBook> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The layout is versioned in the bytes themselves, so this holds nothing but the class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RankingBook> {

        public Snapshot() {
            super(RankingBookSerializer::new);
        }
    }
}
