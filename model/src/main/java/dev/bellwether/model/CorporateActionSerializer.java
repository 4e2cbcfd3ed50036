// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link CorporateAction}: its fields in the order of their declaration. */
public final class CorporateActionSerializer extends EventSerializer<CorporateAction> {

    private static final long serialVersionUID = 1L;

    static final CorporateActionSerializer INSTANCE = new CorporateActionSerializer();

    @Override
    public CorporateAction createInstance() {
        return new CorporateAction();
    }

    @Override
    public void serialize(CorporateAction corporateAction, DataOutputView target)
            throws IOException {
        writeText(corporateAction.symbol, target);
        target.writeInt(corporateAction.exDay);
        target.writeDouble(corporateAction.splitFactor);
        target.writeDouble(corporateAction.cash);
        writeText(corporateAction.kind, target);
    }

    @Override
    public CorporateAction deserialize(DataInputView source) throws IOException {
        CorporateAction corporateAction = new CorporateAction();
        corporateAction.symbol = readText(source);
        corporateAction.exDay = source.readInt();
        corporateAction.splitFactor = source.readDouble();
        corporateAction.cash = source.readDouble();
        corporateAction.kind = readText(source);
        return corporateAction;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<CorporateAction> {

        public Snapshot() {
            super(CorporateActionSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<CorporateAction> {

        public TypeFactory() {
            super(CorporateAction.class, INSTANCE);
        }
    }
}
