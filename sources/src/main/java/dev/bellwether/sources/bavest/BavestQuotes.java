// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import dev.bellwether.clients.bavest.BavestClient;
import dev.bellwether.clients.bavest.BavestSettings;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.http.HttpMetrics;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.model.Ingested;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollFetcherFactory;
import dev.bellwether.sources.polling.PollRefusedException;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Makes the fetchers of Bavest's quotes; the polled items are symbols or, in v0, ISINs.
 *
 * <p>Each reader gets {@code requests.per.second / parallelism} of the rate, so that all readers
 * together, in however many processes, keep the limit. Readers in one process may use each other's
 * idle part; across processes an idle reader's part is not used.
 */
public final class BavestQuotes implements PollFetcherFactory<Ingested> {

    private static final long serialVersionUID = 1L;

    private final BavestSettings settings;
    private final HttpPolicy policy;

    private BavestQuotes(BavestSettings settings, HttpPolicy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    /** Quotes with a key that is not in a store. */
    public static BavestQuotes from(ReadableConfig bavest, ReadableConfig http) {
        return from(bavest, http, SecretStores.none());
    }

    /**
     * @param bavest options of the group {@code Bavest}
     * @param http options of the group {@code Http}
     * @param stores who reads the key if it is in a store
     * @throws IllegalArgumentException with all that is wrong with either
     */
    public static BavestQuotes from(
            ReadableConfig bavest, ReadableConfig http, SecretStores stores) {
        return new BavestQuotes(BavestSettings.from(bavest, stores), HttpPolicy.from(http));
    }

    @Override
    public PollFetcher<Ingested> create(SourceReaderContext context) throws PollRefusedException {
        HttpCounters counters = new HttpCounters();
        double share = settings.requestsPerSecond() / context.currentParallelism();
        BavestClient client;
        try {
            client = BavestClient.open(settings, policy, share, counters);
        } catch (SecretUnavailableException e) {
            throw new PollRefusedException("There is no API key for Bavest: " + e.getMessage());
        }
        HttpMetrics.register(context.metricGroup().addGroup("kinesisanalytics"), counters);
        return new BavestQuoteFetcher(
                client, settings.key().toString(), settings.maxConcurrentRequests());
    }
}
