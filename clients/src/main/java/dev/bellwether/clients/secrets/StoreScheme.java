// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.util.regex.Pattern;

/** A kind of reference that a store outside of this machine resolves. */
final class StoreScheme implements SecretScheme {

    /**
     * {@code ssm:/path}: a parameter with its full path, decrypted. One version cannot be named: it
     * would never be rotated.
     */
    static final StoreScheme PARAMETER_STORE =
            new StoreScheme("ssm", "ssm:/path", Pattern.compile("(/[A-Za-z0-9_.-]+){1,15}"));

    /**
     * {@code secretsmanager:id} or {@code secretsmanager:id#field}: the current version of a secret
     * by name or ARN, whole or one text of its JSON object.
     */
    static final StoreScheme SECRETS_MANAGER =
            new StoreScheme(
                    "secretsmanager",
                    "secretsmanager:id#field",
                    Pattern.compile(
                            "(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:)?"
                                    + "[A-Za-z0-9/_+=.@-]{1,519}(#[^\\p{Cntrl}]{1,255})?"));

    private final String name;
    private final String form;
    private final Pattern locators;
    private final SecretStores stores;

    private StoreScheme(String name, String form, Pattern locators) {
        this(name, form, locators, SecretStores.none());
    }

    private StoreScheme(String name, String form, Pattern locators, SecretStores stores) {
        this.name = name;
        this.form = form;
        this.locators = locators;
        this.stores = stores;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String form() {
        return form;
    }

    @Override
    public boolean accepts(String locator) {
        return locators.matcher(locator).matches();
    }

    @Override
    public boolean isStore() {
        return true;
    }

    @Override
    public SecretScheme with(SecretStores others) {
        return new StoreScheme(name, form, locators, others);
    }

    @Override
    public Secret read(String locator) {
        return stores.read(name, locator);
    }
}
