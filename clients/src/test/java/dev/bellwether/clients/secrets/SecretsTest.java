// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @Test
    void shouldShowASecretOnlyOnDemand() {
        Secret secret = Secret.of("sk-live-4711");

        assertThat(secret.toString()).isEqualTo("Secret(***)");
        assertThat("key: " + secret).doesNotContain("4711");
        assertThat(secret.fingerprint()).matches("[0-9a-f]{32}").doesNotContain("4711");
        assertThat(secret.reveal()).isEqualTo("sk-live-4711");
        assertThat(secret).isNotInstanceOf(Serializable.class);
    }

    @Test
    void shouldCompareByValue() {
        Secret secret = Secret.of("one");

        assertThat(secret).isEqualTo(Secret.of("one")).hasSameHashCodeAs(Secret.of("one"));
        assertThat(secret.fingerprint()).isEqualTo(Secret.of("one").fingerprint());
        assertThat(secret).isNotEqualTo(Secret.of("two")).isNotEqualTo("one");
        assertThat(secret.fingerprint()).isNotEqualTo(Secret.of("two").fingerprint());
    }

    @Test
    void shouldMaskItselfInForeignText() {
        assertThat(Secret.of("k3y").redact("bad key k3y (k3y)")).isEqualTo("bad key *** (***)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:BAVEST_API_KEY",
                "env:_x1",
                "file:/run/secrets/bavest",
                "ssm:/bellwether/prod/redis.password",
                "secretsmanager:bellwether/redis",
                "secretsmanager:bellwether/redis#password",
                "secretsmanager:redis#pass word: \u00e4#2",
                "secretsmanager:arn:aws:secretsmanager:eu-central-1:000000000000:secret:redis-a1B2c3#key"
            })
    void shouldReadReferencesInAllForms(String text) {
        assertThat(SecretReference.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-live-4711",
                "",
                "env:",
                "env:sk-live-4711",
                "env:4711",
                "file:",
                "file:/",
                "file:sk-live-4711",
                "file:/x\0-4711",
                "ENV:sk_live_4711",
                "vault:sk-live-4711",
                "ssm:sk-live-4711",
                "ssm:/",
                "ssm:/path//sk-live-4711",
                "ssm:/sk-live-4711:1",
                "secretsmanager:",
                "secretsmanager:sk live 4711",
                "secretsmanager:name#",
                "secretsmanager:arn:aws:ssm:eu-central-1:000000000000:secret:sk-live-4711",
                "https://sk-live-4711@host/"
            })
    void shouldListTheAllowedFormsAndNeverEchoWhatWasGiven(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage(
                        "must refer to a secret as env:NAME or file:/path or ssm:/path or"
                            + " secretsmanager:id#field; the given text is not shown, as it may be"
                            + " the secret itself");
    }

    @Test
    void shouldReachNoStoreUnlessBoundToOne() {
        SecretReference reference = SecretReference.parse("ssm:/bellwether/redis");

        assertThat(reference.isInAStore()).isTrue();
        assertThat(SecretReference.parse("env:REDIS").isInAStore()).isFalse();
        assertThatThrownBy(() -> SecretResolver.of(reference).resolve())
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(
                        "ssm:/bellwether/redis cannot be read without valid settings of AWS; only"
                                + " env: and file: can");
    }

    @Test
    void shouldTravelAsAReference() throws Exception {
        SecretReference reference = SecretReference.parse("file:/run/secrets/bavest");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reference);
        }

        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(reference);
        }
    }
}
