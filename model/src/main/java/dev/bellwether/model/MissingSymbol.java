// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A symbol of the universe without a bar of the session.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(MissingSymbolSerializer.TypeFactory.class)
public class MissingSymbol {

    public String symbol;

    /** For a person; holds no secret. */
    public String why;

    public MissingSymbol() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof MissingSymbol)) {
            return false;
        }
        MissingSymbol that = (MissingSymbol) other;
        return Objects.equals(symbol, that.symbol) && Objects.equals(why, that.why);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, why);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
