// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RuleSet}: its fields in the order of their declaration. */
public final class RuleSetSerializer extends EventSerializer<RuleSet> {

    private static final long serialVersionUID = 1L;

    static final RuleSetSerializer INSTANCE = new RuleSetSerializer();

    @Override
    public RuleSet createInstance() {
        return new RuleSet();
    }

    @Override
    public void serialize(RuleSet ruleSet, DataOutputView target) throws IOException {
        writeText(ruleSet.place, target);
        writeTexts(ruleSet.rules, target);
        writeTexts(ruleSet.refused, target);
    }

    @Override
    public RuleSet deserialize(DataInputView source) throws IOException {
        RuleSet ruleSet = new RuleSet();
        ruleSet.place = readText(source);
        ruleSet.rules = readTexts(source);
        ruleSet.refused = readTexts(source);
        return ruleSet;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<RuleSet> {

        public Snapshot() {
            super(RuleSetSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<RuleSet> {

        public TypeFactory() {
            super(RuleSet.class, INSTANCE);
        }
    }
}
