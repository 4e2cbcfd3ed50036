// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link MissingSymbol}: its fields in the order of their declaration. */
public final class MissingSymbolSerializer extends EventSerializer<MissingSymbol> {

    private static final long serialVersionUID = 1L;

    static final MissingSymbolSerializer INSTANCE = new MissingSymbolSerializer();

    @Override
    public MissingSymbol createInstance() {
        return new MissingSymbol();
    }

    @Override
    public void serialize(MissingSymbol missingSymbol, DataOutputView target) throws IOException {
        writeText(missingSymbol.symbol, target);
        writeText(missingSymbol.why, target);
    }

    @Override
    public MissingSymbol deserialize(DataInputView source) throws IOException {
        MissingSymbol missingSymbol = new MissingSymbol();
        missingSymbol.symbol = readText(source);
        missingSymbol.why = readText(source);
        return missingSymbol;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<MissingSymbol> {

        public Snapshot() {
            super(MissingSymbolSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<MissingSymbol> {

        public TypeFactory() {
            super(MissingSymbol.class, INSTANCE);
        }
    }
}
