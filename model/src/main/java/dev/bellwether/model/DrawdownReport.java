// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is known of a symbol after a record of its source, one of: its drawdown, that it was asked
 * for, what could not be used.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(DrawdownReportSerializer.TypeFactory.class)
public class DrawdownReport {

    /** {@code null} if this is something else. */
    public Drawdown drawdown;

    /** {@code null} if this is something else. */
    public SymbolPoll poll;

    /** {@code null} if this is something else. */
    public DeadLetter deadLetter;

    public DrawdownReport() {}

    public static DrawdownReport of(Drawdown drawdown) {
        DrawdownReport drawdownReport = new DrawdownReport();
        drawdownReport.drawdown = drawdown;
        return drawdownReport;
    }

    public static DrawdownReport of(SymbolPoll poll) {
        DrawdownReport drawdownReport = new DrawdownReport();
        drawdownReport.poll = poll;
        return drawdownReport;
    }

    public static DrawdownReport of(DeadLetter deadLetter) {
        DrawdownReport drawdownReport = new DrawdownReport();
        drawdownReport.deadLetter = deadLetter;
        return drawdownReport;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DrawdownReport)) {
            return false;
        }
        DrawdownReport that = (DrawdownReport) other;
        return Objects.equals(drawdown, that.drawdown)
                && Objects.equals(poll, that.poll)
                && Objects.equals(deadLetter, that.deadLetter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(drawdown, poll, deadLetter);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
