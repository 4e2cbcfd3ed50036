// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.operators.packed.PackedBytes;
import java.io.IOException;

/**
 * Bytes of a {@link RollingWindow}; layout 2, all numbers big-endian.
 *
 * <p>Observations go from oldest to newest. Prices that are decimals of at most four places, as
 * exchanges quote them, are stored as whole ten-thousandths, each as its difference from the one
 * before; interval volumes that are whole numbers as such. If one number of a kind is neither, the
 * whole kind is stored as doubles. Both forms give back the same bits.
 *
 * <pre>
 * 1  layout       2  N           2  observations S in the ring      1  flags
 * 2  appended since the moments were exact
 * 8  last day volume             v  its session (day number)
 * v  observations since the last that brought a volume
 * 4  volume feed, only if flagged
 * 8  comparable since, only if flagged
 * 96 three moments: shift, sum, squares, peak of prices, volumes, log returns
 * 8  time of the oldest, then S − 1 differences of times, v each
 * S  prices: v each (difference in 1/10 000) or 8 each
 * S  interval volumes: v each (0 unknown, 1 of another feed, else 2 + volume) or 8 each
 * W  heap of prices: rank by age of each, 1 byte (2 if S &gt; 256), W = min(N, S)
 * K  heap of volumes: the same for the K known volumes of the window
 * </pre>
 *
 * Layout 1, which is still read, had neither the volume feed nor the count before it, and its whole
 * volumes were 0 for unknown, else 1 + volume. Whatever brings the next volume becomes the volume
 * feed of such a window: it was written by a job with one feed.
 *
 * <p>The heaps are stored because reading them back costs a third (N = 20) to a tenth (N = 500) of
 * building them anew; the deques of the extremes are not, because one pass brings them back. The
 * moments are stored so that a restored window goes on bit for bit.
 */
final class RollingWindowCodec {

    private static final int LAYOUT = 2;
    private static final int LAYOUT_WITHOUT_FEED = 1;

    private static final int FLAG_COMPARABLE_SINCE = 1;
    private static final int FLAG_DECIMAL_PRICES = 2;
    private static final int FLAG_WHOLE_VOLUMES = 4;
    private static final int FLAG_VOLUME_FEED = 8;

    private static final int MAX_HEADER = 1 + 2 + 2 + 1 + 2 + 8 + 10 + 2 + 4 + 8 + 96;
    private static final int MAX_OBSERVATION = 10 + 10 + 10 + 2 + 2;

    private static final double PRICE_SCALE = 1e4;

    /** Whole numbers below this are exact in a double. */
    private static final double EXACT_LIMIT = 1L << 53;

    private final long[] scaled = new long[RollingWindow.capacityFor(RollingOptions.MAX_WINDOW)];

    /** Writes the window from the buffer's beginning. */
    void encode(RollingWindow window, PackedBytes out) {
        ObservationRing ring = window.ring;
        int size = ring.size;
        out.rewind(MAX_HEADER + size * MAX_OBSERVATION);
        out.putByte(LAYOUT);
        out.putShort(window.length());
        out.putShort(size);
        int flagsAt = out.position;
        out.putByte(0);
        int flags = 0;
        out.putShort(window.sinceExact);
        out.putDouble(window.lastVolume);
        out.putSignedVar(window.lastVolumeDay);
        out.putVar(window.volumeBack);
        if (window.volumeFeedKnown) {
            flags |= FLAG_VOLUME_FEED;
            out.putInt(window.volumeFeed);
        }
        if (window.comparableSince != Long.MIN_VALUE) {
            flags |= FLAG_COMPARABLE_SINCE;
            out.putLong(window.comparableSince);
        }
        encodeMoments(window.prices, out);
        encodeMoments(window.volumes, out);
        encodeMoments(window.returns, out);
        if (size > 0) {
            encodeTimes(ring, out);
            flags |= encodePrices(ring, out) ? FLAG_DECIMAL_PRICES : 0;
            flags |= encodeVolumes(ring, out) ? FLAG_WHOLE_VOLUMES : 0;
            encodeHeap(window.priceMedian, ring, out);
            encodeHeap(window.volumeMedian, ring, out);
        }
        out.bytes[flagsAt] = (byte) flags;
    }

    /**
     * Reads a window from the buffer's beginning.
     *
     * @throws IOException if the layout is not one that this version knows
     */
    RollingWindow decode(PackedBytes in) throws IOException {
        int layout = in.getByte();
        if (layout != LAYOUT && layout != LAYOUT_WITHOUT_FEED) {
            throw new IOException("rolling window in unknown layout " + layout);
        }
        RollingWindow window = new RollingWindow(in.getShort());
        int size = in.getShort();
        int flags = in.getByte();
        window.sinceExact = in.getShort();
        window.lastVolume = in.getDouble();
        window.lastVolumeDay = (int) in.getSignedVar();
        window.volumeBack = layout == LAYOUT_WITHOUT_FEED ? 0 : (int) in.getVar();
        if ((flags & FLAG_VOLUME_FEED) != 0) {
            window.volumeFeedKnown = true;
            window.volumeFeed = in.getInt();
        }
        if ((flags & FLAG_COMPARABLE_SINCE) != 0) {
            window.comparableSince = in.getLong();
        }
        decodeMoments(window.prices, in);
        decodeMoments(window.volumes, in);
        decodeMoments(window.returns, in);
        if (size > 0) {
            decodeTimesAndPrices(window.ring, size, flags, in);
            decodeVolumes(window.ring, flags, layout == LAYOUT_WITHOUT_FEED ? 1 : 2, in);
            int observations = window.observations();
            window.prices.count = observations;
            window.returns.count = window.returnCount();
            window.volumes.count = knownVolumes(window.ring, observations);
            decodeHeap(window.priceMedian, observations, size, in);
            decodeHeap(window.volumeMedian, window.volumes.count, size, in);
            window.rebuildExtremes();
        }
        return window;
    }

