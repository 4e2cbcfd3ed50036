// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Carries one request to a host and its answer back: no retry, no limit, no judgement. */
interface Transport {

    /**
     * Sends a request; must not block.
     *
     * @param headers all headers, revealed credentials included
     */
    Exchange send(String method, URI uri, Map<String, String> headers, byte[] body);

    /** A request that is under way. */
    interface Exchange {

        /** Completes with the answer, or exceptionally with {@link TransportException}. */
        CompletableFuture<RawAnswer> answer();

        /** Gives the request up and closes its connection if an answer is still coming in. */
        void abort();
    }

    /** Status, headers and decompressed body as they came. */
    final class RawAnswer {

        final int status;
        final HttpHeaders headers;
        final byte[] body;

        RawAnswer(int status, HttpHeaders headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }
    }
}
