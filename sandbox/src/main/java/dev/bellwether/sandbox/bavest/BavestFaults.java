// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import static dev.bellwether.sandbox.faults.FaultKind.harmful;
import static dev.bellwether.sandbox.faults.FaultKind.harmless;

import dev.bellwether.sandbox.faults.FaultKind;
import java.util.List;

/** The faults that Bavest's answers are known for, beside those of any HTTP service. */
public final class BavestFaults {

    public static final FaultKind ERROR_BODY =
            harmful("error-body", "v0: HTTP 200 with {\"statusCode\":400,...}");

    public static final FaultKind LAMBDA_ERROR =
            harmful("lambda-error", "v0: HTTP 200 with errorMessage, errorType, stackTrace");

    public static final FaultKind STATUS_ERROR =
            harmful("status-error", "v0: HTTP 200 with {\"status\":\"ERROR\"}");

    public static final FaultKind V2_ERROR =
            harmful("v2-error", "v2: HTTP 200 with {\"error\":{...}}");

    public static final FaultKind V2_MESSAGE =
            harmful("v2-message", "v2: HTTP 200 with {\"message\":...}");

    public static final FaultKind DATA_MISSING = harmful("data-missing", "v2: {} without data");

    public static final FaultKind DATA_NULL = harmful("data-null", "v2: {\"data\":null}");

    public static final FaultKind MISSING_PRICE =
            harmful("missing-price", "quotes: no price in the answer");

    public static final FaultKind NULL_PRICE = harmful("null-price", "quotes: the price is null");

    public static final FaultKind ZERO_PRICE = harmful("zero-price", "quotes: the price is 0");

    public static final FaultKind NULL_METRICS =
            harmful("null-metrics", "v0 quotes: metrics is null");

    public static final FaultKind EUR_LABEL =
            harmful(
                    "eur-label",
                    "quotes: currency EUR although USD was asked for (figures stay in dollars)");

    public static final FaultKind NO_CURRENCY =
            harmless("no-currency", "v0 quotes: no currency in the answer");

    public static final FaultKind MILLISECOND_TIMESTAMPS =
            harmless("millisecond-timestamps", "v2: timestamps in milliseconds");

    public static final FaultKind UNEQUAL_ARRAYS =
            harmful("unequal-arrays", "v0 candles: array c is one shorter than the others");

    public static final FaultKind NO_DATA =
            harmful("no-data", "candles: none, v0 with \"s\":\"no_data\"");

    public static final FaultKind FUNDAMENTALS_KEY =
            harmless("fundamentals-key", "v0 fundamentals: array is called fundamentals");

    public static final FaultKind DUPLICATE_PERIODS =
            harmless("duplicate-periods", "v0 fundamentals: a period occurs twice");

    static final List<FaultKind> V0_ANY = List.of(ERROR_BODY, LAMBDA_ERROR, STATUS_ERROR);

    static final List<FaultKind> V0_QUOTE =
            List.of(
                    ERROR_BODY,
                    LAMBDA_ERROR,
                    STATUS_ERROR,
                    MISSING_PRICE,
                    NULL_PRICE,
                    ZERO_PRICE,
                    NULL_METRICS,
                    EUR_LABEL,
                    NO_CURRENCY);

    static final List<FaultKind> V0_CANDLES =
            List.of(ERROR_BODY, LAMBDA_ERROR, STATUS_ERROR, UNEQUAL_ARRAYS, NO_DATA);

    static final List<FaultKind> V0_FUNDAMENTALS =
            List.of(ERROR_BODY, LAMBDA_ERROR, STATUS_ERROR, FUNDAMENTALS_KEY, DUPLICATE_PERIODS);

    static final List<FaultKind> V2_ANY = List.of(V2_ERROR, V2_MESSAGE, DATA_MISSING, DATA_NULL);

    static final List<FaultKind> V2_QUOTE =
            List.of(
                    V2_ERROR,
                    V2_MESSAGE,
                    DATA_MISSING,
                    DATA_NULL,
                    MISSING_PRICE,
                    NULL_PRICE,
                    ZERO_PRICE,
                    EUR_LABEL,
                    MILLISECOND_TIMESTAMPS);

    static final List<FaultKind> V2_CANDLES =
            List.of(V2_ERROR, V2_MESSAGE, DATA_MISSING, DATA_NULL, NO_DATA, MILLISECOND_TIMESTAMPS);

    static final List<FaultKind> ALL =
            List.of(
                    ERROR_BODY,
                    LAMBDA_ERROR,
                    STATUS_ERROR,
                    V2_ERROR,
                    V2_MESSAGE,
                    DATA_MISSING,
                    DATA_NULL,
                    MISSING_PRICE,
                    NULL_PRICE,
                    ZERO_PRICE,
                    NULL_METRICS,
                    EUR_LABEL,
                    NO_CURRENCY,
                    MILLISECOND_TIMESTAMPS,
                    UNEQUAL_ARRAYS,
                    NO_DATA,
                    FUNDAMENTALS_KEY,
                    DUPLICATE_PERIODS);

    private BavestFaults() {}
}
