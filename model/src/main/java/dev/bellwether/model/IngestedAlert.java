// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What came of one record of a stream of alerts: a change of an alert, or the dead letter that
 * explains its absence.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(IngestedAlertSerializer.TypeFactory.class)
public class IngestedAlert {

    /** The change, or {@code null} if the record could not be used. */
    public Alert alert;

    /** Whether whoever sent it never says that it is over. */
    public boolean endless;

    /** The dead letter, or {@code null} if there is an alert. */
    public DeadLetter deadLetter;

    public IngestedAlert() {}

    public static IngestedAlert of(Alert alert) {
        IngestedAlert ingested = new IngestedAlert();
        ingested.alert = alert;
        return ingested;
    }

    /** One whose end nobody will tell. */
    public static IngestedAlert endless(Alert alert) {
        IngestedAlert ingested = of(alert);
        ingested.endless = true;
        return ingested;
    }

    public static IngestedAlert of(DeadLetter deadLetter) {
        IngestedAlert ingested = new IngestedAlert();
        ingested.deadLetter = deadLetter;
        return ingested;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IngestedAlert
                && Objects.equals(alert, ((IngestedAlert) other).alert)
                && endless == ((IngestedAlert) other).endless
                && Objects.equals(deadLetter, ((IngestedAlert) other).deadLetter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(alert, endless, deadLetter);
    }

    @Override
    public String toString() {
        return "IngestedAlert{" + (alert != null ? alert : deadLetter) + "}";
    }
}
