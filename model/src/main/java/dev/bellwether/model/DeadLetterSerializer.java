// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeadLetter}: its texts and its payload. */
public final class DeadLetterSerializer extends EventSerializer<DeadLetter> {

    private static final long serialVersionUID = 1L;

    static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();

    private static final ReasonCode[] REASON_CODE = ReasonCode.values();

    @Override
    public DeadLetter createInstance() {
        return new DeadLetter();
    }

    @Override
    public void serialize(DeadLetter letter, DataOutputView target) throws IOException {
        writeText(letter.source, target);
        writeText(letter.partition, target);
        writeText(letter.position, target);
        writeEnum(letter.reason, target);
        writeText(letter.message, target);
        writeText(letter.symbol, target);
        target.writeInt(letter.payload.length);
        target.write(letter.payload);
        target.writeInt(letter.originalLength);
        target.writeLong(letter.occurredMillis);
    }

    @Override
    public DeadLetter deserialize(DataInputView source) throws IOException {
        DeadLetter letter = new DeadLetter();
        letter.source = readText(source);
        letter.partition = readText(source);
        letter.position = readText(source);
        letter.reason = readEnum(REASON_CODE, source);
        letter.message = readText(source);
        letter.symbol = readText(source);
        letter.payload = new byte[source.readInt()];
        source.readFully(letter.payload);
        letter.originalLength = source.readInt();
        letter.occurredMillis = source.readLong();
        return letter;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<DeadLetter> {

        public Snapshot() {
            super(DeadLetterSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<DeadLetter> {

        public TypeFactory() {
            super(DeadLetter.class, INSTANCE);
        }
    }
}
