// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records that no quote can be made of, one kind for each way in which that happens. */
public enum Poison {
    NOT_JSON(ReasonCode.MALFORMED) {
        @Override
        String text(String symbol, long number) {
            return "<quote symbol=\"" + symbol + "\" number=\"" + number + "\"/>";
        }
    },
    /** A true JSON record of another kind, such as the desk's streams carry too. */
    NOT_A_QUOTE(ReasonCode.UNEXPECTED_SHAPE) {
        @Override
        String text(String symbol, long number) {
            return "{\"event_type\":\"price_alert\",\"message\":\"number " + number + "\"}";
        }
    },
    NAN_PRICE(ReasonCode.NOT_A_NUMBER) {
        @Override
        String text(String symbol, long number) {
            return quote(symbol, number, "\"NaN\"");
        }
    },
    NEGATIVE_PRICE(ReasonCode.INVALID_PRICE) {
        @Override
        String text(String symbol, long number) {
            return quote(symbol, number, "-17.25");
        }
    },
    ABSURD_PRICE(ReasonCode.IMPLAUSIBLE_VALUE) {
        @Override
        String text(String symbol, long number) {
            return quote(symbol, number, "1e300");
        }
    },
    MISSING_PRICE(ReasonCode.MISSING_FIELD) {
        @Override
        String text(String symbol, long number) {
            return "{\"symbol\":\""
                    + symbol
                    + "\",\"volume\":"
                    + number
                    + ",\"timestamp\":\"2017-03-08T15:00:00\",\"data_type\":\"real_time_quote\"}";
        }
    },
    /** As long as a record of Kinesis can be with a partition key of some letters: 1 MiB. */
    ONE_MEGABYTE(ReasonCode.OVERSIZED) {
        @Override
        String text(String symbol, long number) {
            String head = "{\"symbol\":\"" + symbol + "\",\"number\":" + number + ",\"padding\":\"";
            char[] padding = new char[MEGABYTE - head.length() - 2];
            Arrays.fill(padding, 'x');
            return head + new String(padding) + "\"}";
        }
    },
    EMPTY(ReasonCode.EMPTY) {
        @Override
        String text(String symbol, long number) {
            return "";
        }
    };

    private static final int MEGABYTE = 1_048_000;

    private final ReasonCode reason;

    Poison(ReasonCode reason) {
        this.reason = reason;
    }

    /** The reason code of its dead letter. */
    public ReasonCode reason() {
        return reason;
    }

    abstract String text(String symbol, long number);

    /** One record of this kind; the number makes all but the empty ones differ. */
    final StreamRecord record(String symbol, long number) {
        byte[] data = text(symbol, number).getBytes(StandardCharsets.UTF_8);
        return StreamRecord.of(symbol, data, this);
    }

    private static String quote(String symbol, long number, String price) {
        return "{\"symbol\":\""
                + symbol
                + "\",\"price\":"
                + price
                + ",\"volume\":"
                + number
                + ",\"timestamp\":\"2017-03-08T15:00:00\",\"data_type\":\"real_time_quote\"}";
    }
}
