// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import dev.bellwether.clients.http.Transport.RawAnswer;
import dev.bellwether.clients.secrets.Secret;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Sorts what came back into classes and says what happened in one line without secrets. */
final class Answers {

    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);
    private static final int EXCERPT = 200;
    private static final int REQUEST_ID_LENGTH = 100;

    /** What services call the number under which their support finds a request. */
    private static final List<String> REQUEST_IDS =
            List.of("x-request-id", "x-amzn-requestid", "x-amz-apigw-id");

    private Answers() {}

    static Outcome classify(int status) {
        if (status >= 200 && status < 300 || status == 304) {
            return Outcome.OK;
        }
        switch (status) {
            case 404:
            case 410:
                return Outcome.NOT_FOUND;
            case 401:
            case 403:
                return Outcome.REFUSED;
            case 429:
                return Outcome.LIMITED;
            case 408:
                return Outcome.TRANSIENT;
            default:
                return status >= 500 ? Outcome.TRANSIENT : Outcome.UNUSABLE;
        }
    }

    static ApiAnswer received(RawAnswer raw, URI uri, Collection<Secret> secrets, int attempts) {
        Outcome outcome = classify(raw.status);
        String detail = outcome == Outcome.OK ? null : describe(raw, uri, secrets);
        return new ApiAnswer(
                outcome, raw.status, raw.headers, raw.body, detail, Duration.ZERO, attempts);
    }

    static ApiAnswer failed(
            Outcome outcome, String detail, Collection<Secret> secrets, int attempts) {
        return new ApiAnswer(
                outcome,
                0,
                NO_HEADERS,
                new byte[0],
                masked(detail, secrets),
                Duration.ZERO,
                attempts);
    }

    private static String describe(RawAnswer raw, URI uri, Collection<Secret> secrets) {
        StringBuilder text = new StringBuilder();
        text.append("HTTP ").append(raw.status).append(" from ").append(Hosts.of(uri));
        String excerpt = excerpt(raw.body, secrets);
        if (!excerpt.isEmpty()) {
            text.append(": ").append(excerpt);
        }
        for (String name : REQUEST_IDS) {
            if (raw.headers.firstValue(name).isPresent()) {
                String id = raw.headers.firstValue(name).get();
                text.append(" (").append(name).append(' ');
                text.append(oneLine(id, secrets, REQUEST_ID_LENGTH)).append(')');
                break;
            }
        }
        return text.toString();
    }

    private static String excerpt(byte[] body, Collection<Secret> secrets) {
        return oneLine(new String(body, StandardCharsets.UTF_8), secrets, EXCERPT);
    }

    /** Masked before it is cut: half a secret is still one. */
    private static String oneLine(String text, Collection<Secret> secrets, int length) {
        String line = masked(text, secrets).replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        return line.length() > length ? line.substring(0, length) + "…" : line;
    }

    private static String masked(String text, Collection<Secret> secrets) {
        String masked = text;
        for (Secret secret : secrets) {
            masked = secret.redact(masked);
        }
        return masked;
    }
}
