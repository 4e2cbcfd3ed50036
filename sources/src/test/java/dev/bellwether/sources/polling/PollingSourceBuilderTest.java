// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class PollingSourceBuilderTest {

    @Test
    void shouldTellEverythingThatIsMissing() {
        assertThatThrownBy(() -> PollingSource.<Polled>builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fetchers are missing")
                .hasMessageContaining("schedule is missing")
                .hasMessageContaining("items are missing")
                .hasMessageContaining("type information is missing");
    }

    @Test
    void shouldTellEverythingThatIsWrong() {
        assertThatThrownBy(
                        () ->
                                complete()
                                        .name(" ")
                                        .items(Arrays.asList("a", "b", "a", ""))
                                        .chunkSize(0)
                                        .missedFirings(MissedFirings.CATCH_UP, 0)
                                        .from(Instant.ofEpochSecond(5))
                                        .to(Instant.ofEpochSecond(5))
                                        .pollAtStart(true)
                                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name is empty")
                .hasMessageContaining("item 'a' is given twice")
                .hasMessageContaining("an item is empty")
                .hasMessageContaining("chunk size must be at least 1, was 0")
                .hasMessageContaining("missed firings: at least 1, was 0")
                .hasMessageContaining("must be before to")
                .hasMessageContaining("cannot poll at start");
    }

    @Test
    void shouldBeBoundedIfThereIsAnEnd() {
        assertThat(complete().build().getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(complete().to(Instant.EPOCH).build().getBoundedness())
                .isEqualTo(Boundedness.BOUNDED);
    }

    @Test
    void shouldTravelToTheClusterWhole() throws Exception {
        PollingSource<Polled> source =
                complete()
                        .schedule(Schedule.cron("0 9 * * *", ZoneOffset.UTC))
                        .emitOnChange(new ByValue())
                        .timestamps((record, scheduled) -> scheduled)
                        .build();

        PollingSource<Polled> copy = InstantiationUtil.clone(source);

        assertThat(copy.toString()).isEqualTo(source.toString()).contains("2 items");
        assertThat(copy.getProducedType()).isEqualTo(Types.POJO(Polled.class));
        SourceReader<Polled, ?> reader = copy.createReader(new FakeReaderContext());
        reader.close();
    }

    @Test
    void shouldNotMakeAReaderForAFetcherThatAllowsNoCalls() {
        FakeFetcher fetcher = new FakeFetcher();
        fetcher.maxConcurrentRequests = 0;
        PollingSource<Polled> source = complete().fetchers(context -> fetcher).build();

        assertThatThrownBy(() -> source.createReader(new FakeReaderContext()))
                .hasMessageContaining("maxConcurrentRequests must be >= 1, was 0");
        assertThat(fetcher.closed).isTrue();
    }

    @Test
    void shouldStopAtTheFirstSplitIfThereIsNoCredential() throws Exception {
        PollingSource<Polled> source =
                complete()
                        .fetchers(
                                context -> {
                                    throw new PollRefusedException("no key is set");
                                })
                        .build();

        assertThat(source.createReader(new FakeReaderContext())).isInstanceOf(PollingReader.class);
    }

    private static PollingSourceBuilder<Polled> complete() {
        return PollingSource.<Polled>builder()
                .fetchers(context -> new FakeFetcher())
                .items(List.of("a", "b"))
                .schedule(Schedule.every(Duration.ofSeconds(1)))
                .typeInformation(Types.POJO(Polled.class));
    }
}
