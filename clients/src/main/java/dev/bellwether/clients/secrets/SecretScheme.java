// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

/**
 * One kind of place where secrets live. A new kind is one class and one line in {@link
 * SecretSchemes}.
 */
interface SecretScheme {

    /** What stands before the colon. */
    String name();

    /** The form as shown to people, for example {@code env:NAME}. */
    String form();

    /** Whether what follows the colon can be a locator of this scheme. */
    boolean accepts(String locator);

    /** Whether the secret lives in a store outside of this machine. */
    default boolean isStore() {
        return false;
    }

    /** The same scheme, asking these stores if it asks any. */
    default SecretScheme with(SecretStores stores) {
        return this;
    }

    /**
     * Reads the value; remote kinds must bound the time it takes.
     *
     * @throws SecretUnavailableException naming the locator and what to do
     */
    Secret read(String locator);
}
