// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Telling}: its fields in the order of their declaration. */
public final class TellingSerializer extends EventSerializer<Telling> {

    private static final long serialVersionUID = 1L;

    static final TellingSerializer INSTANCE = new TellingSerializer();

    private static final Channel[] CHANNELS = Channel.values();
    private static final DispatchKind[] DISPATCH_KINDS = DispatchKind.values();

    @Override
    public Telling createInstance() {
        return new Telling();
    }

    @Override
    public void serialize(Telling telling, DataOutputView target) throws IOException {
        writeText(telling.key, target);
        writeEnum(telling.kind, target);
        writeText(telling.route, target);
        writeText(telling.group, target);
        writeEnum(telling.channel, target);
        writeText(telling.recipient, target);
        writeText(telling.address, target);
        writeText(telling.reason, target);
        target.writeInt(telling.alerts.length);
        for (Alert alert : telling.alerts) {
            AlertSerializer.INSTANCE.serialize(alert, target);
        }
        writeTexts(telling.more, target);
        writeTexts(telling.limited, target);
        target.writeLong(telling.atMillis);
    }

    @Override
    public Telling deserialize(DataInputView source) throws IOException {
        Telling telling = new Telling();
        telling.key = readText(source);
        telling.kind = readEnum(DISPATCH_KINDS, source);
        telling.route = readText(source);
        telling.group = readText(source);
        telling.channel = readEnum(CHANNELS, source);
        telling.recipient = readText(source);
        telling.address = readText(source);
        telling.reason = readText(source);
        telling.alerts = new Alert[source.readInt()];
        for (int i = 0; i < telling.alerts.length; i++) {
            telling.alerts[i] = AlertSerializer.INSTANCE.deserialize(source);
        }
        telling.more = readTexts(source);
        telling.limited = readTexts(source);
        telling.atMillis = source.readLong();
        return telling;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Telling> {

        public Snapshot() {
            super(TellingSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Telling> {

        public TypeFactory() {
            super(Telling.class, INSTANCE);
        }
    }
}
