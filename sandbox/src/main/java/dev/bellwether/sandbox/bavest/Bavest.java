// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.http.Call;
import dev.bellwether.sandbox.http.Provider;
import dev.bellwether.sandbox.http.Refusal;
import dev.bellwether.sandbox.http.Reply;
import dev.bellwether.sandbox.http.Request;
import dev.bellwether.sandbox.recordings.Recordings;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Bavest, v0 under {@code /v0/} and v2 under {@code /v2/}.
 *
 * <p>The currency trap is kept: who sends no {@code currency} asks for EUR, as with the vendor's
 * clients. No exchange rates are recorded, and dollar figures with the label EUR would be made up,
 * so any currency but USD is refused with an error that says so. (The fault {@code eur-label} plays
 * the answer in the wrong currency on purpose.)
 */
public final class Bavest implements Provider {

    static final String CURRENCY = "USD";

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,10}([.-][A-Z0-9]{1,4})?");

    private final String apiKey;
    private final int retryAfterSeconds;
    private final Quota quota;
    private final V0 v0;
    private final V2 v2;

    /**
     * @param apiKey what {@code x-api-key} must be
     * @param quota calls that the plan allows; then everything is refused with 429
     * @param retryAfterSeconds what a 429 with {@code Retry-After} says
     * @param session the session that the replay clock shows, to tell symbols that exist by then
     */
    public Bavest(
            Recordings recordings,
            String apiKey,
            long quota,
            int retryAfterSeconds,
            IntSupplier session) {
        this.apiKey = apiKey;
        this.retryAfterSeconds = retryAfterSeconds;
        this.quota = new Quota(quota);
        this.v0 = new V0(recordings, this.quota, session);
        this.v2 = new V2(recordings, this.quota, session);
    }

    @Override
    public String name() {
        return "bavest";
    }

    /** How this provider calls the look at a symbol's quote; see the replay clock. */
    public static String viewer(String symbol) {
        return "bavest:" + symbol;
    }

    @Override
    public List<String> pathPrefixes() {
        return List.of("/v0/", "/v2/");
    }

    @Override
    public List<FaultKind> faultKinds() {
        return BavestFaults.ALL;
    }

    @Override
    public Call call(Request request) {
        if (!apiKey.equals(request.header("x-api-key"))) {
            return Call.refused("without key", refusal(Refusal.FORBIDDEN));
        }
        Call call = request.path.startsWith("/v0/") ? v0.call(request) : v2.call(request);
        boolean free = request.path.endsWith("/quota") || request.path.endsWith("/status");
        return free || quota.take()
                ? call
                : Call.refused("beyond quota", refusal(Refusal.LIMIT_EXCEEDED));
    }

    @Override
    public Reply refusal(Refusal refusal) {
        switch (refusal) {
            case FORBIDDEN:
                return message(refusal, "Forbidden");
            case TOO_MANY_REQUESTS:
                return message(refusal, "Too Many Requests");
            case RETRY_AFTER:
                return message(refusal, "Too Many Requests")
                        .with("Retry-After", Integer.toString(retryAfterSeconds));
            case LIMIT_EXCEEDED:
                return message(refusal, "Limit Exceeded");
            case SERVICE_UNAVAILABLE:
                return message(refusal, "Service Unavailable");
            case GATEWAY_TIMEOUT:
                return message(refusal, "Endpoint request timed out");
            case INTERNAL_SERVER_ERROR:
            case BAD_GATEWAY:
                return message(refusal, "Internal server error");
        }
        throw new IllegalArgumentException("no words for " + refusal);
    }

    private static Reply message(Refusal refusal, String text) {
        return Reply.json(refusal.status(), Nodes.object().put("message", text));
    }

    /**
     * Unknown path or wrong method: not the service's words, but what a developer needs to know.
     */
    static Call notServed(Request request) {
        return Call.refused(
                "unknown",
                Reply.json(
                        404,
                        Nodes.object()
                                .put(
                                        "message",
                                        "the sandbox does not serve "
                                                + request.method
                                                + " "
                                                + request.path)));
    }

    static boolean isSymbol(String text) {
        return SYMBOL.matcher(text).matches();
    }

    static String noRate(String currency) {
        String asked = currency.isEmpty() ? "EUR (the default when none is sent)" : currency;
        return "No exchange rate to " + asked + " is recorded, ask for " + CURRENCY;
    }
}
