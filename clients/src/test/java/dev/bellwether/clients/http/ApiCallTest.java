// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy, step by step, against a scripted host in manual time. */
class ApiCallTest {

    private static final URI ADDRESS = URI.create("https://api.example/v0/quote?token=hidden");

    private final ManualTimers timers = new ManualTimers();
    private final ScriptedTransport host = new ScriptedTransport(timers);
    private final HttpCounters counters = new HttpCounters();
    private final RateLimiters limiters = new RateLimiters(timers);
    private final Configuration config = new Configuration();

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "200,OK",
        "204,OK",
        "304,OK",
        "401,REFUSED",
        "403,REFUSED",
        "404,NOT_FOUND",
        "410,NOT_FOUND",
        "400,UNUSABLE",
        "422,UNUSABLE",
        "300,UNUSABLE"
    })
    void shouldClassifyAnswersThatAreFinalAtOnce(int status, Outcome outcome) {
        host.then(status, "{}");

        ApiAnswer answer = client(null).send(get()).join();

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(host.sent).hasSize(1);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void shouldRetryPassingFailuresWithGrowingPausesAndThenSucceed() {
        host.then(502, "").thenFail(TransportException.Kind.BROKEN).then(408, "").then(200, "ok");

        CompletableFuture<ApiAnswer> answer = client(null).send(get());
        timers.advance(Duration.ofSeconds(10));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.OK);
        assertThat(new String(answer.join().body(), StandardCharsets.UTF_8)).isEqualTo("ok");
        assertThat(answer.join().attempts()).isEqualTo(4);
        assertThat(pause(1).toMillis()).isBetween(250L, 750L);
        assertThat(pause(2).toMillis()).isBetween(500L, 1500L);
        assertThat(pause(3).toMillis()).isBetween(1000L, 3000L);
        assertThat(counters.requests()).isEqualTo(4);
        assertThat(counters.retries()).isEqualTo(3);
        assertThat(counters.attempts(Outcome.TRANSIENT)).isEqualTo(3);
        assertThat(counters.attempts(Outcome.OK)).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAfterTheLastAttemptAndSayWhy() {
        config.set(HttpOptions.MAX_ATTEMPTS, 2);
        host.then(500, "").then(503, "{\"message\":\n\"Internal error\"}", "x-request-id", "r-1");

        CompletableFuture<ApiAnswer> answer = client(null).send(get());
        timers.advance(Duration.ofSeconds(10));

        assertThat(host.sent).hasSize(2);
        assertThat(answer.join().outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(answer.join().detail())
                .isEqualTo(
                        "HTTP 503 from api.example: {\"message\": \"Internal error\"}"
                                + " (x-request-id r-1)");
    }

    @Test
    void shouldNotRepeatAPostThatTheServiceMayHaveSeen() {
        host.then(500, "");
        ApiRequest post = ApiRequest.post(ADDRESS, new byte[] {1}).build();

        assertThat(client(null).send(post).join().outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(host.sent).hasSize(1);
    }

    @Test
    void shouldRepeatAPostThatWasNeverSentOrWasTurnedAway() {
        host.thenFail(TransportException.Kind.NOT_SENT)
                .then(429, "")
                .then(503, "", "retry-after", "1")
                .then(200, "");
        ApiRequest post = ApiRequest.post(ADDRESS, new byte[] {1}).build();

        CompletableFuture<ApiAnswer> answer = client(null).send(post);
        timers.advance(Duration.ofSeconds(20));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.join().attempts()).isEqualTo(4);
    }

    @Test
    void shouldObeyRetryAfterAndDrainTheLimiterForEveryoneOn429() {
        host.then(429, "{\"message\":\"Too Many Requests\"}", "Retry-After", "20")
                .then(200, "other")
                .then(200, "own");
        RateShare share = limiters.register("key", 100);
        RateShare other = limiters.register("key", 100);

        CompletableFuture<ApiAnswer> limited = client(share).send(get());
        CompletableFuture<ApiAnswer> neighbour = client(other).send(get());

        timers.advance(Duration.ofSeconds(20).minusNanos(1));
        assertThat(host.sent).hasSize(1);
        timers.advance(Duration.ofSeconds(1));
        assertThat(limited.join().outcome()).isEqualTo(Outcome.OK);
        assertThat(neighbour.join().outcome()).isEqualTo(Outcome.OK);
        assertThat(counters.limiterWaitMillis()).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void shouldObeyRetryAfterGivenAsADate() {
        host.then(429, "", "Retry-After", "Fri, 13 Mar 2026 12:00:15 GMT").then(200, "");

        CompletableFuture<ApiAnswer> answer = client(null).send(get());
        timers.advance(Duration.ofSeconds(30));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.OK);
        assertThat(host.times().get(1)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void shouldPauseEveryoneByTheBackoffOn429WithoutRetryAfter() {
        host.then(429, "").then(200, "").then(200, "");
        RateShare share = limiters.register("key", 100);

        client(share).send(get());
        client(limiters.register("key", 100)).send(get());
        timers.advance(Duration.ofSeconds(5));

        assertThat(host.sent).hasSize(3);
        assertThat(host.times().get(1).toMillis()).isBetween(250L, 750L);
    }

    @Test
    void shouldEndAtOnceWhenAskedToWaitLongerThanTheCapAndPauseForTheCap() {
        host.then(429, "Limit Exceeded", "Retry-After", "86400").then(200, "");
        RateShare share = limiters.register("key", 100);

        ApiAnswer answer = client(share).send(get()).join();

        assertThat(answer.outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(answer.pause()).isEqualTo(Duration.ofSeconds(60));
        assertThat(answer.detail())
                .isEqualTo("HTTP 429 from api.example: Limit Exceeded; asked to wait 86400 s");
        CompletableFuture<ApiAnswer> next = client(limiters.register("key", 1)).send(get());
        timers.advance(Duration.ofSeconds(59));
        assertThat(next).isNotDone();
        timers.advance(Duration.ofSeconds(2));
        assertThat(next.join().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void shouldSayLimitedWithItsPauseWhenTheAttemptsAreUsedUp() {
        config.set(HttpOptions.MAX_ATTEMPTS, 2);
        host.then(429, "", "Retry-After", "3").then(429, "", "Retry-After", "4");

        CompletableFuture<ApiAnswer> answer = client(null).send(get());
        timers.advance(Duration.ofSeconds(10));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(answer.join().pause()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void shouldTimeOutAnAttemptThatStallsAndAbortIt() {
        config.set(HttpOptions.MAX_ATTEMPTS, 2);

        CompletableFuture<ApiAnswer> answer = client(null).send(get());
        timers.advance(Duration.ofSeconds(62));

        assertThat(host.sent).hasSize(2);
        assertThat(host.sent.get(0).aborted).isTrue();
        assertThat(answer.join().outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(answer.join().detail())
                .isEqualTo("api.example: no complete answer within 30000 ms");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void shouldEndTheWholeCallAtItsTimeout() {
        config.set(HttpOptions.CALL_TIMEOUT, Duration.ofSeconds(31));

        CompletableFuture<ApiAnswer> answer = client(null).send(get());
        timers.advance(Duration.ofSeconds(31));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(answer.join().detail()).endsWith("; not done within 31000 ms");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void shouldSayLimitedWhenTheTimeWasSpentWaitingForTheRateLimit() {
        config.set(HttpOptions.CALL_TIMEOUT, Duration.ofSeconds(40));
        RateShare share = limiters.register("key", 0.01);
        client(share).send(get());

        CompletableFuture<ApiAnswer> answer = client(share).send(get());
        timers.advance(Duration.ofSeconds(40));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(answer.join().attempts()).isZero();
        assertThat(answer.join().detail())
                .isEqualTo("not done within 40000 ms, waiting for the rate limit");
    }

    @Test
    void shouldOpenTheBreakerOfAHostSendNothingAndTryAgainLater() {
        config.set(HttpOptions.MAX_ATTEMPTS, 1);
        config.set(HttpOptions.BREAKER_WINDOW, 4);
        HostBreakers breakers = new HostBreakers(timers.clock());
        ApiClient client = client(null, breakers);
        host.then(500, "").then(500, "");
        client.send(get()).join();
        client.send(get()).join();
        assertThat(counters.openBreakers()).isEqualTo(1);

        ApiAnswer held = client(null, breakers).send(get()).join();
        assertThat(held.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(held.detail()).contains("api.example has failed too often");
        assertThat(host.sent).hasSize(2);

        host.then(200, "").then(200, "").then(200, "");
        ApiRequest elsewhere = ApiRequest.get(URI.create("https://other.example/")).build();
        assertThat(client.send(elsewhere).join().outcome()).isEqualTo(Outcome.OK);
        timers.advance(Duration.ofSeconds(30).plusMillis(1));
        assertThat(client.send(get()).join().outcome()).isEqualTo(Outcome.OK);
        assertThat(client.send(get()).join().outcome()).isEqualTo(Outcome.OK);
        assertThat(counters.openBreakers()).isZero();
    }

    @Test
    void shouldNotCountA429AgainstTheHost() {
        config.set(HttpOptions.MAX_ATTEMPTS, 1);
        config.set(HttpOptions.BREAKER_WINDOW, 2);
        ApiClient client = client(null);
        for (int i = 0; i < 5; i++) {
            host.then(429, "");
            assertThat(client.send(get()).join().outcome()).isEqualTo(Outcome.LIMITED);
        }

        assertThat(host.sent).hasSize(5);
    }

    @Test
    void shouldTakeUpARotatedCredentialOnceWhenTheOldOneIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "old-4711\n");
        ApiRequest request = withKey(file);
        ApiClient client = client(null);
        host.then(200, "").then(403, "").then(200, "").then(403, "");
        client.send(request).join();
        Files.writeString(file, "new-4712\n");

        assertThat(client.send(request).join().outcome()).isEqualTo(Outcome.OK);
        assertThat(client.send(request).join().outcome()).isEqualTo(Outcome.REFUSED);

        assertThat(host.sent.get(1).headers).containsEntry("x-api-key", "old-4711");
        assertThat(host.sent.get(2).headers).containsEntry("x-api-key", "new-4712");
        assertThat(host.sent).hasSize(4);
    }

    @Test
    void shouldNeverShowACredentialThatTheServiceEchoes() throws IOException {
        host.then(403, "x".repeat(195) + "key-4711-secret is not known");

        ApiRequest request = withKey(Files.writeString(folder.resolve("key"), "key-4711-secret"));
        ApiAnswer answer = client(null).send(request).join();

        assertThat(answer.detail()).contains("***").doesNotContain("key-").doesNotContain("4711");
        assertThat(answer.toString()).doesNotContain("4711");
        assertThat(request.toString()).isEqualTo("GET https://api.example/v0/quote");
    }

    @Test
    void shouldNeverShowACredentialThatARequestIdEchoes() throws IOException {
        host.then(403, "", "x-request-id", "key-4711-secret" + "x".repeat(7000));

        ApiRequest request = withKey(Files.writeString(folder.resolve("key"), "key-4711-secret"));

        assertThat(client(null).send(request).join().detail())
                .startsWith("HTTP 403 from api.example (x-request-id ***xxx")
                .hasSizeLessThan(200);
    }

    @Test
    void shouldNeverShowTheFirstHalfOfACredentialFarInABody() throws IOException {
        host.then(403, " ".repeat(8 * 1024 - 9) + "key-4711-secret");

        ApiRequest request = withKey(Files.writeString(folder.resolve("key"), "key-4711-secret"));

        assertThat(client(null).send(request).join().detail())
                .isEqualTo("HTTP 403 from api.example: ***");
    }

    @Test
    void shouldRefuseACredentialThatNoHeaderMayHoldWithoutShowingIt() throws IOException {
        ApiRequest request = withKey(Files.writeString(folder.resolve("key"), "4711\n4712"));

        ApiAnswer answer = client(null).send(request).join();

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.detail())
                .isEqualTo("the credential has characters that no header may hold");
        assertThat(host.sent).isEmpty();
    }

    @Test
    void shouldFollowARedirectWithinTheSameOriginWithTheCredential() throws IOException {
        host.then(307, "", "Location", "/v1/quote").then(200, "");

        ApiAnswer answer = client(null).send(withKey(key())).join();

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(host.sent.get(1).uri).hasToString("https://api.example/v1/quote");
        assertThat(host.sent.get(1).headers).containsEntry("x-api-key", "4711");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/x?t=1",
        "http://api.example/v0/quote",
        "https://api.example:8443/v0/quote"
    })
    void shouldNotFollowARedirectToAnotherOriginWithTheCredential(String location)
            throws IOException {
        host.then(302, "", "Location", location);

        ApiAnswer answer = client(null).send(withKey(key())).join();

        assertThat(answer.outcome()).isEqualTo(Outcome.UNUSABLE);
        assertThat(answer.detail()).endsWith("which must not get the credential");
        assertThat(host.sent).hasSize(1);
    }

    @Test
    void shouldFollowRedirectsElsewhereWithoutCredentialsButNotForEver() {
        for (int i = 0; i < 6; i++) {
            host.then(301, "", "Location", "https://mirror" + i + ".example/");
        }

        ApiAnswer answer = client(null).send(get()).join();

        assertThat(answer.outcome()).isEqualTo(Outcome.UNUSABLE);
        assertThat(answer.detail())
                .isEqualTo("HTTP 301 from mirror4.example: redirected more than 5 times");
    }

    @Test
    void shouldAskOnceMoreForADoubtfulAnswer() {
        host.then(200, "half").then(200, "half");
        ApiRequest request = ApiRequest.get(ADDRESS).askAgainIf(a -> a.body().length < 5).build();

        CompletableFuture<ApiAnswer> answer = client(null).send(request);
        timers.advance(Duration.ofSeconds(5));

        assertThat(answer.join().outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.join().attempts()).isEqualTo(2);
        assertThat(host.sent).hasSize(2);
    }

    @Test
    void shouldAbortWhatIsUnderWayAndHandBackTheShareWhenClosed() {
        RateShare share = limiters.register("key", 1);
        ApiClient client = client(share);
        CompletableFuture<ApiAnswer> underWay = client.send(get());
        CompletableFuture<ApiAnswer> waiting = client.send(get());

        client.close();

        assertThat(underWay.join().outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(underWay.join().detail()).isEqualTo("the client was closed");
        assertThat(waiting).isCompleted();
        assertThat(host.sent.get(0).aborted).isTrue();
        assertThat(limiters.size()).isZero();
        assertThat(timers.pending()).isLessThanOrEqualTo(1);
        assertThat(client.send(get()).join().outcome()).isNotEqualTo(Outcome.OK);
    }

    @Test
    void shouldGiveUpACallWhoseFutureIsCancelled() {
        CompletableFuture<ApiAnswer> answer = client(null).send(get());

        answer.cancel(false);

        assertThat(host.sent.get(0).aborted).isTrue();
        assertThat(timers.pending()).isZero();
    }

    private Duration pause(int retry) {
        return host.times().get(retry).minus(host.times().get(retry - 1));
    }

    private static ApiRequest get() {
        return ApiRequest.get(ADDRESS).build();
    }

    private Path key() throws IOException {
        return Files.writeString(folder.resolve("key"), "4711");
    }

    private ApiRequest withKey(Path file) {
        SecretResolver key =
                SecretResolver.of(
                        SecretReference.parse("file:" + file),
                        Duration.ofMinutes(5),
                        timers.clock());
        return ApiRequest.get(ADDRESS).credential("x-api-key", key).build();
    }

    private ApiClient client(RateShare share) {
        return client(share, new HostBreakers(timers.clock()));
    }

    private ApiClient client(RateShare share, HostBreakers breakers) {
        return ApiClient.builder(HttpPolicy.from(config))
                .rateShare(share)
                .listener(counters)
                .timers(timers)
                .transport(host)
                .breakers(breakers)
                .build();
    }
}
