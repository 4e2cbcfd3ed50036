// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.RankedDrawdown;
import java.time.LocalDate;

/**
 * Lines of CSV. No field can hold a comma or a quote: a symbol has letters, digits and {@code . - /
 * ^} only.
 */
final class DrawdownCsv {

    /** The columns of the screener that this replaces. */
    static final String HEADER =
            "date,symbol,current_price,peak_price,drawdown_pct,days_since_peak,volume,rank";

    private DrawdownCsv() {}

    static void append(StringBuilder text, RankedDrawdown row) {
        Drawdown drawdown = row.drawdown;
        text.append(LocalDate.ofEpochDay(drawdown.sessionDay)).append(',');
        text.append(drawdown.symbol).append(',');
        Decimals.append(text, drawdown.price);
        text.append(',');
        Decimals.append(text, drawdown.peak());
        text.append(',');
        Decimals.append(text, drawdown.depthPercent());
        text.append(',').append(drawdown.sessionsSincePeak()).append(',');
        if (Double.isFinite(drawdown.volume)) {
            text.append((long) drawdown.volume);
        }
        text.append(',');
        if (row.rank > 0) {
            text.append(row.rank);
        }
    }

    /** The same with the revision of the ranking behind. */
    static void appendCorrected(StringBuilder text, RankedDrawdown row) {
        append(text, row);
        text.append(',').append(row.rankingRevision);
    }
}
