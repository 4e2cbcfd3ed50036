// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Opens Flink's test harnesses. */
public final class Harnesses {

    private Harnesses() {}

    /**
     * Opens a new harness.
     *
     * @param snapshot what it begins with; {@code null} for nothing
     */
    public static <H extends AbstractStreamOperatorTestHarness<?>> H open(
            H harness, StateBackend backend, OperatorSubtaskState snapshot) throws Exception {
        harness.setStateBackend(backend);
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
