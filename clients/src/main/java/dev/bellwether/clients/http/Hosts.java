// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.net.URI;
import java.util.Locale;

/** Names hosts for people, breakers and the rule that credentials stay with theirs. */
final class Hosts {

    private Hosts() {}

    /** Host in lower case, with the port if one is given. */
    static String of(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    /** Whether both have the same scheme, host and port (RFC 6454). */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
