// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.ActionCheck;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownReport;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.quality.BarRules;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * The drawdown of its symbol after each bar of a session; keyed by symbol.
 *
 * <p>A {@link Drawdown} for each new session, and for each session whose figures a late or changed
 * bar has altered, see {@link DrawdownCalculator}. A symbol with fewer than {@code min.bars} bars
 * has one too, with price and bars and no figures. What a source says of its polls passes through
 * in order, after the figures that came of them. What it says of corporate actions lifts suspicions
 * and stays here. Of a bar that only warms up a window there are figures where it corrects what was
 * issued before. A bar that breaks a rule of {@link BarRules}, is of another timeframe, too late,
 * or not to be believed leaves as a dead letter with the bar as JSON.
 *
 * <p>One state read and one write per bar (in a {@link
 * dev.bellwether.operators.writeback.WriteBackOperator} fewer), no timers. A symbol's state is one
 * {@link DrawdownWindow}, bounded by the window; {@link DrawdownWindowSerializer} says how many
 * bytes it takes. It does not expire: a universe is small and a suspended share may come back.
 */
public final class DrawdownFunction extends WriteBackFunction<String, PolledBar, DrawdownReport> {

    static final String STATE_NAME = "drawdown-window";

    private static final long serialVersionUID = 1L;

    private final DrawdownSettings settings;
    private final MemorySize cache;

    private transient DrawdownCalculator calculator;
    private transient List<Drawdown> issued;
    private transient WriteBackState<DrawdownWindow> state;
    private transient Counter corrected;
    private transient Counter refused;

    private DrawdownFunction(DrawdownSettings settings, MemorySize cache) {
        this.settings = settings;
        this.cache = cache;
    }

    /** From checked options of the group {@code Drawdown}. */
    public static DrawdownFunction from(ReadableConfig drawdown) {
        return new DrawdownFunction(
                new DrawdownSettings(drawdown), drawdown.get(DrawdownOptions.STATE_CACHE));
    }

    /** The key: the symbol that a record is about, or an empty text if it is about none. */
    public static String key(PolledBar record) {
        String symbol = null;
        if (record.bar != null) {
            symbol = record.bar.symbol;
        } else if (record.poll != null) {
            symbol = record.poll.symbol;
        } else if (record.actionCheck != null) {
            symbol = record.actionCheck.symbol;
        } else if (record.deadLetter != null) {
            symbol = record.deadLetter.symbol;
        }
        return symbol == null ? "" : symbol;
    }

    @Override
    public void open(OpenContext context) {
        calculator = new DrawdownCalculator(settings);
        issued = new ArrayList<>();
        state =
                writeBackState(
                        new ValueStateDescriptor<>(STATE_NAME, new DrawdownWindowSerializer()),
                        cache,
                        DrawdownWindow.heapBytes(settings));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        corrected = metrics.counter("drawdownsCorrected");
        refused = metrics.counter("barsRefused");
    }

    @Override
    public void processElement(PolledBar record, Context context, Collector<DrawdownReport> out)
            throws Exception {
        if (record.bar != null) {
            accept(record, context.timerService().currentProcessingTime(), out);
        } else if (record.poll != null) {
            out.collect(DrawdownReport.of(record.poll));
        } else if (record.actionCheck != null) {
            check(record.actionCheck, out);
        } else if (record.deadLetter != null) {
            out.collect(DrawdownReport.of(record.deadLetter));
        }
    }

    private void accept(PolledBar record, long nowMillis, Collector<DrawdownReport> out)
            throws Exception {
        Bar bar = record.bar;
        DeadLetter letter = check(bar, nowMillis);
        if (letter == null) {
            DrawdownWindow window = windowOf(state.value());
            issued.clear();
            DrawdownCalculator.Refusal refusal = calculator.accept(window, bar, issued);
            state.update(window);
            if (refusal != null) {
                letter = BarRules.letter(bar, refusal.reason, refusal.message, nowMillis);
            }
            for (Drawdown drawdown : issued) {
                if (!record.warmUp || drawdown.revision > 0) {
                    issue(drawdown, bar.symbol, bar.currency, bar.feed, out);
                }
            }
        }
        if (letter != null) {
            refused.inc();
            out.collect(DrawdownReport.of(letter));
        }
    }

    private void check(ActionCheck check, Collector<DrawdownReport> out) throws Exception {
        DrawdownWindow window = state.value();
        if (window != null) {
            issued.clear();
            calculator.check(window, check, issued);
            state.update(window);
            for (Drawdown drawdown : issued) {
                issue(drawdown, check.symbol, check.currency, check.feed, out);
            }
        }
    }

    private void issue(
            Drawdown drawdown,
            String symbol,
            String currency,
            String feed,
            Collector<DrawdownReport> out) {
        drawdown.symbol = symbol;
        drawdown.currency = currency;
        drawdown.feed = feed;
        if (drawdown.revision > 0) {
            corrected.inc();
        }
        out.collect(DrawdownReport.of(drawdown));
    }

    private static DeadLetter check(Bar bar, long nowMillis) {
        return bar.timeframe == Timeframe.SESSION
                ? BarRules.check(bar, nowMillis)
                : BarRules.letter(
                        bar,
                        ReasonCode.UNEXPECTED_SHAPE,
                        "drawdowns are made of session bars, this is one of " + bar.timeframe,
                        nowMillis);
    }

    private DrawdownWindow windowOf(DrawdownWindow stored) {
        if (stored == null) {
            return new DrawdownWindow(settings.ringCapacity());
        }
        return stored.ring.capacity == settings.ringCapacity()
                ? stored
                : stored.resized(settings.ringCapacity());
    }
}
