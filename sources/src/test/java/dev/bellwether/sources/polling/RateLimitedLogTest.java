// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class RateLimitedLogTest {

    private final List<String> lines = new ArrayList<>();
    private final ManualClock clock = new ManualClock(0);

    @Test
    void shouldWarnOnceAMinuteAndSayHowOftenItKeptSilent() {
        RateLimitedLog log = new RateLimitedLog(logger(), clock::millis, "poll failed");

        log.warn("quotes", List.of("AAPL"), "HTTP 500");
        clock.advance(59_999);
        log.warn("quotes", List.of("MSFT"), "HTTP 500");
        log.warn("quotes", List.of("TSLA"), "HTTP 500");
        clock.advance(1);
        log.warn("quotes", List.of("NVDA"), "HTTP 502");

        assertThat(lines)
                .containsExactly(
                        "Polling source 'quotes': poll failed for [AAPL]: HTTP 500"
                                + " (0 more of this kind since the last line)",
                        "Polling source 'quotes': poll failed for [NVDA]: HTTP 502"
                                + " (2 more of this kind since the last line)");
    }

    private Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("warn");
                            lines.add(
                                    MessageFormatter.arrayFormat(
                                                    (String) arguments[0], (Object[]) arguments[1])
                                            .getMessage());
                            return null;
                        });
    }
}
