// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where webhooks of people may be: whoever writes a policy must not make the job post to any
 * address that it can reach.
 */
final class WebhookHosts {

    private static final String LOOPBACK = "127.0.0.1";

    private final Set<String> hosts = new HashSet<>();

    /**
     * @param hosts {@code host} or {@code host:port}
     */
    WebhookHosts(Collection<String> hosts) {
        hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether it is https at one of them, with the port that is named there and no other and with
     * no user; at 127.0.0.1, if that is named, http and every port too.
     */
    boolean allow(URI uri) {
        if (uri.getHost() == null) {
            return false;
        }
        boolean local =
                LOOPBACK.equals(uri.getHost())
                        && uri.getRawUserInfo() == null
                        && hosts.contains(LOOPBACK);
        // With port and user: neither is in what is named unless it says so.
        return local
                ? "https".equals(uri.getScheme()) || "http".equals(uri.getScheme())
                : "https".equals(uri.getScheme())
                        && hosts.contains(uri.getRawAuthority().toLowerCase(Locale.ROOT));
    }
}
