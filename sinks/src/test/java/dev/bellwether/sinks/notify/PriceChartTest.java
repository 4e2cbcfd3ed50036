// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PriceChartTest {

    /** In the colour of the severity, at the end of the line. */
    @Test
    void shouldMarkTheEventAtTheEnd() throws Exception {
        byte[] png = PriceChart.drawn().png(notification(100, 101, 100.5, 102, 93));

        assertThat(png.length).isLessThan(50_000);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(PriceChart.WIDTH);
        assertThat(picture.getHeight()).isEqualTo(PriceChart.HEIGHT);
        int marked = 0;
        int leftmost = PriceChart.WIDTH;
        for (int x = 0; x < PriceChart.WIDTH; x++) {
            for (int y = 0; y < PriceChart.HEIGHT; y++) {
                if (new Color(picture.getRGB(x, y)).equals(new Color(0xff4444))) {
                    marked++;
                    leftmost = Math.min(leftmost, x);
                }
            }
        }
        assertThat(marked).isGreaterThan(10);
        assertThat(leftmost).isGreaterThan(PriceChart.WIDTH * 3 / 4);
    }

    @Test
    void shouldDrawNothingOfTooFewPrices() {
        assertThat(PriceChart.drawn().png(notification())).isNull();
        assertThat(PriceChart.drawn().png(notification(1, 2))).isNull();
        assertThat(PriceChart.none().png(notification(1, 2, 3))).isNull();
    }

    /** As on a machine without fonts, whose errors are of every kind. */
    @Test
    void shouldGoWithoutAPictureOnceItCannotBeDrawn() {
        for (Throwable failure :
                new Throwable[] {
                    new InternalError("Fontconfig head is null"),
                    new NoClassDefFoundError("sun.awt.X11FontManager"),
                    new UnsatisfiedLinkError("libfreetype"),
                    new IllegalStateException("no font")
                }) {
            AtomicInteger tries = new AtomicInteger();
            PriceChart chart =
                    PriceChart.drawnBy(
                            notification -> {
                                tries.incrementAndGet();
                                if (failure instanceof Error) {
                                    throw (Error) failure;
                                }
                                throw (RuntimeException) failure;
                            });

            assertThat(chart.png(notification(1, 2, 3))).isNull();
            assertThat(chart.png(notification(1, 2, 3))).isNull();
            assertThat(tries).hasValue(1);
        }
    }

    private static Notification notification(double... prices) {
        Notification notification = Notifications.critical(Channel.DISCORD, "k", "a");
        notification.prices = prices;
        return notification;
    }
}
