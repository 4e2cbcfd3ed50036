// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The JDK's HTTP client, HTTP/1.1 without redirects. HTTP/2 would gain nothing at a few requests
 * per second, and its connections die in more ways.
 *
 * <p>The JDK's own request timeout ends with the headers, so the caller times the whole and aborts;
 * it is set all the same because Java 11 cannot abort a request before its headers are there.
 */
final class JdkTransport implements Transport {

    /** What is kept of the body of an answer that is not 2xx. */
    static final int ERROR_BODY_MAX = 64 * 1024;

    private final HttpPolicy policy;
    private final HttpClient client;

    JdkTransport(HttpPolicy policy) {
        this.policy = policy;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(policy.connectTimeout())
                        .build();
    }

    @Override
    public Exchange send(String method, URI uri, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(policy.requestTimeout())
                        .method(
                                method,
                                body.length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body))
                        .setHeader("Accept-Encoding", "gzip");
        headers.forEach(request::setHeader);
        return new JdkExchange(request.build());
    }

    private final class JdkExchange implements Exchange {

        private final CompletableFuture<HttpResponse<byte[]>> response;
        private final CompletableFuture<RawAnswer> answer;

        private volatile BoundedBody body;
        private volatile boolean aborted;

        JdkExchange(HttpRequest request) {
            BodyHandler<byte[]> handler =
                    info -> {
                        boolean success = isSuccess(info.statusCode());
                        BoundedBody newBody = new BoundedBody(limit(success), !success);
                        body = newBody;
                        if (aborted) {
                            newBody.abandon();
                        }
                        return newBody;
                    };
            response = client.sendAsync(request, handler);
            answer = response.handle(this::read);
        }

        @Override
        public CompletableFuture<RawAnswer> answer() {
            return answer;
        }

        @Override
        public void abort() {
            aborted = true;
            response.cancel(true);
            BoundedBody current = body;
            if (current != null) {
                current.abandon();
            }
        }

        private RawAnswer read(HttpResponse<byte[]> received, Throwable failure) {
            try {
                if (failure != null) {
                    throw translate(failure);
                }
                boolean success = isSuccess(received.statusCode());
                byte[] decoded =
                        ContentDecoder.decode(
                                received.body(),
                                received.headers().firstValue("content-encoding").orElse(""),
                                limit(success),
                                !success);
                return new RawAnswer(received.statusCode(), received.headers(), decoded);
            } catch (TransportException e) {
                throw new CompletionException(e);
            }
        }
    }

    private int limit(boolean success) {
        return success ? policy.bodyMax() : Math.min(policy.bodyMax(), ERROR_BODY_MAX);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private TransportException translate(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof TransportException) {
                return (TransportException) t;
            }
        }
        boolean notSent =
                cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof SSLHandshakeException;
        return new TransportException(
                notSent ? TransportException.Kind.NOT_SENT : TransportException.Kind.BROKEN,
                describe(cause),
                cause);
    }

    private String describe(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "connecting timed out";
        }
        if (cause instanceof HttpTimeoutException) {
            return "no complete answer within " + policy.requestTimeout().toMillis() + " ms";
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }
}
