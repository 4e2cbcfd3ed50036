// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.io.Serializable;

/**
 * Says where a secret lives: {@code env:NAME} or {@code file:/path}. Holds no secret, so it may be
 * logged, shown and sent with a job.
 */
public final class SecretReference implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String scheme;
    private final String locator;

    private SecretReference(String scheme, String locator) {
        this.scheme = scheme;
        this.locator = locator;
    }

    /**
     * @throws IllegalArgumentException with the allowed forms in its message, and without the text:
     *     what is wrong with it may be that it is the secret itself
     */
    public static SecretReference parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String locator = colon < 0 ? "" : text.substring(colon + 1);
        if (SecretSchemes.named(scheme).filter(known -> known.accepts(locator)).isEmpty()) {
            throw new IllegalArgumentException(
                    "must refer to a secret as "
                            + SecretSchemes.forms()
                            + "; the given text is not shown, as it may be the secret itself");
        }
        return new SecretReference(scheme, locator);
    }

    /** The scheme that reads this reference. */
    SecretScheme scheme() {
        return SecretSchemes.named(scheme)
                .orElseThrow(() -> new IllegalStateException("unknown scheme " + scheme));
    }

    String locator() {
        return locator;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretReference
                && scheme.equals(((SecretReference) other).scheme)
                && locator.equals(((SecretReference) other).locator);
    }

    @Override
    public int hashCode() {
        return 31 * scheme.hashCode() + locator.hashCode();
    }

    /** The reference as it was written. */
    @Override
    public String toString() {
        return scheme + ":" + locator;
    }
}
