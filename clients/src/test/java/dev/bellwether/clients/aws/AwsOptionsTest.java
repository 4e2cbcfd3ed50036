// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsOptionsTest {

    private final Configuration config = new Configuration();

    /** The store would have to be opened with the key that it holds. */
    @ParameterizedTest
    @ValueSource(strings = {"ssm:/bellwether/key", "secretsmanager:bellwether#key"})
    void shouldRefuseToFetchTheKeyForAwsFromAStoreOfAws(String reference) {
        config.set(AwsOptions.CREDENTIALS, AwsOptions.Credentials.STATIC);
        config.set(AwsOptions.ACCESS_KEY_ID, "env:AWS_KEY_ID");
        config.set(AwsOptions.SECRET_ACCESS_KEY, reference);

        assertThatThrownBy(() -> AwsSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Aws: secret.access.key must be env:NAME or file:/path, was "
                                + reference
                                + ": a store of AWS is read with this key and cannot hold it");
    }

    @Test
    void shouldTakeEndpointsOfTheStoresAsOfEveryService() {
        config.set(AwsOptions.SSM_ENDPOINT, "http://127.0.0.1:4711");
        config.set(AwsOptions.SECRETS_MANAGER_ENDPOINT, "https://vpce-1.example.org");

        AwsSettings settings = AwsSettings.from(config);

        assertThat(settings.ssmEndpoint()).hasToString("Optional[http://127.0.0.1:4711]");
        assertThat(settings.secretsManagerEndpoint())
                .hasToString("Optional[https://vpce-1.example.org]");

        config.set(AwsOptions.SSM_ENDPOINT, "http://example.org");
        assertThatThrownBy(() -> AwsSettings.from(config))
                .hasMessageStartingWith("Aws: ssm.endpoint must be an address such as https://");
    }
}
