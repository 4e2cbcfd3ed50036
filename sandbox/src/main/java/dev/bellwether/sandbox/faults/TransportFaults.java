// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.faults;

import static dev.bellwether.sandbox.faults.FaultKind.harmful;
import static dev.bellwether.sandbox.faults.FaultKind.harmless;

import java.util.List;

/** The faults that any HTTP service can have. They strike on every path of every provider. */
public final class TransportFaults {

    public static final FaultKind FORBIDDEN = harmful("forbidden", "403, as for a wrong key");

    public static final FaultKind TOO_MANY_REQUESTS =
            harmful("too-many-requests", "429 without Retry-After");

    public static final FaultKind RETRY_AFTER =
            harmful("retry-after", "429 with Retry-After in seconds");

    public static final FaultKind LIMIT_EXCEEDED =
            harmful("limit-exceeded", "429, the plan's quota is used up");

    public static final FaultKind SERVER_ERROR =
            harmful("server-error", "one of 500, 502, 503 and 504");

    public static final FaultKind INTERNAL_SERVER_ERROR = harmful("internal-server-error", "500");

    public static final FaultKind BAD_GATEWAY = harmful("bad-gateway", "502");

    public static final FaultKind SERVICE_UNAVAILABLE = harmful("service-unavailable", "503");

    public static final FaultKind GATEWAY_TIMEOUT = harmful("gateway-timeout", "504");

    public static final FaultKind SLOW_BODY =
            harmful("slow-body", "status and headers at once, then the body in drops");

    /**
     * The JDK's server gives no way to send a TCP reset: the client reads the end of the stream
     * where the status line should be.
     */
    public static final FaultKind CONNECTION_RESET =
            harmful("connection-reset", "the connection is closed without an answer");

    public static final FaultKind TRUNCATED =
            harmful("truncated", "the connection is closed within the body");

    public static final FaultKind MALFORMED =
            harmful("malformed", "the body is whole to HTTP, but its JSON is cut off");

    public static final FaultKind GZIP =
            harmless("gzip", "compressed body, if the request's Accept-Encoding has gzip");

    public static final List<FaultKind> ALL =
            List.of(
                    FORBIDDEN,
                    TOO_MANY_REQUESTS,
                    RETRY_AFTER,
                    LIMIT_EXCEEDED,
                    SERVER_ERROR,
                    INTERNAL_SERVER_ERROR,
                    BAD_GATEWAY,
                    SERVICE_UNAVAILABLE,
                    GATEWAY_TIMEOUT,
                    SLOW_BODY,
                    CONNECTION_RESET,
                    TRUNCATED,
                    MALFORMED,
                    GZIP);

    private TransportFaults() {}
}
