// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RootCauseTest {

    @Test
    void shouldGiveTheMessageOfTheInnermostCause() {
        assertThat(
                        RootCause.of(
                                "org.apache.flink.runtime.rest.handler.RestHandlerException: Could"
                                        + " not execute application.\n"
                                        + "\tat a.B.c(B.java:114)\n"
                                        + "Caused by: java.util.concurrent.CompletionException:"
                                        + " x.ProgramInvocationException: The main method caused"
                                        + " an error\n"
                                        + "\tat a.B.c(B.java:315)\n"
                                        + "Caused by: java.lang.IllegalArgumentException: no such"
                                        + " symbol: XYZ\n"
                                        + "\tat a.B.c(B.java:1)\n\t... 1 more\n"))
                .isEqualTo("no such symbol: XYZ");
    }

    @Test
    void shouldKeepAMessageOfSeveralLinesWhole() {
        assertThat(
                        RootCause.of(
                                "x.RestHandlerException: no\n"
                                        + "\tat a.B.c(B.java:1)\n"
                                        + "Caused by: Bellwether cannot start: 2 problems in the"
                                        + " configuration from a.json\n"
                                        + "  1. group 'X' is unknown\n"
                                        + "  2. Bavest.api.key is required\n"
                                        + "\t... 3 more\n"))
                .isEqualTo(
                        "Bellwether cannot start: 2 problems in the configuration from a.json\n"
                                + "  1. group 'X' is unknown\n"
                                + "  2. Bavest.api.key is required");
    }

    @Test
    void shouldLookIntoWhatFlinkPutsAroundAStack() {
        assertThat(
                        RootCause.of(
                                "Internal server error., <Exception on server side:\n"
                                        + "x.FlinkJobNotFoundException: Could not find Flink job"
                                        + " (abc)\n"
                                        + "\tat a.B.c(B.java:1)\n\n"
                                        + "End of exception on server side>"))
                .isEqualTo("Could not find Flink job (abc)");
    }

    @Test
    void shouldKeepTheClassWhereTheMessageAloneSaysNothing() {
        assertThat(RootCause.of("java.lang.ClassNotFoundException: a.b.C\n\tat a.B.c(B.java:1)\n"))
                .isEqualTo("java.lang.ClassNotFoundException: a.b.C");
        assertThat(RootCause.of("java.lang.NullPointerException\n\tat a.B.c(B.java:1)\n"))
                .isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void shouldLeaveASentenceAsItIs() {
        assertThat(RootCause.of("Checkpoint expired before completing."))
                .isEqualTo("Checkpoint expired before completing.");
    }
}
