// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Json;
import dev.bellwether.model.Timeframe;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BarFilesTest {

    private static Bar bar(Timeframe timeframe, String start, String end) {
        Bar bar = new Bar();
        bar.symbol = "SPY";
        bar.timeframe = timeframe;
        bar.startMillis = Instant.parse(start).toEpochMilli();
        bar.endMillis = Instant.parse(end).toEpochMilli();
        bar.open = 367.4;
        bar.high = 367.62;
        bar.low = 367.36;
        bar.close = 367.46;
        bar.trades = 4;
        return bar;
    }

    @Test
    void shouldPartitionByTimeframeAndDate() {
        assertThat(
                        BarFiles.partition(
                                bar(
                                        Timeframe.ONE_MINUTE,
                                        "2020-12-15T23:59:00Z",
                                        "2020-12-16T00:00:00Z")))
                .isEqualTo("timeframe=1min/date=2020-12-15");
    }

    @Test
    void shouldFileASessionUnderItsOwnDateEastAndWestOfGreenwich() {
        // 2020-12-15 in New York and in Tokyo
        assertThat(
                        BarFiles.partition(
                                bar(
                                        Timeframe.SESSION,
                                        "2020-12-15T05:00:00Z",
                                        "2020-12-16T05:00:00Z")))
                .isEqualTo("timeframe=session/date=2020-12-15");
        assertThat(
                        BarFiles.partition(
                                bar(
                                        Timeframe.SESSION,
                                        "2020-12-14T15:00:00Z",
                                        "2020-12-15T15:00:00Z")))
                .isEqualTo("timeframe=session/date=2020-12-15");
    }

    @Test
    void shouldGiveBackABarAndLeaveOutUnknownFigures() {
        Bar bar = bar(Timeframe.FIVE_MINUTES, "2020-12-15T14:30:00Z", "2020-12-15T14:35:00Z");
        String line = Json.write(bar);

        assertThat(line).contains("\"close\":367.46").doesNotContain("volume");
        assertThat(BarFiles.parse(line)).isEqualTo(bar);
        bar.volume = 0;
        bar.revision = 2;
        assertThat(BarFiles.parse(Json.write(bar))).isEqualTo(bar);
    }

    @Test
    void shouldRefuseALineThatIsNoBar() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarFiles.parse("{\"symbol\":"))
                .withMessageStartingWith("not a bar: ");
    }
}
