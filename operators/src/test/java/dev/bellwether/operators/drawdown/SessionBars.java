// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** Bars of sessions for tests: made by hand or as recorded. */
final class SessionBars {

    static final LocalDate FIRST = LocalDate.of(2024, 1, 2);

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private SessionBars() {}

    /** The bar of the n-th day from {@link #FIRST}, with open at the close. */
    static Bar bar(int n, double high, double low, double close) {
        return of("A", FIRST.plusDays(n), close, high, low, close, 1_000);
    }

    static Bar of(
            String symbol,
            LocalDate date,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        Bar bar = new Bar();
        bar.symbol = symbol;
        bar.timeframe = Timeframe.SESSION;
        bar.startMillis = date.atStartOfDay(NEW_YORK).toInstant().toEpochMilli();
        bar.endMillis = date.plusDays(1).atStartOfDay(NEW_YORK).toInstant().toEpochMilli();
        bar.open = open;
        bar.high = high;
        bar.low = low;
        bar.close = close;
        bar.volume = volume;
        bar.currency = "USD";
        bar.feed = "test";
        bar.adjusted = true;
        return bar;
    }

    static List<Bar> recorded(String symbol) {
        Recordings recordings = Recordings.load();
        DailyBars bars = recordings.bars(symbol);
        List<Bar> result = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            result.add(
                    of(
                            symbol,
                            recordings.session(bars.session(i)),
                            bars.open(i),
                            bars.high(i),
                            bars.low(i),
                            bars.close(i),
                            bars.volume(i)));
        }
        return result;
    }

    /** The defaults with changes: key, value, key, value. */
    static DrawdownSettings settings(String... changes) {
        return new DrawdownSettings(configuration(changes));
    }

    static Configuration configuration(String... changes) {
        Configuration configuration = new Configuration();
        for (int i = 0; i < changes.length; i += 2) {
            configuration.setString(changes[i], changes[i + 1]);
        }
        return configuration;
    }

    /** The newest figures after bars that are all taken. */
    static Drawdown after(DrawdownSettings settings, List<Bar> bars) {
        DrawdownCalculator calculator = new DrawdownCalculator(settings);
        DrawdownWindow window = new DrawdownWindow(settings.ringCapacity());
        List<Drawdown> issued = new ArrayList<>();
        for (Bar bar : bars) {
            DrawdownCalculator.Refusal refusal = calculator.accept(window, bar, issued);
            if (refusal != null) {
                throw new AssertionError(bar + " was refused: " + refusal.message);
            }
        }
        return issued.get(issued.size() - 1);
    }
}
