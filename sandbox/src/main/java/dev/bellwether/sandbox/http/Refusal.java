// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.faults.TransportFaults;
import java.util.Optional;

/** A transport fault that is an answer with a status: what is refused, in HTTP's terms. */
public enum Refusal {
    FORBIDDEN(403),
    TOO_MANY_REQUESTS(429),
    RETRY_AFTER(429),
    LIMIT_EXCEEDED(429),
    INTERNAL_SERVER_ERROR(500),
    BAD_GATEWAY(502),
    SERVICE_UNAVAILABLE(503),
    GATEWAY_TIMEOUT(504);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    static Optional<Refusal> of(FaultDraw draw) {
        if (draw.is(TransportFaults.FORBIDDEN)) {
            return Optional.of(FORBIDDEN);
        } else if (draw.is(TransportFaults.TOO_MANY_REQUESTS)) {
            return Optional.of(TOO_MANY_REQUESTS);
        } else if (draw.is(TransportFaults.RETRY_AFTER)) {
            return Optional.of(RETRY_AFTER);
        } else if (draw.is(TransportFaults.LIMIT_EXCEEDED)) {
            return Optional.of(LIMIT_EXCEEDED);
        } else if (draw.is(TransportFaults.SERVER_ERROR)) {
            return Optional.of(values()[INTERNAL_SERVER_ERROR.ordinal() + draw.variant(4)]);
        } else if (draw.is(TransportFaults.INTERNAL_SERVER_ERROR)) {
            return Optional.of(INTERNAL_SERVER_ERROR);
        } else if (draw.is(TransportFaults.BAD_GATEWAY)) {
            return Optional.of(BAD_GATEWAY);
        } else if (draw.is(TransportFaults.SERVICE_UNAVAILABLE)) {
            return Optional.of(SERVICE_UNAVAILABLE);
        } else if (draw.is(TransportFaults.GATEWAY_TIMEOUT)) {
            return Optional.of(GATEWAY_TIMEOUT);
        }
        return Optional.empty();
    }
}
