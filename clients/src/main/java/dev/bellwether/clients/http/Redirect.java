// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import dev.bellwether.clients.http.Transport.RawAnswer;
import java.net.URI;

/** Where a redirect leads, or why it is not followed. */
final class Redirect {

    private final URI target;
    private final String refusal;

    private Redirect(URI target, String refusal) {
        this.target = target;
        this.refusal = refusal;
    }

    static Redirect of(ApiRequest request, URI from, RawAnswer raw) {
        // 307 and 308 keep the method; after the others a POST would silently become a GET.
        if (raw.status <= 303 && !request.method().equals("GET")) {
            return refused("a redirect that would drop the body of a " + request.method());
        }
        URI to;
        try {
            to = from.resolve(raw.headers.firstValue("location").orElse(""));
        } catch (IllegalArgumentException e) {
            return refused("a redirect to something that is no address");
        }
        boolean web =
                "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
        if (!web || to.getHost() == null) {
            return refused("a redirect to something that is no web address");
        }
        if (Hosts.sameOrigin(from, to)) {
            return new Redirect(to, null);
        }
        if (!request.credentials().isEmpty()) {
            return refused(
                    "redirected to "
                            + to.getScheme()
                            + "://"
                            + Hosts.of(to)
                            + ", which must not get the credential");
        }
        if (from.getScheme().equalsIgnoreCase("https") && to.getScheme().equalsIgnoreCase("http")) {
            return refused("redirected from https to http");
        }
        return new Redirect(to, null);
    }

    private static Redirect refused(String why) {
        return new Redirect(null, why);
    }

    /** Null if the redirect is not to be followed. */
    URI target() {
        return target;
    }

    String refusal() {
        return refusal;
    }
}
