// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import dev.bellwether.clients.secrets.SecretResolver;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One request to a service. Credentials are named here and revealed only when the request leaves;
 * {@code toString} shows method, host and path, never query, headers or body.
 */
public final class ApiRequest {

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final Map<String, SecretResolver> credentials;
    private final byte[] body;
    private final boolean repeatable;
    private final Predicate<ApiAnswer> doubtful;

    private ApiRequest(Builder builder) {
        method = builder.method;
        uri = builder.uri;
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        credentials = Collections.unmodifiableMap(new LinkedHashMap<>(builder.credentials));
        body = builder.body;
        repeatable = builder.repeatable;
        doubtful = builder.doubtful;
    }

    public static Builder get(URI uri) {
        return new Builder("GET", uri, new byte[0], true);
    }

    /** A POST, which is repeated after a doubtful failure only if {@link Builder#repeatable()}. */
    public static Builder post(URI uri, byte[] body) {
        return new Builder("POST", uri, body, false);
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, SecretResolver> credentials() {
        return credentials;
    }

    byte[] body() {
        return body;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    boolean isDoubtful(ApiAnswer answer) {
        return doubtful.test(answer);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + Hosts.of(uri) + uri.getPath();
    }

    /** Collects what a request consists of. */
    public static final class Builder {

        private final String method;
        private final URI uri;
        private final byte[] body;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, SecretResolver> credentials = new LinkedHashMap<>();
        private boolean repeatable;
        private Predicate<ApiAnswer> doubtful = answer -> false;

        private Builder(String method, URI uri, byte[] body, boolean repeatable) {
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw new IllegalArgumentException("a request needs an absolute http(s) address");
            }
            this.method = method;
            this.uri = uri;
            this.body = body;
            this.repeatable = repeatable;
        }

        /** A header without a secret. */
        public Builder header(String name, String value) {
            if (!HeaderText.isAllowed(value)) {
                throw new IllegalArgumentException("not a header value: that of " + name);
            }
            headers.put(name, value);
            return this;
        }

        /** A header whose value is a secret; it is never sent to another host. */
        public Builder credential(String name, SecretResolver secret) {
            credentials.put(name, secret);
            return this;
        }

        /**
         * Says that doing this twice does no harm, so that it may be sent again when it is unknown
         * whether the service has seen it. GET is so anyway.
         */
        public Builder repeatable() {
            repeatable = true;
            return this;
        }

        /**
         * Names answers that are formally fine but likely to be better when asked for once more,
         * for example a body that was cut off. Such an answer is asked for again once; the second
         * one is final. Must not throw.
         */
        public Builder askAgainIf(Predicate<ApiAnswer> doubtfulAnswer) {
            doubtful = doubtfulAnswer;
            return this;
        }

        public ApiRequest build() {
            return new ApiRequest(this);
        }
    }
}
