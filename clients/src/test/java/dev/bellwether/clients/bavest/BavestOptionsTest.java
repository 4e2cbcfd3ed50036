// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BavestOptionsTest {

    private final Configuration config = new Configuration();

    @Test
    void shouldNeedNothingButTheKey() {
        assertThat(problems())
                .containsExactly(
                        Map.entry(
                                "api.key",
                                "is required: where the API key lives, for example env:NAME"));

        config.set(BavestOptions.API_KEY, "env:BAVEST_API_KEY");
        assertThat(problems()).isEmpty();
        BavestSettings settings = BavestSettings.from(config);
        assertThat(settings.baseUrl()).isEqualTo("https://api.bavest.co/v0");
        assertThat(settings.currency()).isEqualTo("USD");
        assertThat(settings.key()).hasToString("env:BAVEST_API_KEY");
    }

    @Test
    void shouldNotEchoAKeyThatWasPastedIn() {
        config.set(BavestOptions.API_KEY, "sk-live-4711");

        assertThat(problems().get("api.key"))
                .startsWith("must refer to a secret as env:NAME or file:/path")
                .doesNotContain("4711");
        assertThatThrownBy(() -> BavestSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api.key must refer")
                .hasMessageNotContaining("4711");
    }

    @Test
    void shouldReadVersionsAsTheyAreWritten() {
        config.setString("api.version", "v2");
        config.set(BavestOptions.API_KEY, "env:K");

        assertThat(BavestSettings.from(config).version()).isEqualTo(BavestVersion.V2);
        assertThat(BavestSettings.from(config).baseUrl()).isEqualTo("https://api.bavest.co/v2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.bavest.co,must be https: the key would travel readable for anyone",
        "ftp://api.bavest.co,must be a web address such as https://api.bavest.co",
        "api.bavest.co,must be a web address such as https://api.bavest.co",
        "https://api bavest,must be a web address",
        "https://api.bavest.co?key=4711,'must not have a query, a fragment or a user'",
        "https://u:4711@api.bavest.co,'must not have a query, a fragment or a user'",
        "https://api.bavest.co/v2/,'ends with another version than api.version, which is v0'"
    })
    void shouldRefuseAddressesThatWillNotDo(String address, String problem) {
        config.set(BavestOptions.API_KEY, "env:K");
        config.set(BavestOptions.BASE_URL, address);

        assertThat(problems()).containsExactly(Map.entry("base.url", problem));
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:8080/", "http://localhost:1", "http://[::1]:8080"})
    void shouldAllowPlainHttpOnThisMachine(String address) {
        config.set(BavestOptions.API_KEY, "env:K");
        config.set(BavestOptions.BASE_URL, address);

        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldReportEveryFigureThatIsOutOfRange() {
        config.set(BavestOptions.API_KEY, "env:K");
        config.set(BavestOptions.API_KEY_REFRESH, Duration.ZERO);
        config.set(BavestOptions.CURRENCY, "usd");
        config.set(BavestOptions.REQUESTS_PER_SECOND, 0.0);
        config.set(BavestOptions.MAX_CONCURRENT_REQUESTS, 65);

        assertThat(problems())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "api.key.refresh", "must be at least 1 s, was 0 ms",
                                "currency",
                                        "must be three capital letters as in ISO 4217, was"
                                                + " \"usd\"",
                                "requests.per.second", "must be above 0 and at most 1000, was 0.0",
                                "max.concurrent.requests", "must be between 1 and 64, was 65"));
    }

    private Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        BavestOptions.check(config, (option, text) -> problems.put(option.key(), text));
        return problems;
    }
}
