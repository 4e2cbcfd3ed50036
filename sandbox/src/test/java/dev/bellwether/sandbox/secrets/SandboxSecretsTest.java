// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees that does not do as the services ask; the SDK's are tested with clients. */
class SandboxSecretsTest {

    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=%KEY%/20260313/eu-central-1/%SERVICE%/aws4_request,"
                    + " SignedHeaders=host;x-amz-target, Signature="
                    + "0000000000000000000000000000000000000000000000000000000000000000";

    private final HttpClient http = HttpClient.newHttpClient();
    private SandboxSecrets sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxSecrets.start();
        sandbox.putParameter("/redis", "p-4711");
        sandbox.putSecret("redis", "p-4711");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String refusal(String target, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(sandbox.endpoint())
                        .header("X-Amz-Target", target)
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"Name\":\"/redis\",\"SecretId\":\"redis\"}"));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("4711");
        return Json.mapper().readTree(answer.body()).path("__type").asText();
    }

    private static String signed(String key, String service) {
        return SIGNED.replace("%KEY%", key).replace("%SERVICE%", service);
    }

    @Test
    void shouldListenOnThisMachineOnly() throws IOException {
        assertThat(InetAddress.getByName(sandbox.endpoint().getHost()).isLoopbackAddress())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatIsNotSigned() throws Exception {
        assertThat(refusal("AmazonSSM.GetParameter", null))
                .isEqualTo("MissingAuthenticationTokenException");
        assertThat(refusal("AmazonSSM.GetParameter", "Bearer x"))
                .isEqualTo("IncompleteSignatureException");
    }

    @Test
    void shouldRefuseAKeyThatIsNotItsOwn() throws Exception {
        assertThat(refusal("AmazonSSM.GetParameter", signed("other", "ssm")))
                .isEqualTo("UnrecognizedClientException");
    }

    @Test
    void shouldRefuseASignatureForTheOtherService() throws Exception {
        assertThat(refusal("secretsmanager.GetSecretValue", signed(SandboxSecrets.KEY, "ssm")))
                .isEqualTo("InvalidSignatureException");
    }

    @Test
    void shouldRefuseASignatureThatDoesNotFitTheRequest() throws Exception {
        assertThat(refusal("AmazonSSM.GetParameter", signed(SandboxSecrets.KEY, "ssm")))
                .isEqualTo("InvalidSignatureException");
    }
}
