// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.clients.alpaca.AlpacaSettings;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.http.HttpMetrics;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollFetcherFactory;
import dev.bellwether.sources.polling.PollRefusedException;
import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Makes the fetchers of Alpaca's readers. Each gets its part of the rate, so that all readers
 * together, in however many processes, keep the limit.
 *
 * @param <T> type of the records
 */
final class AlpacaFetchers<T> implements PollFetcherFactory<T> {

    private static final long serialVersionUID = 1L;

    /**
     * Opens one fetcher.
     *
     * @param <T> type of the records
     */
    @FunctionalInterface
    interface Opener<T> extends Serializable {
        PollFetcher<T> open(
                AlpacaSettings settings, HttpPolicy policy, int readers, HttpCounters counters);
    }

    private final AlpacaSettings settings;
    private final HttpPolicy policy;
    private final Opener<T> opener;

    /**
     * @param alpaca options of the group {@code Alpaca}
     * @param http options of the group {@code Http}
     * @param stores who reads the key if it is in a store
     * @throws IllegalArgumentException with all that is wrong with either
     */
    AlpacaFetchers(
            ReadableConfig alpaca, ReadableConfig http, SecretStores stores, Opener<T> opener) {
        this.settings = AlpacaSettings.from(alpaca, stores);
        this.policy = HttpPolicy.from(http);
        this.opener = opener;
    }

    @Override
    public PollFetcher<T> create(SourceReaderContext context) throws PollRefusedException {
        HttpCounters counters = new HttpCounters();
        PollFetcher<T> fetcher;
        try {
            fetcher = opener.open(settings, policy, context.currentParallelism(), counters);
        } catch (SecretUnavailableException e) {
            throw new PollRefusedException("There is no API key for Alpaca: " + e.getMessage());
        }
        HttpMetrics.register(context.metricGroup().addGroup("kinesisanalytics"), counters);
        return fetcher;
    }
}
