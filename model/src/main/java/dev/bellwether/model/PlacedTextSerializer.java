// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PlacedText}: its fields in the order of their declaration. */
public final class PlacedTextSerializer extends EventSerializer<PlacedText> {

    private static final long serialVersionUID = 1L;

    static final PlacedTextSerializer INSTANCE = new PlacedTextSerializer();

    @Override
    public PlacedText createInstance() {
        return new PlacedText();
    }

    @Override
    public void serialize(PlacedText placedText, DataOutputView target) throws IOException {
        writeText(placedText.place, target);
        writeText(placedText.text, target);
        writeText(placedText.problem, target);
        target.writeLong(placedText.readMillis);
    }

    @Override
    public PlacedText deserialize(DataInputView source) throws IOException {
        PlacedText placedText = new PlacedText();
        placedText.place = readText(source);
        placedText.text = readText(source);
        placedText.problem = readText(source);
        placedText.readMillis = source.readLong();
        return placedText;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<PlacedText> {

        public Snapshot() {
            super(PlacedTextSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<PlacedText> {

        public TypeFactory() {
            super(PlacedText.class, INSTANCE);
        }
    }
}
