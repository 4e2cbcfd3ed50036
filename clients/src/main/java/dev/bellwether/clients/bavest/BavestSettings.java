// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretStores;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The validated values of {@link BavestOptions}. Immutable, holds no secret, travels with a job.
 */
public final class BavestSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String baseUrl;
    private final BavestVersion version;
    private final SecretReference key;
    private final Duration keyRefresh;
    private final String currency;
    private final double requestsPerSecond;
    private final int maxConcurrentRequests;

    private BavestSettings(ReadableConfig config, SecretStores stores) {
        version = config.get(BavestOptions.API_VERSION);
        baseUrl = BavestAddress.normalized(config.get(BavestOptions.BASE_URL), version);
        key = SecretReference.parse(config.get(BavestOptions.API_KEY), stores);
        keyRefresh = config.get(BavestOptions.API_KEY_REFRESH);
        currency = config.get(BavestOptions.CURRENCY);
        requestsPerSecond = config.get(BavestOptions.REQUESTS_PER_SECOND);
        maxConcurrentRequests = config.get(BavestOptions.MAX_CONCURRENT_REQUESTS);
    }

    /** Settings whose key is not in a store. */
    public static BavestSettings from(ReadableConfig config) {
        return from(config, SecretStores.none());
    }

    /**
     * @param stores who reads the key if it is in a store
     * @throws IllegalArgumentException with all that {@link BavestOptions#check} finds
     */
    public static BavestSettings from(ReadableConfig config, SecretStores stores) {
        List<String> problems = new ArrayList<>();
        BavestOptions.check(config, (option, text) -> problems.add(option.key() + " " + text));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Bavest: " + String.join("; ", problems));
        }
        return new BavestSettings(config, stores);
    }

    /** Address with version, without a slash at its end. */
    public String baseUrl() {
        return baseUrl;
    }

    public BavestVersion version() {
        return version;
    }

    public SecretReference key() {
        return key;
    }

    public Duration keyRefresh() {
        return keyRefresh;
    }

    public String currency() {
        return currency;
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
