// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.clients.alpaca.AlpacaMarketData;
import dev.bellwether.clients.alpaca.AlpacaSettings;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollingSource;
import dev.bellwether.sources.polling.PollingSourceBuilder;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The daily bars of a universe from Alpaca, as a {@link PollingSource}: each trading day, or once
 * for a range of days.
 *
 * <p>A poll asks for the sessions that had closed when it was due, never for the running one. The
 * bars of a symbol come in the order of time; after them comes how the asking ended. A request that
 * fails for good is made again at the next poll.
 *
 * <p>A range is gone through in steps of four weeks, each for all symbols before the next, so that
 * event time ({@link #watermarks}) closes sessions as it goes on.
 */
public final class AlpacaBarSource {

    private static final Duration STEP = Duration.ofDays(28);

    private AlpacaBarSource() {}

    /**
     * @param alpaca options of the group {@code Alpaca}
     * @param http options of the group {@code Http}
     * @param bars checked options of the group {@code AlpacaBars}
     * @param universe the symbols to ask for
     * @param stores who reads the API key if it is in a store
     */
    public static PollingSource<PolledBar> from(
            ReadableConfig alpaca,
            ReadableConfig http,
            ReadableConfig bars,
            List<String> universe,
            SecretStores stores) {
        AskedSessions sessions = new AskedSessions(bars);
        int chunk = bars.get(AlpacaBarOptions.CHUNK_SIZE);
        boolean actions = bars.get(AlpacaBarOptions.CORPORATE_ACTIONS);
        PollingSourceBuilder<PolledBar> source =
                PollingSource.<PolledBar>builder()
                        .name("alpaca bars")
                        .fetchers(
                                new AlpacaFetchers<>(
                                        alpaca,
                                        http,
                                        stores,
                                        (settings, policy, readers, counters) ->
                                                fetcher(
                                                        settings, policy, readers, counters,
                                                        sessions, chunk, actions)))
                        .items(universe)
                        .chunkSize(chunk)
                        .typeInformation(TypeInformation.of(PolledBar.class));
        return AlpacaBarOptions.isBounded(bars)
                ? range(source, bars).build()
                : daily(source, bars).build();
    }

    private static PollFetcher<PolledBar> fetcher(
            AlpacaSettings settings,
            HttpPolicy policy,
            int readers,
            HttpCounters counters,
            AskedSessions sessions,
            int chunk,
            boolean actions) {
        return new AlpacaBarFetcher(
                AlpacaMarketData.open(
                        settings, policy, settings.requestsPerSecond() / readers, counters),
                sessions,
                settings.keyId().toString(),
                chunk,
                settings.maxConcurrentRequests(),
                actions);
    }

    private static PollingSourceBuilder<PolledBar> daily(
            PollingSourceBuilder<PolledBar> source, ReadableConfig bars) {
        Schedule schedule =
                Schedule.cron(bars.get(AlpacaBarOptions.SCHEDULE_CRON), UsSessions.ZONE);
        if (bars.get(AlpacaBarOptions.TRADING_DAYS_ONLY)) {
            UsSessions calendar = new UsSessions();
            schedule = schedule.onTradingDays(calendar::isTradingDay, UsSessions.ZONE);
        }
        return source.schedule(schedule)
                .pollAtStart(bars.get(AlpacaBarOptions.AT_START))
                .missedFirings(MissedFirings.SKIP, 1);
    }

    /** The last firing is at the end of the last day; the one before the first is too early. */
    private static PollingSourceBuilder<PolledBar> range(
            PollingSourceBuilder<PolledBar> source, ReadableConfig bars) {
        Instant end = startOf(bars.get(AlpacaBarOptions.RANGE_TO), 1);
        return source.schedule(Schedule.every(STEP, end))
                .from(startOf(bars.get(AlpacaBarOptions.RANGE_FROM), 1))
                .to(end.plusMillis(1));
    }

    private static Instant startOf(String date, int later) {
        return LocalDate.parse(date).plusDays(later).atStartOfDay(UsSessions.ZONE).toInstant();
    }

    /**
     * None for a source that goes on for ever: its sessions are closed by what it says of its
     * polls. In a range a bar happens at the end of its day, and a step is over when the next one
     * is.
     */
    public static WatermarkStrategy<PolledBar> watermarks(ReadableConfig bars) {
        if (!AlpacaBarOptions.isBounded(bars)) {
            return WatermarkStrategy.noWatermarks();
        }
        return WatermarkStrategy.<PolledBar>forBoundedOutOfOrderness(STEP.plusDays(1))
                .withTimestampAssigner(
                        (polled, before) -> polled.bar == null ? before : polled.bar.endMillis);
    }
}
