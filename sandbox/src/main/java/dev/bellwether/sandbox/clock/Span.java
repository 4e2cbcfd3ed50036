// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

/** The sessions from {@code first} to {@code last}, both included. Immutable. */
public final class Span {

    public final int first;
    public final int last;

    /**
     * @throws IllegalArgumentException if it is empty or begins before 0
     */
    public Span(int first, int last) {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no sessions from " + first + " to " + last);
        }
        this.first = first;
        this.last = last;
    }

    public int length() {
        return last - first + 1;
    }
}
