// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of references that are known. */
final class SecretSchemes {

    private static final List<SecretScheme> ALL =
            List.of(
                    new EnvironmentScheme(System::getenv),
                    new FileScheme(),
                    StoreScheme.PARAMETER_STORE,
                    StoreScheme.SECRETS_MANAGER);

    private SecretSchemes() {}

    static Optional<SecretScheme> named(String name) {
        return ALL.stream().filter(scheme -> scheme.name().equals(name)).findFirst();
    }

    /** All forms in words: {@code env:NAME or file:/path or …}. */
    static String forms() {
        return ALL.stream().map(SecretScheme::form).collect(Collectors.joining(" or "));
    }
}
