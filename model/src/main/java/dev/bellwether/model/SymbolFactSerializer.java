// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SymbolFact}: its fields in the order of their declaration. */
public final class SymbolFactSerializer extends EventSerializer<SymbolFact> {

    private static final long serialVersionUID = 1L;

    static final SymbolFactSerializer INSTANCE = new SymbolFactSerializer();

    @Override
    public SymbolFact createInstance() {
        return new SymbolFact();
    }

    @Override
    public void serialize(SymbolFact symbolFact, DataOutputView target) throws IOException {
        writeText(symbolFact.symbol, target);
        writeNullable(symbolFact.analyzed, AnalyzedQuoteSerializer.INSTANCE, target);
        writeNullable(symbolFact.drawdown, DrawdownSerializer.INSTANCE, target);
        target.writeInt(symbolFact.anomalies.length);
        for (Anomaly anomaly : symbolFact.anomalies) {
            AnomalySerializer.INSTANCE.serialize(anomaly, target);
        }
    }

    @Override
    public SymbolFact deserialize(DataInputView source) throws IOException {
        SymbolFact symbolFact = new SymbolFact();
        symbolFact.symbol = readText(source);
        symbolFact.analyzed = readNullable(AnalyzedQuoteSerializer.INSTANCE, source);
        symbolFact.drawdown = readNullable(DrawdownSerializer.INSTANCE, source);
        symbolFact.anomalies = new Anomaly[source.readInt()];
        for (int i = 0; i < symbolFact.anomalies.length; i++) {
            symbolFact.anomalies[i] = AnomalySerializer.INSTANCE.deserialize(source);
        }
        return symbolFact;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<SymbolFact> {

        public Snapshot() {
            super(SymbolFactSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<SymbolFact> {

        public TypeFactory() {
            super(SymbolFact.class, INSTANCE);
        }
    }
}
