// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import redis.clients.jedis.HostAndPort;

/** The options of the group {@code Redis}. */
public final class RedisOptions {

    public static final ConfigOption<RedisMode> MODE =
            ConfigOptions.key("mode")
                    .enumType(RedisMode.class)
                    .defaultValue(RedisMode.SINGLE)
                    .withDescription(
                            "How the servers share their work: one server, a master that Sentinel"
                                    + " names, or Redis Cluster.");

    public static final ConfigOption<String> NODES =
            ConfigOptions.key("nodes")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "host:port of the server, of the sentinels, or of some nodes of the"
                                    + " cluster; several are separated by commas.");

    public static final ConfigOption<String> MASTER_NAME =
            ConfigOptions.key("master.name")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Under which name the sentinels know the master.");

    public static final ConfigOption<String> USER =
            ConfigOptions.key("user")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("ACL user; without it the server's default user.");

    public static final ConfigOption<String> PASSWORD =
            ConfigOptions.key("password")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the password lives: env:NAME, file:/path, ssm:/path or"
                                    + " secretsmanager:id#field, never the password itself."
                                    + " Without it nobody logs in.");

    public static final ConfigOption<String> SENTINEL_USER =
            ConfigOptions.key("sentinel.user")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("ACL user at the sentinels, if they ask for one.");

    public static final ConfigOption<String> SENTINEL_PASSWORD =
            ConfigOptions.key("sentinel.password")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Reference to the password at the sentinels.");

    public static final ConfigOption<Integer> DATABASE =
            ConfigOptions.key("database")
                    .intType()
                    .defaultValue(0)
                    .withDescription("Number of the database; a cluster has only 0.");

    public static final ConfigOption<String> CLIENT_NAME =
            ConfigOptions.key("client.name")
                    .stringType()
                    .defaultValue("bellwether")
                    .withDescription("Name of the connections in CLIENT LIST, without spaces.");

    public static final ConfigOption<Boolean> TLS_ENABLED =
            ConfigOptions.key("tls.enabled")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether to speak TLS. The server's certificate is then always"
                                    + " checked.");

    public static final ConfigOption<String> TLS_CA =
            ConfigOptions.key("tls.ca")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Certificate authorities to trust instead of the platform's, in PEM:"
                                    + " the text itself or the path of a file that every worker"
                                    + " has.");

    public static final ConfigOption<String> TLS_TRUSTSTORE =
            ConfigOptions.key("tls.truststore")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Path of a PKCS 12 or JKS store to trust instead of the platform's.");

    public static final ConfigOption<String> TLS_TRUSTSTORE_PASSWORD =
            ConfigOptions.key("tls.truststore.password")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Reference to the password of the trust store.");

    public static final ConfigOption<Boolean> TLS_VERIFY_HOSTNAME =
            ConfigOptions.key("tls.verify-hostname")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the certificate must name the host that was asked for. Off"
                                    + " means that any certificate of a trusted authority will"
                                    + " do.");

    public static final ConfigOption<String> KEY_PREFIX =
            ConfigOptions.key("key.prefix")
                    .stringType()
                    .defaultValue("bavest")
                    .withDescription(
                            "First part of every key, before the first colon. With a hash tag, for"
                                    + " example {bavest}, all keys lie in one slot of a"
                                    + " cluster.");

    public static final ConfigOption<Integer> BATCH_SIZE =
            ConfigOptions.key("batch.size")
                    .intType()
                    .defaultValue(500)
                    .withDescription(
                            "Commands that are on their way at most before their answers are"
                                    + " awaited. More is faster up to a few hundred, and is what"
                                    + " a lost connection repeats at most.");

    public static final ConfigOption<Integer> BATCH_RECORDS =
            ConfigOptions.key("batch.records")
                    .intType()
                    .defaultValue(5_000)
                    .withDescription(
                            "Records that are gathered at most, each for the linger at most, so"
                                    + " that of several for one key only the last is written. 1"
                                    + " writes every record by itself.");

    public static final ConfigOption<Duration> BATCH_LINGER =
            ConfigOptions.key("batch.linger")
                    .durationType()
                    .defaultValue(Duration.ofMillis(10))
                    .withDescription(
                            "How long a record waits at most for its batch to fill: the delay that"
                                    + " a quiet stream pays.");

    public static final ConfigOption<Boolean> ATOMIC =
            ConfigOptions.key("atomic")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether the commands of one record are wrapped in MULTI and EXEC, so"
                                    + " that readers see all of its keys change at once. In a"
                                    + " cluster the prefix must then have a hash tag.");

    public static final ConfigOption<MemorySize> MAX_VALUE_SIZE =
            ConfigOptions.key("max-value-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(512))
                    .withDescription(
                            "Larger values are rejected without being sent; Redis closes the"
                                    + " connection on more than its proto-max-bulk-len.");

    public static final ConfigOption<Duration> CONNECT_TIMEOUT =
            ConfigOptions.key("connect.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription("How long a connection may take to open.");

    public static final ConfigOption<Duration> REPLY_TIMEOUT =
            ConfigOptions.key("reply.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How long the server may be silent before the connection is given up"
                                    + " and what was on its way is sent again.");

    public static final ConfigOption<Duration> RETRY_INITIAL_BACKOFF =
            ConfigOptions.key("retry.initial-backoff")
                    .durationType()
                    .defaultValue(Duration.ofMillis(50))
                    .withDescription(
                            "Pause before the second attempt, about doubled before each further"
                                    + " one.");

    public static final ConfigOption<Duration> RETRY_MAX_BACKOFF =
            ConfigOptions.key("retry.max-backoff")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription("Longest pause between two attempts.");

    public static final ConfigOption<Duration> RETRY_TIMEOUT =
            ConfigOptions.key("retry.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "The job fails (and restarts from its checkpoint) when Redis has"
                                    + " accepted nothing for so long. Checkpoints wait as long,"
                                    + " so keep it below their timeout.");

    private RedisOptions() {}

    /** Reports every problem that the types of the options do not show; never throws. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        new RedisOptionsCheck(config, problem).run();
    }

    static <T> RedisSink.Builder<T> sink(ReadableConfig config, SecretStores stores) {
        check(
                config,
                (option, message) -> {
                    throw new IllegalArgumentException(option.key() + " " + message);
                });
        WriteSettings settings = new WriteSettings();
        settings.batchSize = config.get(BATCH_SIZE);
        settings.batchRecords = config.get(BATCH_RECORDS);
        settings.linger = config.get(BATCH_LINGER);
        settings.atomic = config.get(ATOMIC);
        settings.maxValueBytes = config.get(MAX_VALUE_SIZE).getBytes();
        settings.initialBackoff = config.get(RETRY_INITIAL_BACKOFF);
        settings.maxBackoff = config.get(RETRY_MAX_BACKOFF);
        settings.retryTimeout = config.get(RETRY_TIMEOUT);
        return new RedisSink.Builder<>(endpoint(config, stores), settings);
    }

    static List<String> addresses(String nodes) {
        List<String> addresses = new ArrayList<>();
        for (String address : Arrays.asList(nodes.split(",", -1))) {
            addresses.add(address.trim());
        }
        return addresses;
    }

    static RedisEndpoint endpoint(ReadableConfig config, SecretStores stores) {
        List<String> nodes = addresses(config.get(NODES));
        RedisEndpoint.Builder builder;
        switch (config.get(MODE)) {
            case SENTINEL:
                builder = RedisEndpoint.sentinel(config.get(MASTER_NAME), nodes);
                break;
            case CLUSTER:
                builder = RedisEndpoint.cluster(nodes);
                break;
            default:
                HostAndPort only = HostAndPort.from(nodes.get(0));
                builder = RedisEndpoint.single(only.getHost(), only.getPort());
                break;
        }
        return builder.credentials(credentials(config, USER, PASSWORD, stores))
                .sentinelCredentials(credentials(config, SENTINEL_USER, SENTINEL_PASSWORD, stores))
                .database(config.get(DATABASE))
                .clientName(config.get(CLIENT_NAME))
                .tls(tls(config, stores))
                .connectTimeout(config.get(CONNECT_TIMEOUT))
                .replyTimeout(config.get(REPLY_TIMEOUT))
                .build();
    }

    private static RedisCredentials credentials(
            ReadableConfig config,
            ConfigOption<String> user,
            ConfigOption<String> password,
            SecretStores stores) {
        if (config.getOptional(password).isEmpty()) {
            return RedisCredentials.none();
        }
        SecretReference reference = SecretReference.parse(config.get(password), stores);
        return config.getOptional(user)
                .map(name -> RedisCredentials.user(name, reference))
                .orElseGet(() -> RedisCredentials.password(reference));
    }

    private static RedisTls tls(ReadableConfig config, SecretStores stores) {
        if (!config.get(TLS_ENABLED)) {
            return null;
        }
        RedisTls tls;
        if (config.getOptional(TLS_CA).isPresent()) {
            tls = RedisTls.certificateAuthority(config.get(TLS_CA));
        } else if (config.getOptional(TLS_TRUSTSTORE).isPresent()) {
            tls =
                    RedisTls.trustStore(
                            config.get(TLS_TRUSTSTORE),
                            config.getOptional(TLS_TRUSTSTORE_PASSWORD)
                                    .map(text -> SecretReference.parse(text, stores))
                                    .orElse(null));
        } else {
            tls = RedisTls.platformTrust();
        }
        return config.get(TLS_VERIFY_HOSTNAME) ? tls : tls.withoutHostNameCheck();
    }
}
