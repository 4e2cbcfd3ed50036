// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeliveryInput}: its fields in the order of their declaration. */
public final class DeliveryInputSerializer extends EventSerializer<DeliveryInput> {

    private static final long serialVersionUID = 1L;

    static final DeliveryInputSerializer INSTANCE = new DeliveryInputSerializer();

    @Override
    public DeliveryInput createInstance() {
        return new DeliveryInput();
    }

    @Override
    public void serialize(DeliveryInput deliveryInput, DataOutputView target) throws IOException {
        writeNullable(deliveryInput.alert, AlertSerializer.INSTANCE, target);
        writeNullable(deliveryInput.action, AlertActionSerializer.INSTANCE, target);
        writeText(deliveryInput.policy, target);
    }

    @Override
    public DeliveryInput deserialize(DataInputView source) throws IOException {
        DeliveryInput deliveryInput = new DeliveryInput();
        deliveryInput.alert = readNullable(AlertSerializer.INSTANCE, source);
        deliveryInput.action = readNullable(AlertActionSerializer.INSTANCE, source);
        deliveryInput.policy = readText(source);
        return deliveryInput;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<DeliveryInput> {

        public Snapshot() {
            super(DeliveryInputSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<DeliveryInput> {

        public TypeFactory() {
            super(DeliveryInput.class, INSTANCE);
        }
    }
}
