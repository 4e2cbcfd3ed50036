// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DrawdownReport}: its fields in the order of their declaration. */
public final class DrawdownReportSerializer extends EventSerializer<DrawdownReport> {

    private static final long serialVersionUID = 1L;

    static final DrawdownReportSerializer INSTANCE = new DrawdownReportSerializer();

    @Override
    public DrawdownReport createInstance() {
        return new DrawdownReport();
    }

    @Override
    public void serialize(DrawdownReport drawdownReport, DataOutputView target) throws IOException {
        writeNullable(drawdownReport.drawdown, DrawdownSerializer.INSTANCE, target);
        writeNullable(drawdownReport.poll, SymbolPollSerializer.INSTANCE, target);
        writeNullable(drawdownReport.deadLetter, DeadLetterSerializer.INSTANCE, target);
    }

    @Override
    public DrawdownReport deserialize(DataInputView source) throws IOException {
        DrawdownReport drawdownReport = new DrawdownReport();
        drawdownReport.drawdown = readNullable(DrawdownSerializer.INSTANCE, source);
        drawdownReport.poll = readNullable(SymbolPollSerializer.INSTANCE, source);
        drawdownReport.deadLetter = readNullable(DeadLetterSerializer.INSTANCE, source);
        return drawdownReport;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<DrawdownReport> {

        public Snapshot() {
            super(DrawdownReportSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<DrawdownReport> {

        public TypeFactory() {
            super(DrawdownReport.class, INSTANCE);
        }
    }
}
