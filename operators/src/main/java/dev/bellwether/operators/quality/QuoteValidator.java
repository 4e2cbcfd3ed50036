// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Passes quotes that can be true on their own; each other one goes to {@link #DEAD_LETTERS} with
 * its reason and its JSON. No record is lost, none is emitted twice.
 *
 * <p>A symbol in lower case is passed on in upper case. Times are compared with the quote's own
 * time of receipt, never with the clock of the machine, so replayed history is judged as it was.
 */
public final class QuoteValidator extends ProcessFunction<Quote, Quote> {

    private static final long serialVersionUID = 1L;

    /** Refused quotes. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<DeadLetter>("invalid-quotes") {
                private static final long serialVersionUID = 1L;
            };

    private final QualitySettings settings;
    private transient QuoteRules rules;
    private transient QualityMetrics metrics;

    private QuoteValidator(QualitySettings settings) {
        this.settings = settings;
    }

    /**
     * @param config options of {@link QualityOptions}
     */
    public static QuoteValidator from(ReadableConfig config) {
        return new QuoteValidator(QualitySettings.from(config));
    }

    @Override
    public void open(OpenContext context) {
        rules = new QuoteRules(settings);
        metrics = QualityMetrics.ofValidator(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Quote received, Context context, Collector<Quote> out) {
        Quote quote =
                received.symbol == null
                        ? received
                        : received.withSymbol(received.symbol.toUpperCase(Locale.ROOT));
        Rejection rejection = rules.check(quote);
        if (rejection == null) {
            metrics.accepted.inc();
            out.collect(quote);
        } else {
            metrics.rejected(rejection.reason);
            context.output(
                    DEAD_LETTERS,
                    rejection.of(quote, context.timerService().currentProcessingTime()));
        }
    }
}
