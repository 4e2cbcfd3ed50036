// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeliveryDecision}: its fields in the order of their declaration. */
public final class DeliveryDecisionSerializer extends EventSerializer<DeliveryDecision> {

    private static final long serialVersionUID = 1L;

    static final DeliveryDecisionSerializer INSTANCE = new DeliveryDecisionSerializer();

    private static final Channel[] CHANNELS = Channel.values();
    private static final DeliveryVerdict[] DELIVERY_VERDICTS = DeliveryVerdict.values();

    @Override
    public DeliveryDecision createInstance() {
        return new DeliveryDecision();
    }

    @Override
    public void serialize(DeliveryDecision deliveryDecision, DataOutputView target)
            throws IOException {
        writeText(deliveryDecision.route, target);
        writeText(deliveryDecision.group, target);
        writeTexts(deliveryDecision.alerts, target);
        writeTexts(deliveryDecision.recipients, target);
        writeEnum(deliveryDecision.channel, target);
        writeEnum(deliveryDecision.verdict, target);
        writeText(deliveryDecision.detail, target);
        target.writeLong(deliveryDecision.atMillis);
    }

    @Override
    public DeliveryDecision deserialize(DataInputView source) throws IOException {
        DeliveryDecision deliveryDecision = new DeliveryDecision();
        deliveryDecision.route = readText(source);
        deliveryDecision.group = readText(source);
        deliveryDecision.alerts = readTexts(source);
        deliveryDecision.recipients = readTexts(source);
        deliveryDecision.channel = readEnum(CHANNELS, source);
        deliveryDecision.verdict = readEnum(DELIVERY_VERDICTS, source);
        deliveryDecision.detail = readText(source);
        deliveryDecision.atMillis = source.readLong();
        return deliveryDecision;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<DeliveryDecision> {

        public Snapshot() {
            super(DeliveryDecisionSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<DeliveryDecision> {

        public TypeFactory() {
            super(DeliveryDecision.class, INSTANCE);
        }
    }
}
