// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.operators.packed.PackedBytes;
import dev.bellwether.operators.packed.PackedStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Flink serializer of {@link DrawdownWindow}: a length of four bytes, then layout 1.
 *
 * <pre>
 * 1 layout       v bars B        v room for bars      1 flags
 * 8 refused close                v restated day       8 restated factor
 * v day of the oldest, then B − 1 differences of days, v each
 * B marks: 1 each (2 if the session was issued anew: its revision follows)
 * B prices: close (difference to the one before), high − close, close − low, in 1/10 000, v each
 *   or 24 bytes of doubles each, if one of them is no decimal of four places
 * B volumes: v each (0 unknown, else 1 + volume) or 8 each, if one of them is no whole number
 * </pre>
 *
 * <p>Daily bars of US stocks take 13 bytes: 1 for the day, 1 for the marks, 2 + 2 + 3 for the
 * prices, 4 for the volume. A full window of 180 sessions, with 10 that may be corrected, thus
 * takes 27 + 13 · 190 = 2,497 bytes.
 */
public final class DrawdownWindowSerializer extends PackedStateSerializer<DrawdownWindow> {

    private static final long serialVersionUID = 1L;

    private static final int LAYOUT = 1;
    private static final int DECIMAL_PRICES = 1;
    private static final int WHOLE_VOLUMES = 2;
    private static final int REVISED = 0x80;

    private static final int MAX_HEADER = 64;
    private static final int MAX_BAR = 10 + 2 + 30 + 10;

    private static final double PRICE_SCALE = 1e4;

    /** Whole numbers below this are exact in a double. */
    private static final double EXACT_LIMIT = 1L << 53;

    @Override
    protected int mostBytes(DrawdownWindow window) {
        return MAX_HEADER + MAX_BAR * window.ring.size();
    }

    @Override
    protected void encode(DrawdownWindow window, PackedBytes out) {
        SessionRing ring = window.ring;
        boolean decimal = true;
        boolean whole = true;
        for (int i = ring.first(); i < ring.end(); i++) {
            decimal &=
                    isDecimal(ring.close(i)) && isDecimal(ring.high(i)) && isDecimal(ring.low(i));
            whole &= isWhole(ring.volume(i));
        }
        out.putByte(LAYOUT);
        out.putVar(ring.size());
        out.putVar(ring.capacity);
        out.putByte((decimal ? DECIMAL_PRICES : 0) | (whole ? WHOLE_VOLUMES : 0));
        out.putDouble(window.refusedClose);
        out.putSignedVar(window.restatedDay);
        out.putDouble(window.restatedFactor);
        encodeDays(ring, out);
        encodePrices(ring, decimal, out);
        for (int i = ring.first(); i < ring.end(); i++) {
            double volume = ring.volume(i);
            if (!whole) {
                out.putDouble(volume);
            } else {
                out.putVar(Double.isNaN(volume) ? 0 : 1 + (long) volume);
            }
        }
    }

    private static void encodeDays(SessionRing ring, PackedBytes out) {
        int before = 0;
        for (int i = ring.first(); i < ring.end(); i++) {
            out.putSignedVar(ring.day(i) - before);
            before = ring.day(i);
        }
        for (int i = ring.first(); i < ring.end(); i++) {
            int revision = ring.revision(i);
            out.putByte(ring.flags(i) | (revision > 0 ? REVISED : 0));
            if (revision > 0) {
                out.putByte(revision);
            }
        }
    }

    private static void encodePrices(SessionRing ring, boolean decimal, PackedBytes out) {
        long before = 0;
        for (int i = ring.first(); i < ring.end(); i++) {
            if (decimal) {
                long close = scaled(ring.close(i));
                out.putSignedVar(close - before);
                out.putSignedVar(scaled(ring.high(i)) - close);
                out.putSignedVar(close - scaled(ring.low(i)));
                before = close;
            } else {
                out.putDouble(ring.close(i));
                out.putDouble(ring.high(i));
                out.putDouble(ring.low(i));
            }
        }
    }

    @Override
    protected DrawdownWindow decode(PackedBytes in) throws IOException {
        int layout = in.getByte();
        if (layout != LAYOUT) {
            throw new IOException("drawdown window in unknown layout " + layout);
        }
        int size = (int) in.getVar();
        DrawdownWindow window = new DrawdownWindow((int) in.getVar());
        int flags = in.getByte();
        window.refusedClose = in.getDouble();
        window.restatedDay = (int) in.getSignedVar();
        window.restatedFactor = in.getDouble();
        int[] days = new int[size];
        int day = 0;
        for (int k = 0; k < size; k++) {
            day += (int) in.getSignedVar();
            days[k] = day;
        }
        int[] marks = new int[size];
        int[] revisions = new int[size];
        for (int k = 0; k < size; k++) {
            int mark = in.getByte();
            marks[k] = mark & ~REVISED;
            revisions[k] = (mark & REVISED) == 0 ? 0 : in.getByte();
        }
        double[] prices = decodePrices(size, (flags & DECIMAL_PRICES) != 0, in);
        for (int k = 0; k < size; k++) {
            double volume;
            if ((flags & WHOLE_VOLUMES) == 0) {
                volume = in.getDouble();
            } else {
                long stored = in.getVar();
                volume = stored == 0 ? Double.NaN : stored - 1;
            }
            window.ring.append(
                    days[k], prices[3 * k + 1], prices[3 * k + 2], prices[3 * k], volume);
            window.ring.setFlags(k, marks[k]);
            window.ring.setRevision(k, revisions[k]);
        }
        return window;
    }

    /** Close, high, low of each bar. */
    private static double[] decodePrices(int size, boolean decimal, PackedBytes in) {
        double[] prices = new double[3 * size];
        long close = 0;
        for (int k = 0; k < prices.length; k += 3) {
            if (decimal) {
                close += in.getSignedVar();
                prices[k] = close / PRICE_SCALE;
                prices[k + 1] = (close + in.getSignedVar()) / PRICE_SCALE;
                prices[k + 2] = (close - in.getSignedVar()) / PRICE_SCALE;
            } else {
                prices[k] = in.getDouble();
                prices[k + 1] = in.getDouble();
                prices[k + 2] = in.getDouble();
            }
        }
        return prices;
    }

    private static long scaled(double price) {
        return (long) Math.rint(price * PRICE_SCALE);
    }

    private static boolean isDecimal(double price) {
        double shifted = Math.rint(price * PRICE_SCALE);
        return shifted < EXACT_LIMIT && shifted / PRICE_SCALE == price;
    }

    private static boolean isWhole(double volume) {
        return Double.isNaN(volume) || ((long) volume == volume && volume < EXACT_LIMIT);
    }

    @Override
    public DrawdownWindow copy(DrawdownWindow from) {
        return from.copy();
    }

    @Override
    public DrawdownWindow createInstance() {
        return new DrawdownWindow(1);
    }

    @Override
    public TypeSerializer<DrawdownWindow> duplicate() {
        return new DrawdownWindowSerializer();
    }

    @Override
    public TypeSerializerSnapshot<DrawdownWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The layout is versioned in the bytes themselves, so this holds nothing but the class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DrawdownWindow> {

        public Snapshot() {
            super(DrawdownWindowSerializer::new);
        }
    }
}
