// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** {@code env:NAME}: the value of an environment variable of the process that uses the secret. */
final class EnvironmentScheme implements SecretScheme {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final UnaryOperator<String> environment;

    EnvironmentScheme(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "env";
    }

    @Override
    public String form() {
        return "env:NAME";
    }

    @Override
    public boolean accepts(String locator) {
        return NAME.matcher(locator).matches();
    }

    @Override
    public Secret read(String locator) {
        String value = environment.apply(locator);
        if (value == null || value.isEmpty()) {
            throw new SecretUnavailableException(
                    "environment variable "
                            + locator
                            + (value == null ? " is not set" : " is empty")
                            + ": it must hold the secret that env:"
                            + locator
                            + " refers to");
        }
        return Secret.of(value);
    }
}
