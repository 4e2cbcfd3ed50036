// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RuleTransition}: its fields in the order of their declaration. */
public final class RuleTransitionSerializer extends EventSerializer<RuleTransition> {

    private static final long serialVersionUID = 1L;

    static final RuleTransitionSerializer INSTANCE = new RuleTransitionSerializer();

    private static final ConditionPhase[] CONDITION_PHASES = ConditionPhase.values();
    private static final Severity[] SEVERITYS = Severity.values();

    @Override
    public RuleTransition createInstance() {
        return new RuleTransition();
    }

    @Override
    public void serialize(RuleTransition ruleTransition, DataOutputView target) throws IOException {
        writeText(ruleTransition.rule, target);
        writeText(ruleTransition.symbol, target);
        writeEnum(ruleTransition.phase, target);
        writeEnum(ruleTransition.severity, target);
        target.writeLong(ruleTransition.eventTimeMillis);
        target.writeLong(ruleTransition.sinceMillis);
        writeText(ruleTransition.headline, target);
        writeTexts(ruleTransition.facts, target);
        writeTexts(ruleTransition.labels, target);
        writeTexts(ruleTransition.links, target);
        writeDoubles(ruleTransition.prices, target);
    }

    @Override
    public RuleTransition deserialize(DataInputView source) throws IOException {
        RuleTransition ruleTransition = new RuleTransition();
        ruleTransition.rule = readText(source);
        ruleTransition.symbol = readText(source);
        ruleTransition.phase = readEnum(CONDITION_PHASES, source);
        ruleTransition.severity = readEnum(SEVERITYS, source);
        ruleTransition.eventTimeMillis = source.readLong();
        ruleTransition.sinceMillis = source.readLong();
        ruleTransition.headline = readText(source);
        ruleTransition.facts = readTexts(source);
        ruleTransition.labels = readTexts(source);
        ruleTransition.links = readTexts(source);
        ruleTransition.prices = readDoubles(source);
        return ruleTransition;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<RuleTransition> {

        public Snapshot() {
            super(RuleTransitionSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<RuleTransition> {

        public TypeFactory() {
            super(RuleTransition.class, INSTANCE);
        }
    }
}
