// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.faults;

import java.util.Objects;

/** One way to go wrong. Two kinds are the same if their names are. */
public final class FaultKind {

    private final String name;
    private final String description;
    private final boolean harmless;

    private FaultKind(String name, String description, boolean harmless) {
        this.name = Objects.requireNonNull(name);
        this.description = description;
        this.harmless = harmless;
    }

    /** A fault that loses or falsifies the answer: who gets it has to ask again. */
    public static FaultKind harmful(String name, String description) {
        return new FaultKind(name, description, false);
    }

    /**
     * An unusual answer that still has every figure, which a careful client understands. It counts
     * as served.
     */
    public static FaultKind harmless(String name, String description) {
        return new FaultKind(name, description, true);
    }

    /** Kebab case, for example {@code too-many-requests}. */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public boolean isHarmless() {
        return harmless;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaultKind && ((FaultKind) other).name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
