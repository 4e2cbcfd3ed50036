// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

/**
 * What is kept of one symbol: its newest bars, and what was last refused or restated.
 *
 * <p>The {@link WindowView} beside them is not part of the state.
 */
final class DrawdownWindow {

    final SessionRing ring;

    /** Close of a bar that jumped too far to be believed; {@code NaN} if the last one did not. */
    double refusedClose = Double.NaN;

    /** Day up to which the provider has sent the bars at another scale. */
    int restatedDay;

    /** That scale: new price for old price; {@code NaN} if there was none. */
    double restatedFactor = Double.NaN;

    private WindowView view;

    DrawdownWindow(int capacity) {
        this(new SessionRing(capacity));
    }

    DrawdownWindow(SessionRing ring) {
        this.ring = ring;
    }

    /** The view that ends with the newest bar, which must be there. */
    WindowView view(DrawdownSettings settings) {
        if (view == null) {
            view = WindowView.endingWith(ring.end() - 1, ring, settings);
        }
        return view;
    }

    boolean hasView() {
        return view != null;
    }

    /** To be called when a bar has changed that is not the newest, or an older one came. */
    void forgetView() {
        view = null;
    }

    DrawdownWindow copy() {
        return with(ring.copy());
    }

    /** The same with room for another number of bars; the newest are kept. */
    DrawdownWindow resized(int capacity) {
        return with(ring.resized(capacity));
    }

    private DrawdownWindow with(SessionRing bars) {
        DrawdownWindow other = new DrawdownWindow(bars);
        other.refusedClose = refusedClose;
        other.restatedDay = restatedDay;
        other.restatedFactor = restatedFactor;
        return other;
    }

    /** Roughly what a full window and its view take of a heap. */
    static int heapBytes(DrawdownSettings settings) {
        return 38 * settings.ringCapacity() + 100 * (settings.windowCapacity() + 1) + 500;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DrawdownWindow)) {
            return false;
        }
        DrawdownWindow that = (DrawdownWindow) other;
        return ring.equals(that.ring)
                && Double.compare(refusedClose, that.refusedClose) == 0
                && restatedDay == that.restatedDay
                && Double.compare(restatedFactor, that.restatedFactor) == 0;
    }

    @Override
    public int hashCode() {
        return ring.hashCode();
    }
}
