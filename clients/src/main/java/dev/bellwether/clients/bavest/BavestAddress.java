// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The configured base address: what may stand in it, and its normal form. */
final class BavestAddress {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern VERSION_AT_END = Pattern.compile("/v[0-9]+$");

    private BavestAddress() {}

    /** What is wrong with it, if anything. */
    static Optional<String> problem(String baseUrl, BavestVersion version) {
        URI uri;
        try {
            uri = new URI(baseUrl);
        } catch (URISyntaxException e) {
            return Optional.of("must be a web address");
        }
        if (uri.getHost() == null
                || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            return Optional.of("must be a web address such as https://api.bavest.co");
        }
        if (uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            return Optional.of("must not have a query, a fragment or a user");
        }
        if (uri.getScheme().equals("http") && !LOOPBACK.matcher(uri.getHost()).matches()) {
            return Optional.of("must be https: the key would travel readable for anyone");
        }
        String path = path(uri);
        if (VERSION_AT_END.matcher(path).find() && !path.endsWith("/" + version)) {
            return Optional.of("ends with another version than api.version, which is " + version);
        }
        return Optional.empty();
    }

    /** With the version at its end, no slash after it and no double slashes. */
    static String normalized(String baseUrl, BavestVersion version) {
        URI uri = URI.create(baseUrl);
        String path = path(uri);
        return uri.getScheme()
                + "://"
                + uri.getRawAuthority()
                + (path.endsWith("/" + version) ? path : path + "/" + version);
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().replaceAll("/{2,}", "/");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
