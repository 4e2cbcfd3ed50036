// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DrawdownRanking}: its fields in the order of their declaration. */
public final class DrawdownRankingSerializer extends EventSerializer<DrawdownRanking> {

    private static final long serialVersionUID = 1L;

    static final DrawdownRankingSerializer INSTANCE = new DrawdownRankingSerializer();

    private static final RankingClose[] RANKING_CLOSE = RankingClose.values();

    @Override
    public DrawdownRanking createInstance() {
        return new DrawdownRanking();
    }

    @Override
    public void serialize(DrawdownRanking drawdownRanking, DataOutputView target)
            throws IOException {
        target.writeInt(drawdownRanking.sessionDay);
        target.writeInt(drawdownRanking.revision);
        target.writeBoolean(drawdownRanking.newest);
        writeEnum(drawdownRanking.closedBy, target);
        target.writeInt(drawdownRanking.universe);
        target.writeInt(drawdownRanking.covered);
        target.writeInt(drawdownRanking.ranked);
        target.writeDouble(drawdownRanking.coveragePercent);
        target.writeInt(drawdownRanking.missing.length);
        for (MissingSymbol one : drawdownRanking.missing) {
            MissingSymbolSerializer.INSTANCE.serialize(one, target);
        }
        writeTexts(drawdownRanking.warmingUp, target);
        writeTexts(drawdownRanking.suspect, target);
        writeTexts(drawdownRanking.stale, target);
        target.writeInt(drawdownRanking.top.length);
        for (RankedDrawdown one : drawdownRanking.top) {
            RankedDrawdownSerializer.INSTANCE.serialize(one, target);
        }
        target.writeInt(drawdownRanking.fallers.length);
        for (RankedDrawdown one : drawdownRanking.fallers) {
            RankedDrawdownSerializer.INSTANCE.serialize(one, target);
        }
        target.writeInt(drawdownRanking.climbers.length);
        for (RankedDrawdown one : drawdownRanking.climbers) {
            RankedDrawdownSerializer.INSTANCE.serialize(one, target);
        }
        target.writeInt(drawdownRanking.history.length);
        for (SessionSummary one : drawdownRanking.history) {
            SessionSummarySerializer.INSTANCE.serialize(one, target);
        }
    }

    @Override
    public DrawdownRanking deserialize(DataInputView source) throws IOException {
        DrawdownRanking drawdownRanking = new DrawdownRanking();
        drawdownRanking.sessionDay = source.readInt();
        drawdownRanking.revision = source.readInt();
        drawdownRanking.newest = source.readBoolean();
        drawdownRanking.closedBy = readEnum(RANKING_CLOSE, source);
        drawdownRanking.universe = source.readInt();
        drawdownRanking.covered = source.readInt();
        drawdownRanking.ranked = source.readInt();
        drawdownRanking.coveragePercent = source.readDouble();
        drawdownRanking.missing = new MissingSymbol[source.readInt()];
        for (int i = 0; i < drawdownRanking.missing.length; i++) {
            drawdownRanking.missing[i] = MissingSymbolSerializer.INSTANCE.deserialize(source);
        }
        drawdownRanking.warmingUp = readTexts(source);
        drawdownRanking.suspect = readTexts(source);
        drawdownRanking.stale = readTexts(source);
        drawdownRanking.top = new RankedDrawdown[source.readInt()];
        for (int i = 0; i < drawdownRanking.top.length; i++) {
            drawdownRanking.top[i] = RankedDrawdownSerializer.INSTANCE.deserialize(source);
        }
        drawdownRanking.fallers = new RankedDrawdown[source.readInt()];
        for (int i = 0; i < drawdownRanking.fallers.length; i++) {
            drawdownRanking.fallers[i] = RankedDrawdownSerializer.INSTANCE.deserialize(source);
        }
        drawdownRanking.climbers = new RankedDrawdown[source.readInt()];
        for (int i = 0; i < drawdownRanking.climbers.length; i++) {
            drawdownRanking.climbers[i] = RankedDrawdownSerializer.INSTANCE.deserialize(source);
        }
        drawdownRanking.history = new SessionSummary[source.readInt()];
        for (int i = 0; i < drawdownRanking.history.length; i++) {
            drawdownRanking.history[i] = SessionSummarySerializer.INSTANCE.deserialize(source);
        }
        return drawdownRanking;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<DrawdownRanking> {

        public Snapshot() {
            super(DrawdownRankingSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<DrawdownRanking> {

        public TypeFactory() {
            super(DrawdownRanking.class, INSTANCE);
        }
    }
}
