// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.clients.alpaca.AlpacaTrading;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.PolledPortfolio;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.polling.PollingSource;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;

/** The positions of the account of an API key, as a {@link PollingSource}. */
public final class AlpacaPositionSource {

    private AlpacaPositionSource() {}

    /**
     * @param alpaca options of the group {@code Alpaca}
     * @param http options of the group {@code Http}
     * @param positions checked options of the group {@code AlpacaPositions}, with an account
     * @param stores who reads the API key if it is in a store
     */
    public static PollingSource<PolledPortfolio> from(
            ReadableConfig alpaca,
            ReadableConfig http,
            ReadableConfig positions,
            SecretStores stores) {
        Schedule schedule =
                Schedule.cron(positions.get(AlpacaPositionOptions.SCHEDULE_CRON), UsSessions.ZONE);
        if (positions.get(AlpacaPositionOptions.TRADING_DAYS_ONLY)) {
            UsSessions calendar = new UsSessions();
            schedule = schedule.onTradingDays(calendar::isTradingDay, UsSessions.ZONE);
        }
        return PollingSource.<PolledPortfolio>builder()
                .name("alpaca positions")
                .fetchers(
                        new AlpacaFetchers<>(
                                alpaca,
                                http,
                                stores,
                                (settings, policy, readers, counters) ->
                                        new AlpacaPositionFetcher(
                                                AlpacaTrading.open(
                                                        settings,
                                                        policy,
                                                        AlpacaTrading.REQUESTS_PER_SECOND / readers,
                                                        counters),
                                                settings.keyId().toString(),
                                                Clock.systemUTC())))
                .items(List.of(positions.get(AlpacaPositionOptions.ACCOUNT)))
                .schedule(schedule)
                .pollAtStart(true)
                .typeInformation(TypeInformation.of(PolledPortfolio.class))
                .build();
    }
}
