// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;

/** An alert that a message only counts, as it stands in {@link Telling#more}. */
final class CountedAlert {

    private static final String OVER = "over";

    final String id;
    final int revision;

    /** {@code null} if it is over. */
    final Severity severity;

    private CountedAlert(String id, int revision, Severity severity) {
        this.id = id;
        this.revision = revision;
        this.severity = severity;
    }

    static String text(Alert alert) {
        String what = alert.state == AlertState.RESOLVED ? OVER : alert.severity.name();
        return what + "/" + alert.revision + "/" + alert.id;
    }

    static CountedAlert parse(String text) {
        String[] parts = text.split("/", 3);
        return new CountedAlert(
                parts[2],
                Integer.parseInt(parts[1]),
                parts[0].equals(OVER) ? null : Severity.valueOf(parts[0]));
    }

    boolean isOver() {
        return severity == null;
    }
}
