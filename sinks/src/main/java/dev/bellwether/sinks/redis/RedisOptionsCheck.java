// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretReference;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** Everything about {@link RedisOptions} that the options' types cannot say. */
final class RedisOptionsCheck {

    private static final Pattern ADDRESS = Pattern.compile("\\S+:(\\d{1,5})");
    private static final Pattern HASH_TAG = Pattern.compile(".*?\\{[^}]+}.*");
    private static final int MAX_BATCH = 100_000;
    private static final int MAX_RECORDS = 100_000;
    private static final int MAX_PORT = 65_535;

    private final ReadableConfig config;
    private final BiConsumer<ConfigOption<?>, String> problem;

    RedisOptionsCheck(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        this.config = config;
        this.problem = problem;
    }

    void run() {
        checkAddresses();
        checkLogin(RedisOptions.USER, RedisOptions.PASSWORD);
        checkLogin(RedisOptions.SENTINEL_USER, RedisOptions.SENTINEL_PASSWORD);
        checkTls();
        checkKeys();
        checkClientName();
        checkBatches();
        checkTimes();
    }

    private void checkAddresses() {
        RedisMode mode = config.get(RedisOptions.MODE);
        if (config.getOptional(RedisOptions.NODES).isEmpty()) {
            problem.accept(
                    RedisOptions.NODES,
                    "is required: host:port of Redis, several separated by commas");
        } else {
            List<String> nodes = RedisOptions.addresses(config.get(RedisOptions.NODES));
            for (String node : nodes) {
                if (!isAddress(node)) {
                    problem.accept(
                            RedisOptions.NODES, "must be host:port addresses, was '" + node + "'");
                }
            }
            if (mode == RedisMode.SINGLE && nodes.size() > 1) {
                problem.accept(
                        RedisOptions.NODES,
                        "must be one address in mode single, were " + nodes.size());
            }
        }
        boolean named = config.getOptional(RedisOptions.MASTER_NAME).isPresent();
        if (mode == RedisMode.SENTINEL && !named) {
            problem.accept(
                    RedisOptions.MASTER_NAME,
                    "is required: the name of the master in mode sentinel");
        }
        if (mode != RedisMode.SENTINEL && named) {
            problem.accept(RedisOptions.MASTER_NAME, "must be absent unless the mode is sentinel");
        }
        int database = config.get(RedisOptions.DATABASE);
        if (database < 0) {
            problem.accept(RedisOptions.DATABASE, "must be 0 or more, was " + database);
        } else if (mode == RedisMode.CLUSTER && database != 0) {
            problem.accept(RedisOptions.DATABASE, "must be 0 in a cluster, was " + database);
        }
    }

    private static boolean isAddress(String node) {
        Matcher address = ADDRESS.matcher(node);
        if (!address.matches()) {
            return false;
        }
        int port = Integer.parseInt(address.group(1));
        return port >= 1 && port <= MAX_PORT;
    }

    private void checkLogin(ConfigOption<String> user, ConfigOption<String> password) {
        checkReference(password);
        if (config.getOptional(user).isPresent() && config.getOptional(password).isEmpty()) {
            problem.accept(password, "is required: a user logs in with a password");
        }
    }

    private void checkReference(ConfigOption<String> option) {
        if (config.getOptional(option).isPresent()) {
            try {
                SecretReference.parse(config.get(option));
            } catch (IllegalArgumentException e) {
                problem.accept(option, e.getMessage());
            }
        }
    }

    private void checkTls() {
        checkReference(RedisOptions.TLS_TRUSTSTORE_PASSWORD);
        boolean authority = config.getOptional(RedisOptions.TLS_CA).isPresent();
        boolean store = config.getOptional(RedisOptions.TLS_TRUSTSTORE).isPresent();
        if (authority && store) {
            problem.accept(
                    RedisOptions.TLS_TRUSTSTORE, "must be absent if tls.ca is given, or that");
        }
        if (!config.get(RedisOptions.TLS_ENABLED) && (authority || store)) {
            problem.accept(RedisOptions.TLS_ENABLED, "must be true if something to trust is given");
        }
    }

    private void checkKeys() {
        String prefix = config.get(RedisOptions.KEY_PREFIX);
        if (prefix.isEmpty() || prefix.chars().anyMatch(c -> c <= ' ' || c == ':')) {
            problem.accept(
                    RedisOptions.KEY_PREFIX,
                    "must be neither empty nor contain blanks or colons, was '" + prefix + "'");
        }
        if (config.get(RedisOptions.ATOMIC)
                && config.get(RedisOptions.MODE) == RedisMode.CLUSTER
                && !HASH_TAG.matcher(prefix).matches()) {
            problem.accept(
                    RedisOptions.KEY_PREFIX,
                    "must have a hash tag, for example {"
                            + prefix
                            + "}, to write atomically in a cluster");
        }
    }

    private void checkClientName() {
        String name = config.get(RedisOptions.CLIENT_NAME);
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            problem.accept(
                    RedisOptions.CLIENT_NAME,
                    "must be printable ASCII without blanks, was '" + name + "'");
        }
    }

    private void checkBatches() {
        int size = config.get(RedisOptions.BATCH_SIZE);
        if (size < 1 || size > MAX_BATCH) {
            problem.accept(
                    RedisOptions.BATCH_SIZE,
                    "must be between 1 and " + MAX_BATCH + ", was " + size);
        }
        int records = config.get(RedisOptions.BATCH_RECORDS);
        if (records < 1 || records > MAX_RECORDS) {
            problem.accept(
                    RedisOptions.BATCH_RECORDS,
                    "must be between 1 and " + MAX_RECORDS + ", was " + records);
        }
        long bytes = config.get(RedisOptions.MAX_VALUE_SIZE).getBytes();
        if (bytes < 1) {
            problem.accept(RedisOptions.MAX_VALUE_SIZE, "must be at least 1 byte, was " + bytes);
        }
    }

    private void checkTimes() {
        checkTime(RedisOptions.BATCH_LINGER, 1, 60_000);
        checkTime(RedisOptions.CONNECT_TIMEOUT, 1, 600_000);
        checkTime(RedisOptions.REPLY_TIMEOUT, 1, 600_000);
        checkTime(RedisOptions.RETRY_INITIAL_BACKOFF, 10, 60_000);
        checkTime(RedisOptions.RETRY_MAX_BACKOFF, 10, 600_000);
        checkTime(RedisOptions.RETRY_TIMEOUT, 1, 86_400_000);
        Duration initial = config.get(RedisOptions.RETRY_INITIAL_BACKOFF);
        Duration max = config.get(RedisOptions.RETRY_MAX_BACKOFF);
        if (max.compareTo(initial) < 0) {
            problem.accept(
                    RedisOptions.RETRY_MAX_BACKOFF,
                    "must not be shorter than retry.initial-backoff ("
                            + initial.toMillis()
                            + " ms), was "
                            + max.toMillis()
                            + " ms");
        }
    }

    private void checkTime(ConfigOption<Duration> option, long minMillis, long maxMillis) {
        long millis = config.get(option).toMillis();
        if (millis < minMillis || millis > maxMillis) {
            problem.accept(
                    option,
                    "must be between " + minMillis + " and " + maxMillis + " ms, was " + millis);
        }
    }
}