    private static void encodeMoments(SlidingMoments moments, PackedBytes out) {
        out.putDouble(moments.shift);
        out.putDouble(moments.sum);
        out.putDouble(moments.squares);
        out.putDouble(moments.peak);
    }

    private static void decodeMoments(SlidingMoments moments, PackedBytes in) {
        moments.shift = in.getDouble();
        moments.sum = in.getDouble();
        moments.squares = in.getDouble();
        moments.peak = in.getDouble();
    }

    private static void encodeTimes(ObservationRing ring, PackedBytes out) {
        long before = ring.time(ring.size - 1);
        out.putLong(before);
        for (int back = ring.size - 2; back >= 0; back--) {
            long time = ring.time(back);
            out.putVar(time - before);
            before = time;
        }
    }

    private boolean encodePrices(ObservationRing ring, PackedBytes out) {
        int size = ring.size;
        for (int rank = 0; rank < size; rank++) {
            double price = ring.price(size - 1 - rank);
            double shifted = Math.rint(price * PRICE_SCALE);
            if (!(shifted < EXACT_LIMIT && shifted / PRICE_SCALE == price)) {
                encodeDoubles(ring.prices, ring, out);
                return false;
            }
            scaled[rank] = (long) shifted;
        }
        long before = 0;
        for (int rank = 0; rank < size; rank++) {
            out.putSignedVar(scaled[rank] - before);
            before = scaled[rank];
        }
        return true;
    }

    private boolean encodeVolumes(ObservationRing ring, PackedBytes out) {
        int size = ring.size;
        for (int rank = 0; rank < size; rank++) {
            double volume = ring.volumes[ring.slot(size - 1 - rank)];
            long whole = (long) volume;
            if (Double.isNaN(volume)) {
                scaled[rank] = 0;
            } else if (volume == ObservationRing.OTHER_FEED) {
                scaled[rank] = 1;
            } else if (whole == volume && volume < EXACT_LIMIT) {
                scaled[rank] = whole + 2;
            } else {
                encodeDoubles(ring.volumes, ring, out);
                return false;
            }
        }
        for (int rank = 0; rank < size; rank++) {
            out.putVar(scaled[rank]);
        }
        return true;
    }

    private static void encodeDoubles(double[] values, ObservationRing ring, PackedBytes out) {
        for (int back = ring.size - 1; back >= 0; back--) {
            out.putDouble(values[ring.slot(back)]);
        }
    }

    private static void decodeTimesAndPrices(
            ObservationRing ring, int size, int flags, PackedBytes in) {
        ring.size = size;
        ring.newest = size - 1;
        long time = in.getLong();
        ring.times[0] = time;
        for (int slot = 1; slot < size; slot++) {
            time += in.getVar();
            ring.times[slot] = time;
        }
        boolean decimal = (flags & FLAG_DECIMAL_PRICES) != 0;
        long price = 0;
        for (int slot = 0; slot < size; slot++) {
            if (decimal) {
                price += in.getSignedVar();
                ring.prices[slot] = price / PRICE_SCALE;
            } else {
                ring.prices[slot] = in.getDouble();
            }
        }
    }

    /** {@code zero} is what a whole volume of 0 is stored as; below it are those without one. */
    private static void decodeVolumes(ObservationRing ring, int flags, int zero, PackedBytes in) {
        boolean whole = (flags & FLAG_WHOLE_VOLUMES) != 0;
        for (int slot = 0; slot < ring.size; slot++) {
            if (!whole) {
                ring.volumes[slot] = in.getDouble();
                continue;
            }
            long stored = in.getVar();
            if (stored >= zero) {
                ring.volumes[slot] = stored - zero;
            } else {
                ring.volumes[slot] = stored == 0 ? Double.NaN : ObservationRing.OTHER_FEED;
            }
        }
    }

    private static int knownVolumes(ObservationRing ring, int observations) {
        int known = 0;
        for (int back = 0; back < observations; back++) {
            known += Double.isNaN(ring.volume(back)) ? 0 : 1;
        }
        return known;
    }

    private static void encodeHeap(SlidingMedian median, ObservationRing ring, PackedBytes out) {
        int oldest = ring.slot(ring.size - 1);
        boolean wide = ring.size > 256;
        for (int n = 0; n < median.count(); n++) {
            int rank = median.slotAt(n) - oldest;
            rank = rank < 0 ? rank + ring.capacity() : rank;
            if (wide) {
                out.putShort(rank);
            } else {
                out.putByte(rank);
            }
        }
    }

    private static void decodeHeap(SlidingMedian median, int count, int size, PackedBytes in) {
        boolean wide = size > 256;
        for (int n = 0; n < count; n++) {
            median.restoreSlot(n, count, wide ? in.getShort() : in.getByte());
        }
    }
}
