// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.secrets;

import dev.bellwether.clients.secrets.Secret;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The newest version of one parameter, decrypted. */
final class StoredParameter {

    private final String path;
    private final StoreFailures failures;

    StoredParameter(String path, StoreFailures failures) {
        this.path = path;
        this.failures = failures;
    }

    Secret readWith(SsmClient client) {
        Parameter parameter =
                client.getParameter(request -> request.name(path).withDecryption(true)).parameter();
        if (parameter == null || parameter.value() == null || parameter.value().isEmpty()) {
            throw failures.of("it is empty");
        }
        if (parameter.type() == ParameterType.STRING_LIST) {
            throw failures.of("it is a StringList; it must be a SecureString with one secret");
        }
        return Secret.of(parameter.value());
    }
}
