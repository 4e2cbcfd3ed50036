// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Anomaly}: its fields in the order of their declaration. */
public final class AnomalySerializer extends EventSerializer<Anomaly> {

    private static final long serialVersionUID = 1L;

    static final AnomalySerializer INSTANCE = new AnomalySerializer();

    private static final AnomalyKind[] ANOMALY_KINDS = AnomalyKind.values();
    private static final AnomalyPhase[] ANOMALY_PHASES = AnomalyPhase.values();
    private static final AssetClass[] ASSET_CLASSS = AssetClass.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    @Override
    public Anomaly createInstance() {
        return new Anomaly();
    }

    @Override
    public void serialize(Anomaly anomaly, DataOutputView target) throws IOException {
        writeText(anomaly.symbol, target);
        writeEnum(anomaly.kind, target);
        writeEnum(anomaly.phase, target);
        writeEnum(anomaly.direction, target);
        target.writeLong(anomaly.eventTimeMillis);
        target.writeDouble(anomaly.observed);
        target.writeDouble(anomaly.expectedLow);
        target.writeDouble(anomaly.expectedHigh);
        target.writeDouble(anomaly.score);
        target.writeDouble(anomaly.price);
        writeTexts(anomaly.fields, target);
        writeText(anomaly.text, target);
        writeText(anomaly.feed, target);
        writeEnum(anomaly.assetClass, target);
        writeDoubles(anomaly.prices, target);
    }

    @Override
    public Anomaly deserialize(DataInputView source) throws IOException {
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = readText(source);
        anomaly.kind = readEnum(ANOMALY_KINDS, source);
        anomaly.phase = readEnum(ANOMALY_PHASES, source);
        anomaly.direction = readEnum(DIRECTIONS, source);
        anomaly.eventTimeMillis = source.readLong();
        anomaly.observed = source.readDouble();
        anomaly.expectedLow = source.readDouble();
        anomaly.expectedHigh = source.readDouble();
        anomaly.score = source.readDouble();
        anomaly.price = source.readDouble();
        anomaly.fields = readTexts(source);
        anomaly.text = readText(source);
        anomaly.feed = readText(source);
        anomaly.assetClass = readEnum(ASSET_CLASSS, source);
        anomaly.prices = readDoubles(source);
        return anomaly;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Anomaly> {

        public Snapshot() {
            super(AnomalySerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Anomaly> {

        public TypeFactory() {
            super(Anomaly.class, INSTANCE);
        }
    }
}
