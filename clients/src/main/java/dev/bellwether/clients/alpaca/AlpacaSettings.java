// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.clients.alpaca.AlpacaOptions.Adjustment;
import dev.bellwether.clients.alpaca.AlpacaOptions.Feed;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretStores;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The validated values of {@link AlpacaOptions}. Immutable, holds no secret, travels with a job.
 */
public final class AlpacaSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String dataUrl;
    private final String tradingUrl;
    private final SecretReference keyId;
    private final SecretReference secret;
    private final Duration refresh;
    private final Feed feed;
    private final boolean feedFallback;
    private final Adjustment adjustment;
    private final double requestsPerSecond;
    private final int maxConcurrentRequests;

    private AlpacaSettings(ReadableConfig config, SecretStores stores) {
        dataUrl = withoutSlash(config.get(AlpacaOptions.DATA_BASE_URL));
        tradingUrl = withoutSlash(config.get(AlpacaOptions.TRADING_BASE_URL));
        keyId = SecretReference.parse(config.get(AlpacaOptions.KEY_ID), stores);
        secret = SecretReference.parse(config.get(AlpacaOptions.SECRET), stores);
        refresh = config.get(AlpacaOptions.REFRESH);
        feed = config.get(AlpacaOptions.FEED);
        feedFallback = config.get(AlpacaOptions.FEED_FALLBACK);
        adjustment = config.get(AlpacaOptions.ADJUSTMENT);
        requestsPerSecond = config.get(AlpacaOptions.REQUESTS_PER_MINUTE) / 60;
        maxConcurrentRequests = config.get(AlpacaOptions.MAX_CONCURRENT_REQUESTS);
    }

    /**
     * @param stores who reads the keys if they are in a store
     * @throws IllegalArgumentException with all that {@link AlpacaOptions#check} finds
     */
    public static AlpacaSettings from(ReadableConfig config, SecretStores stores) {
        List<String> problems = new ArrayList<>();
        AlpacaOptions.check(config, (option, text) -> problems.add(option.key() + " " + text));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Alpaca: " + String.join("; ", problems));
        }
        return new AlpacaSettings(config, stores);
    }

    private static String withoutSlash(String address) {
        return address.replaceAll("/+$", "");
    }

    String dataUrl() {
        return dataUrl;
    }

    String tradingUrl() {
        return tradingUrl;
    }

    public SecretReference keyId() {
        return keyId;
    }

    SecretReference secret() {
        return secret;
    }

    Duration refresh() {
        return refresh;
    }

    Feed feed() {
        return feed;
    }

    boolean feedFallback() {
        return feedFallback;
    }

    Adjustment adjustment() {
        return adjustment;
    }

    /** For all subtasks together. */
    public double requestsPerSecond() {
        return requestsPerSecond;
    }

    /** For one subtask. */
    public int maxConcurrentRequests() {
        return maxConcurrentRequests;
    }
}
