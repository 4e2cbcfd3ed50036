// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.kinesis;

import dev.bellwether.sandbox.node.NodeModules;
import dev.bellwether.sandbox.node.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Kinesis service on 127.0.0.1 that forgets everything when closed.
 *
 * <p>There are two, because neither does all: {@linkplain #kinesalite() kinesalite} is quick and
 * exact, but knows no enhanced fan-out and answers CBOR wrongly (clients must use JSON over
 * HTTP/1.1); {@linkplain #kinesisMock() kinesis-mock} knows fan-out, CBOR and HTTP/2, but is slow
 * to write to.
 */
public final class SandboxKinesis implements AutoCloseable {

    /** Any region and any credentials will do; these are for clients that insist on some. */
    public static final String REGION = "eu-central-1";

    private static final int TLS_PORT = 1;
    private static final int PLAIN_PORT = 2;
    private static final String QUICK = "50ms";

    private final NodeProcess process;
    private final URI endpoint;
    private final KinesisJson api;

    private SandboxKinesis(NodeProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.api = new KinesisJson(endpoint);
    }

    /** JSON over HTTP/1.1 only; polling only; no UpdateShardCount. */
    public static SandboxKinesis kinesalite() {
        List<String> arguments =
                List.of(
                        "--port", String.valueOf(PLAIN_PORT),
                        "--createStreamMs", "50",
                        "--deleteStreamMs", "50",
                        "--updateStreamMs", "50",
                        "--shardLimit", "1000");
        return start("kinesalite/cli.js", arguments, Map.of());
    }

    /** JSON and CBOR over HTTP/1.1 and HTTP/2, polling and enhanced fan-out. */
    public static SandboxKinesis kinesisMock() {
        Map<String, String> environment =
                Map.of(
                        "KINESIS_MOCK_TLS_PORT", String.valueOf(TLS_PORT),
                        "KINESIS_MOCK_PLAIN_PORT", String.valueOf(PLAIN_PORT),
                        "CREATE_STREAM_DURATION", QUICK,
                        "DELETE_STREAM_DURATION", QUICK,
                        "REGISTER_STREAM_CONSUMER_DURATION", QUICK,
                        "SPLIT_SHARD_DURATION", QUICK,
                        "MERGE_SHARDS_DURATION", QUICK,
                        "UPDATE_SHARD_COUNT_DURATION", QUICK,
                        "SHARD_LIMIT", "1000",
                        "LOG_LEVEL", "WARN");
        return start("kinesis-local/main.js", List.of(), environment);
    }

    private static SandboxKinesis start(
            String script, List<String> arguments, Map<String, String> environment) {
        Path npm = NodeModules.locate();
        NodeProcess process = null;
        try {
            process =
                    NodeProcess.start(
                            npm,
                            npm.resolve("node_modules").resolve(script),
                            arguments,
                            environment);
            URI endpoint = URI.create("http://127.0.0.1:" + process.port(PLAIN_PORT));
            return new SandboxKinesis(process, endpoint);
        } catch (IOException e) {
            UncheckedIOException failure = new UncheckedIOException(script + " does not run", e);
            closeQuietly(process, failure);
            throw failure;
        }
    }

    private static void closeQuietly(NodeProcess process, Exception failure) {
        if (process != null) {
            try {
                process.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Plain HTTP. */
    public URI endpoint() {
        return endpoint;
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** Creates a stream; returns when it is active. */
    public SandboxStream createStream(String name, int shards) {
        SandboxStream stream = new SandboxStream(api, name);
        api.call("CreateStream", KinesisJson.request(name).put("ShardCount", shards));
        stream.awaitActive();
        return stream;
    }

    /** A stream that somebody created. */
    public SandboxStream stream(String name) {
        return new SandboxStream(api, name);
    }

    /** Kills the emulator, and with it all streams. */
    @Override
    public void close() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up after the emulator", e);
        }
    }
}
