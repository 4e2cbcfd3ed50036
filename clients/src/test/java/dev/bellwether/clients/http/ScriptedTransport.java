// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A host that answers as told, at once; unscripted requests stay without an answer. */
final class ScriptedTransport implements Transport {

    /** A request as it left. */
    static final class Sent {
        final String method;
        final URI uri;
        final Map<String, String> headers;
        final Duration at;
        final CompletableFuture<RawAnswer> answer;
        boolean aborted;

        Sent(
                String method,
                URI uri,
                Map<String, String> headers,
                Duration at,
                CompletableFuture<RawAnswer> answer) {
            this.method = method;
            this.uri = uri;
            this.headers = headers;
            this.at = at;
            this.answer = answer;
        }
    }

    final List<Sent> sent = new ArrayList<>();
    private final Deque<CompletableFuture<RawAnswer>> script = new ArrayDeque<>();
    private final ManualTimers timers;

    ScriptedTransport(ManualTimers timers) {
        this.timers = timers;
    }

    ScriptedTransport then(int status, String body, String... headers) {
        script.add(CompletableFuture.completedFuture(raw(status, body, headers)));
        return this;
    }

    ScriptedTransport thenFail(TransportException.Kind kind) {
        script.add(CompletableFuture.failedFuture(new TransportException(kind, "told to fail")));
        return this;
    }

    static RawAnswer raw(int status, String body, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        return new RawAnswer(
                status,
                HttpHeaders.of(map, (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Times at which requests left. */
    List<Duration> times() {
        List<Duration> times = new ArrayList<>();
        sent.forEach(one -> times.add(one.at));
        return times;
    }

    @Override
    public Exchange send(String method, URI uri, Map<String, String> headers, byte[] body) {
        CompletableFuture<RawAnswer> answer =
                script.isEmpty() ? new CompletableFuture<>() : script.remove();
        Sent one = new Sent(method, uri, Map.copyOf(headers), timers.elapsed(), answer);
        sent.add(one);
        return new Exchange() {
            @Override
            public CompletableFuture<RawAnswer> answer() {
                return answer;
            }

            @Override
            public void abort() {
                one.aborted = true;
            }
        };
    }
}
