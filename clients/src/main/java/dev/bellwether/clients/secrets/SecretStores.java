// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.io.Serializable;

/**
 * Reads the secrets that are not on this machine. It holds how a store is reached, never a secret,
 * and travels with the references that are bound to it.
 */
public interface SecretStores extends Serializable {

    /**
     * Asks the store now, in bounded time.
     *
     * @param scheme what stands before the colon of the reference
     * @param locator what stands behind it
     * @throws SecretUnavailableException naming the reference and what to do
     */
    Secret read(String scheme, String locator);

    /** Reaches no store: whoever has no settings for one. */
    static SecretStores none() {
        return (scheme, locator) -> {
            throw new SecretUnavailableException(
                    scheme
                            + ":"
                            + locator
                            + " cannot be read without valid settings of AWS; only env: and file:"
                            + " can");
        };
    }
}
