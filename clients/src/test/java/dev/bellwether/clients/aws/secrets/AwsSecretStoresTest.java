// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.sandbox.secrets.SandboxSecrets;
import dev.bellwether.sandbox.secrets.StoreFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The SDK's clients against the sandbox: what comes of each answer. */
class AwsSecretStoresTest {

    private SandboxSecrets sandbox;
    private SecretStores stores;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxSecrets.start();
        stores = StoresOfSandbox.at(sandbox.endpoint(), folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Secret read(String reference) {
        return SecretResolver.of(SecretReference.parse(reference, stores)).resolve();
    }

    private String failure(String reference) {
        Throwable thrown = catchThrowable(() -> read(reference));
        assertThat(thrown).isInstanceOf(SecretUnavailableException.class).hasNoCause();
        assertThat(thrown.getMessage())
                .startsWith(reference + " cannot be read: ")
                .doesNotContain("4711")
                .doesNotContain("\n");
        return thrown.getMessage().substring((reference + " cannot be read: ").length());
    }

    @Test
    void shouldReadAParameterDecrypted() {
        sandbox.putParameter("/bellwether/redis", "pa ss-\u00e4-4711");

        assertThat(read("ssm:/bellwether/redis").reveal()).isEqualTo("pa ss-\u00e4-4711");
    }

    /** Else the test above would prove nothing. */
    @Test
    void shouldMeetAStoreThatDecryptsOnlyOnDemand() throws IOException {
        sandbox.putParameter("/bellwether/redis", "p-4711");
        AwsSettings settings =
                StoresOfSandbox.settings(sandbox.endpoint(), folder, SandboxSecrets.KEY);

        try (SsmClient client =
                AwsClients.ssm(
                        settings, AwsClients.credentials(settings), StoresOfSandbox.patience())) {
            assertThat(
                            client.getParameter(request -> request.name("/bellwether/redis"))
                                    .parameter()
                                    .value())
                    .startsWith("AQICAH")
                    .doesNotContain("4711");
        }
    }

    @Test
    void shouldReadASecretWhole() {
        sandbox.putSecret("bellwether/redis", "{\"password\":\"p-4711\"}");

        assertThat(read("secretsmanager:bellwether/redis").reveal())
                .isEqualTo("{\"password\":\"p-4711\"}");
    }

    @Test
    void shouldReadOneFieldOfASecret() {
        sandbox.putSecret("bellwether/redis", "{\"user\":\"u\",\"pass word\":\"p-4711\"}");

        assertThat(read("secretsmanager:bellwether/redis#pass word").reveal()).isEqualTo("p-4711");
    }

    @Test
    void shouldReadASecretByItsArn() {
        sandbox.putSecret("redis", "p-4711");

        assertThat(
                        read("secretsmanager:arn:aws:secretsmanager:eu-central-1:000000000000"
                                        + ":secret:redis-a1B2c3")
                                .reveal())
                .isEqualTo("p-4711");
    }

    @Test
    void shouldSayThatThereIsNoSuchParameter() {
        assertThat(failure("ssm:/nowhere")).isEqualTo("there is no such parameter in eu-central-1");
    }

    @Test
    void shouldSayThatThereIsNoSuchSecretOrNoCurrentVersionOfIt() {
        assertThat(failure("secretsmanager:nowhere"))
                .isEqualTo("there is no such secret in eu-central-1, or it has no value yet");
        sandbox.stageSecret("pending", "p-4711");
        assertThat(failure("secretsmanager:pending"))
                .isEqualTo("there is no such secret in eu-central-1, or it has no value yet");
    }

    @Test
    void shouldNameThePermissionThatIsMissing() {
        sandbox.deny("/bellwether/redis");
        sandbox.deny("bellwether/redis");

        assertThat(failure("ssm:/bellwether/redis"))
                .isEqualTo(
                        "access denied; the credentials in use need ssm:GetParameter on it, and"
                                + " kms:Decrypt on its key");
        assertThat(failure("secretsmanager:bellwether/redis"))
                .isEqualTo(
                        "access denied; the credentials in use need secretsmanager:GetSecretValue"
                                + " on it, and kms:Decrypt on a key of your own");
        assertThat(sandbox.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sk-4711", "[\"sk-4711\"]", "{\"key\":\"sk-4711\"", "\"4711\"", "{} 4711"})
    void shouldSayThatASecretIsNoJsonObjectWithoutQuotingIt(String text) {
        sandbox.putSecret("redis", text);

        assertThat(failure("secretsmanager:redis#key"))
                .isEqualTo("it is not a JSON object, so it has no field \"key\"");
    }

    @Test
    void shouldSayThatAFieldIsAbsentOrNoText() {
        sandbox.putSecret("redis", "{\"other\":\"sk-4711\",\"port\":4711,\"empty\":\"\"}");

        assertThat(failure("secretsmanager:redis#key"))
                .isEqualTo("its JSON object has no field \"key\"");
        assertThat(failure("secretsmanager:redis#port"))
                .isEqualTo("the field \"port\" of its JSON object is not a text");
        assertThat(failure("secretsmanager:redis#empty")).isEqualTo("it is empty");
    }

    @Test
    void shouldSayThatASecretIsBinary() {
        sandbox.putSecret("redis", "sk-4711".getBytes(StandardCharsets.UTF_8));

        assertThat(failure("secretsmanager:redis")).isEqualTo("it is binary; it must be a text");
        assertThat(failure("secretsmanager:redis#key"))
                .isEqualTo("it is binary; it must be a text");
    }

    @Test
    void shouldSayThatAParameterIsAList() {
        sandbox.putParameter("/redis", "StringList", "sk-4711,sk-4712");

        assertThat(failure("ssm:/redis"))
                .isEqualTo("it is a StringList; it must be a SecureString with one secret");
    }

    @Test
    void shouldSayThatTheCredentialsForAwsAreRefused() throws IOException {
        stores =
                AwsSecretStores.of(
                        StoresOfSandbox.settings(sandbox.endpoint(), folder, "wrong"),
                        StoresOfSandbox.patience());
        sandbox.putParameter("/redis", "sk-4711");

        assertThat(failure("ssm:/redis"))
                .isEqualTo("the credentials for AWS are refused (InvalidSignatureException)");
    }

    @Test
    void shouldSayThatThereAreNoCredentialsForAws() throws IOException {
        Files.delete(folder.resolve("secret-key"));

        assertThat(catchThrowable(() -> read("ssm:/redis")))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageStartingWith(
                        "ssm:/redis cannot be read: no credentials for AWS: secret file ")
                .hasMessageContaining("secret-key does not exist");
        assertThat(sandbox.requests()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = StoreFault.class,
            names = {"THROTTLED", "INTERNAL_ERROR", "UNAVAILABLE"})
    void shouldAskAgainWhenTheStoreIsBusyOrBroken(StoreFault fault) {
        sandbox.putParameter("/redis", "sk-4711");
        sandbox.failNext(fault, fault);

        assertThat(read("ssm:/redis").reveal()).isEqualTo("sk-4711");
        assertThat(sandbox.requests()).isEqualTo(StoresOfSandbox.ATTEMPTS);
    }

    @Test
    void shouldAskAgainWhenTheStoreIsSilent() throws IOException {
        stores = StoresOfSandbox.hastyAt(sandbox.endpoint(), folder);
        sandbox.putSecret("redis", "sk-4711");
        sandbox.failNext(StoreFault.SILENT);

        assertThat(read("secretsmanager:redis").reveal()).isEqualTo("sk-4711");
    }

    @Test
    void shouldStopAskingAStoreThatHasTooManyRequests() {
        sandbox.fail(StoreFault.THROTTLED);

        assertThat(failure("ssm:/redis"))
                .isEqualTo("the store has too many requests (ThrottlingException)");
        assertThat(sandbox.requests()).isEqualTo(StoresOfSandbox.ATTEMPTS);
    }

    @Test
    void shouldNameTheErrorOfTheStore() {
        sandbox.fail(StoreFault.INTERNAL_ERROR);

        assertThat(failure("ssm:/redis")).isEqualTo("the store answers 500 InternalServerError");
        assertThat(failure("secretsmanager:redis"))
                .isEqualTo("the store answers 500 InternalServiceError");
    }

    @Test
    void shouldGiveUpOnAStoreThatIsSilent() throws IOException {
        stores = StoresOfSandbox.hastyAt(sandbox.endpoint(), folder);
        sandbox.fail(StoreFault.SILENT);

        assertThat(failure("ssm:/redis")).startsWith("the store in eu-central-1 does not answer (");
        assertThat(sandbox.requests()).isLessThanOrEqualTo(StoresOfSandbox.ATTEMPTS);
    }

    @Test
    void shouldGiveUpOnAStoreThatNobodyServes() {
        sandbox.close();

        assertThat(failure("ssm:/redis"))
                .isEqualTo("the store in eu-central-1 does not answer (ConnectException)");
    }

    @Test
    void shouldTravelWithItsReferenceAndHoldNoSecret() throws Exception {
        sandbox.putParameter("/redis", "sk-live-secret");
        SecretReference reference = SecretReference.parse("ssm:/redis", stores);
        SecretResolver.of(reference).resolve();

        byte[] bytes = InstantiationUtil.serializeObject(reference);
        SecretReference copy =
                InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("sk-live");
        assertThat(copy).isEqualTo(reference).hasToString("ssm:/redis");
        assertThat(SecretResolver.of(copy).resolve()).hasToString("Secret(***)");
        assertThat(SecretResolver.of(copy).resolve().reveal()).isEqualTo("sk-live-secret");
        assertThat(stores.toString()).doesNotContain("sk-live").contains("eu-central-1");
    }
}
