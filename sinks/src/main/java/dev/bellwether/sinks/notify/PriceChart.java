// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small picture of the prices before something happened, which is the last of them: PNG, some ten
 * kilobytes, drawn in some ten milliseconds on the thread of the channel.
 *
 * <p>Drawing needs fonts, and a machine for servers may have none. A message is worth more than its
 * picture: if drawing fails it goes without, and so do all after it, which is said once.
 */
final class PriceChart {

    static final int WIDTH = 480;
    static final int HEIGHT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(PriceChart.class);

    private final Function<Notification, byte[]> pencil;
    private final AtomicBoolean broken = new AtomicBoolean();

    private PriceChart(Function<Notification, byte[]> pencil) {
        this.pencil = pencil;
    }

    static PriceChart drawn() {
        // Says that there is no screen before anything looks for one.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        return drawnBy(PriceChart::draw);
    }

    static PriceChart none() {
        return drawnBy(notification -> null);
    }

    static PriceChart drawnBy(Function<Notification, byte[]> pencil) {
        return new PriceChart(pencil);
    }

    /** {@code null} if there is nothing to be seen, or nothing that could draw it. */
    byte[] png(Notification notification) {
        if (notification.prices.length < 3 || broken.get()) {
            return null;
        }
        try {
            return pencil.apply(notification);
        } catch (RuntimeException | Error e) {
            if (e instanceof OutOfMemoryError || e instanceof StackOverflowError) {
                throw e;
            }
            if (!broken.getAndSet(true)) {
                LOG.warn("Charts cannot be drawn here, messages go without: {}", e.toString());
            }
            return null;
        }
    }

    private static byte[] draw(Notification notification) {
        double[] prices = notification.prices;
        double[] at = new double[prices.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = i - prices.length + 1;
        }
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
        chart.getStyler()
                .setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        chart.getStyler().setXAxisTicksVisible(false).setLocale(Locale.ROOT);
        XYSeries line = chart.addSeries("prices", at, prices);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(new Color(0x44, 0x55, 0x66));
        line.setLineStyle(new BasicStroke(1.5f));
        XYSeries event =
                chart.addSeries(
                        "event", new double[] {0}, new double[] {prices[prices.length - 1]});
        event.setMarker(SeriesMarkers.CIRCLE);
        event.setMarkerColor(new Color(Texts.colour(notification)));
        try {
            return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new IllegalStateException("no memory stream", e);
        }
    }
}
