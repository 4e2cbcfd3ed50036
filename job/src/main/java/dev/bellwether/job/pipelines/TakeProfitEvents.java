// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.Position;
import dev.bellwether.model.Severity;
import dev.bellwether.model.TakeProfit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.MapFunction;

/** Says in one sentence that profit is to be taken, or no longer. */
public final class TakeProfitEvents implements MapFunction<TakeProfit, OperationalEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public OperationalEvent map(TakeProfit signal) {
        return OperationalEvent.of(
                "portfolio",
                signal.reached ? "take-profit" : "take-profit-over",
                signal.reached ? Severity.WARNING : Severity.INFO,
                String.format(
                        Locale.ROOT,
                        "Account %s: the %d best positions have a mean return of %.1f %%, %s the"
                                + " target of %.1f %%, and a gain of %.2f together: %s",
                        signal.account,
                        signal.best.length,
                        signal.meanReturnPercent,
                        signal.reached ? "which reaches" : "no longer at",
                        signal.targetPercent,
                        signal.unrealizedProfit,
                        Arrays.stream(signal.best)
                                .map(TakeProfitEvents::name)
                                .collect(Collectors.joining(", "))),
                signal.takenMillis);
    }

    private static String name(Position position) {
        return String.format(
                Locale.ROOT, "%s %+.1f %%", position.symbol, position.unrealizedReturnPercent);
    }
}
