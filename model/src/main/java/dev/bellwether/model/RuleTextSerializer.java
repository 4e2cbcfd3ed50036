// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RuleText}: its fields in the order of their declaration. */
public final class RuleTextSerializer extends EventSerializer<RuleText> {

    private static final long serialVersionUID = 1L;

    static final RuleTextSerializer INSTANCE = new RuleTextSerializer();

    @Override
    public RuleText createInstance() {
        return new RuleText();
    }

    @Override
    public void serialize(RuleText ruleText, DataOutputView target) throws IOException {
        writeText(ruleText.place, target);
        writeText(ruleText.text, target);
        writeText(ruleText.problem, target);
        target.writeLong(ruleText.readMillis);
    }

    @Override
    public RuleText deserialize(DataInputView source) throws IOException {
        RuleText ruleText = new RuleText();
        ruleText.place = readText(source);
        ruleText.text = readText(source);
        ruleText.problem = readText(source);
        ruleText.readMillis = source.readLong();
        return ruleText;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<RuleText> {

        public Snapshot() {
            super(RuleTextSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<RuleText> {

        public TypeFactory() {
            super(RuleText.class, INSTANCE);
        }
    }
}
