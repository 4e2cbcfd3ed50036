// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.io.Serializable;

/**
 * Says where a secret lives: {@code env:NAME}, {@code file:/path}, {@code ssm:/path} or {@code
 * secretsmanager:id#field}; the last two with how their stores are reached. Holds no secret, so it
 * may be logged, shown and sent with a job.
 */
public final class SecretReference implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String scheme;
    private final String locator;

    private final SecretStores stores;

    private SecretReference(String scheme, String locator, SecretStores stores) {
        this.scheme = scheme;
        this.locator = locator;
        this.stores = stores;
    }

    /**
     * A reference that reaches no store.
     *
     * @throws IllegalArgumentException as {@link #parse(String, SecretStores)} does
     */
    public static SecretReference parse(String text) {
        return parse(text, SecretStores.none());
    }

    /**
     * @param stores who reads the secret if it is not on this machine
     * @throws IllegalArgumentException with the allowed forms in its message, and without the text:
     *     what is wrong with it may be that it is the secret itself
     */
    public static SecretReference parse(String text, SecretStores stores) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        String locator = colon < 0 ? "" : text.substring(colon + 1);
        if (SecretSchemes.named(scheme).filter(known -> known.accepts(locator)).isEmpty()) {
            throw new IllegalArgumentException(
                    "must refer to a secret as "
                            + SecretSchemes.forms()
                            + "; the given text is not shown, as it may be the secret itself");
        }
        return new SecretReference(scheme, locator, stores);
    }

    /** Whether the secret lives in a store of AWS, and not on the machine that uses it. */
    public boolean isInAStore() {
        return scheme().isStore();
    }

    /** The scheme that reads this reference. */
    SecretScheme scheme() {
        return SecretSchemes.named(scheme)
                .map(known -> known.with(stores))
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
