// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a source of daily bars emits, one of: a bar, that a symbol was asked for, which corporate
 * actions it had, what could not be used.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(PolledBarSerializer.TypeFactory.class)
public class PolledBar {

    /** {@code null} if this is something else. */
    public Bar bar;

    /**
     * Whether the bar only fills the window of its symbol: figures of its session are not issued.
     */
    public boolean warmUp;

    /** {@code null} if this is something else. */
    public SymbolPoll poll;

    /** {@code null} if this is something else. */
    public ActionCheck actionCheck;

    /** {@code null} if this is something else. */
    public DeadLetter deadLetter;

    public PolledBar() {}

    public static PolledBar of(Bar bar) {
        PolledBar polledBar = new PolledBar();
        polledBar.bar = bar;
        return polledBar;
    }

    /** A bar that comes before the first session whose figures are wanted. */
    public static PolledBar warmUp(Bar bar) {
        PolledBar polledBar = of(bar);
        polledBar.warmUp = true;
        return polledBar;
    }

    public static PolledBar of(SymbolPoll poll) {
        PolledBar polledBar = new PolledBar();
        polledBar.poll = poll;
        return polledBar;
    }

    public static PolledBar of(ActionCheck actionCheck) {
        PolledBar polledBar = new PolledBar();
        polledBar.actionCheck = actionCheck;
        return polledBar;
    }

    public static PolledBar of(DeadLetter deadLetter) {
        PolledBar polledBar = new PolledBar();
        polledBar.deadLetter = deadLetter;
        return polledBar;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PolledBar)) {
            return false;
        }
        PolledBar that = (PolledBar) other;
        return Objects.equals(bar, that.bar)
                && warmUp == that.warmUp
                && Objects.equals(poll, that.poll)
                && Objects.equals(actionCheck, that.actionCheck)
                && Objects.equals(deadLetter, that.deadLetter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bar, warmUp, poll, actionCheck, deadLetter);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
