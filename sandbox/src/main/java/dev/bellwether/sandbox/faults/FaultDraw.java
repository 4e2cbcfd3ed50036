// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.faults;

/** What a request got: a fault, or none. Immutable. */
public final class FaultDraw {

    /** No fault. */
    public static final FaultDraw NONE = new FaultDraw(null, 0);

    private final FaultKind kind;
    private final long bits;

    FaultDraw(FaultKind kind, long bits) {
        this.kind = kind;
        this.bits = bits;
    }

    public boolean is(FaultKind other) {
        return kind != null && kind.equals(other);
    }

    /** The fault, or {@code null}. */
    public FaultKind kind() {
        return kind;
    }

    /** Whether the answer, once it is written whole, has every figure. */
    public boolean isHarmless() {
        return kind == null || kind.isHarmless();
    }

    /** One of {@code count} variants, the same in every run with the same seed. */
    public int variant(int count) {
        return (int) Math.floorMod(bits, (long) count);
    }
}
