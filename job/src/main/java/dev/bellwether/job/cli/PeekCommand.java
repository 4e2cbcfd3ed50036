// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.sinks.redis.RedisOptions;
import dev.bellwether.sinks.redis.RedisReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what Redis holds for a symbol under each of the five key families. */
@Command(
        name = "peek",
        mixinStandardHelpOptions = true,
        description = "Prints what Redis holds for a symbol.")
final class PeekCommand implements Callable<Integer> {

    /** Where a running demo leaves its configuration. */
    private static final Path DEMO = Path.of("data", "demo", "config.json");

    private static final int NOTHING_FOUND = 3;

    private final ObjectMapper json = new ObjectMapper();

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "For example AAPL.")
    private String symbol;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The job's configuration (default: that of the demo).")
    private Path config;

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            description = "A Redis without TLS and password, instead of a configuration.")
    private String redis;

    private SecretStores stores = SecretStores.none();

    @Override
    public Integer call() throws IOException {
        ReadableConfig options = options();
        String prefix = options.get(RedisOptions.KEY_PREFIX);
        String name = symbol.toUpperCase(Locale.ROOT);
        PrintWriter out = Cli.out(spec);
        try (RedisReader reader = open(options)) {
            out.printf(Locale.ROOT, "%s in Redis at %s%n", name, reader.address());
            String latest = print(out, reader, prefix + ":latest:" + name);
            print(out, reader, prefix + ":analytics:" + name);
            if (latest != null) {
                long seconds = json.readTree(latest).at("/metadata/data_timestamp").asLong();
                print(out, reader, prefix + ":" + name + ":" + seconds);
                print(out, reader, prefix + ":pe_ratio:" + name + ":" + seconds);
            }
            String drawdown = print(out, reader, prefix + ":drawdown:" + name);
            String symbols = prefix + ":symbols";
            out.printf(
                    Locale.ROOT,
                    "%n%s  (%s)%n  %d symbols, %s %s%n",
                    symbols,
                    life(reader.secondsToLive(symbols)),
                    reader.members(symbols),
                    name,
                    reader.isMember(symbols, name) ? "among them" : "is not among them");
            out.flush();
            return latest == null && drawdown == null ? NOTHING_FOUND : 0;
        }
    }

    private RedisReader open(ReadableConfig options) throws IOException {
        RedisReader reader = RedisReader.open(options, stores);
        try {
            reader.members("");
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw new IOException(
                    "no Redis answers at "
                            + reader.address()
                            + (config == null && redis == null ? "; is the demo running?" : ""),
                    e);
        }
    }

    private String print(PrintWriter out, RedisReader reader, String key)
            throws JsonProcessingException {
        String text = reader.get(key);
        out.printf(Locale.ROOT, "%n%s  (%s)%n", key, life(reader.secondsToLive(key)));
        if (text != null) {
            JsonNode document = json.readTree(text);
            String pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(document);
            out.println("  " + pretty.replace("\n", "\n  "));
        }
        return text;
    }

    private static String life(long seconds) {
        if (seconds == -2) {
            return "no such key";
        }
        if (seconds == -1) {
            return "does not expire";
        }
        Duration left = Duration.ofSeconds(seconds);
        return String.format(
                Locale.ROOT,
                "expires in %d:%02d:%02d",
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }

    private ReadableConfig options() throws IOException {
        if (redis != null) {
            Configuration options = new Configuration();
            options.set(RedisOptions.NODES, redis);
            RedisOptions.check(
                    options,
                    (option, problem) -> {
                        throw new ParameterException(
                                spec.commandLine(), "--redis HOST:PORT " + problem);
                    });
            return options;
        }
        Path file = config != null ? config : DEMO;
        if (!Files.isReadable(file)) {
            throw new IOException(
                    config != null
                            ? "there is no readable file " + file
                            : "no demo has run here; start one with ./bellwether demo, or give"
                                    + " --config FILE or --redis HOST:PORT");
        }
        ApplicationConfiguration job =
                ApplicationConfiguration.of(PropertyGroups.fromFile(file), false);
        stores = job.secretStores();
        return job.group(Groups.REDIS);
    }
}
