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
    @ValueSource(strings = {"env:BAVEST_API_KEY", "env:_x1", "file:/run/secrets/bavest"})
    void shouldReadReferencesInBothForms(String text) {
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
                "https://sk-live-4711@host/"
            })
    void shouldListTheAllowedFormsAndNeverEchoWhatWasGiven(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage(
                        "must refer to a secret as env:NAME or file:/path; the given text is not"
                                + " shown, as it may be the secret itself");
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
