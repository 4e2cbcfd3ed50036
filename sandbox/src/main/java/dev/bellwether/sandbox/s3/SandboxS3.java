// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.sandbox.redis.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3 on 127.0.0.1: S3Proxy with its objects in the memory of a process of its own. It takes any
 * credentials and ends with this JVM.
 */
public final class SandboxS3 implements AutoCloseable {

    /** System property that names the directory of the jars instead of the search. */
    static final String PROPERTY = "bellwether.sandbox.s3";

    private static final Path BELOW_ROOT = Paths.get("sandbox", "s3");
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]*)</UploadId>");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path directory;
    private final int port;

    private SandboxS3(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts it; it answers when this returns.
     *
     * @throws IOException if it does not come up
     */
    public static SandboxS3 start() throws IOException {
        int port = FreePorts.next();
        Path directory = Files.createTempDirectory("sandbox-s3");
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + port);
        properties.setProperty("s3proxy.authorization", "none");
        properties.setProperty("s3proxy.ignore-unknown-headers", "true");
        properties.setProperty("jclouds.provider", "transient");
        properties.setProperty("jclouds.identity", "x");
        properties.setProperty("jclouds.credential", "x");
        Path file = directory.resolve("s3proxy.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-cp",
                                locate(Paths.get(System.getProperty("user.dir")))
                                        + "/*:"
                                        + ownClasses(),
                                WithParent.class.getName(),
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        SandboxS3 s3 = new SandboxS3(process, directory, port);
        s3.awaitStart();
        return s3;
    }

    private static Path locate(Path workingDirectory) {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Paths.get(named);
        }
        for (Path at = workingDirectory.toAbsolutePath(); at != null; at = at.getParent()) {
            Path jars = at.resolve(BELOW_ROOT).resolve("target").resolve("lib");
            if (Files.isDirectory(jars)) {
                return jars;
            }
        }
        throw new IllegalStateException(
                "no jars of S3 in "
                        + BELOW_ROOT
                        + "/target/lib: build that module, or name them with -D"
                        + PROPERTY);
    }

    private static Path ownClasses() {
        try {
            return Path.of(
                    WithParent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitStart() throws IOException {
        long deadline = System.nanoTime() + START_NANOS;
        while (true) {
            try {
                get("/");
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "S3 does not come up:\n" + Files.readString(directory.resolve("log")),
                            notYet);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Makes a bucket. */
    public void createBucket(String bucket) throws IOException {
        call("PUT", "/" + bucket, HttpRequest.BodyPublishers.noBody());
    }

    /** The keys of all objects of a bucket, in their order. */
    public List<String> keys(String bucket) throws IOException {
        return found(KEY, text("/" + bucket + "?max-keys=10000"));
    }

    /** Uploads that were begun and neither finished nor given up. */
    public List<String> openUploads(String bucket) throws IOException {
        return found(UPLOAD, text("/" + bucket + "?uploads"));
    }

    /** An object as text. */
    public String text(String bucket, String key) throws IOException {
        return text(path(bucket, key));
    }

    /** Puts a text there, under a key that may have one already. */
    public void put(String bucket, String key, String text) throws IOException {
        call("PUT", path(bucket, key), HttpRequest.BodyPublishers.ofString(text, UTF_8));
    }

    /** Puts what is under one key under another, too. */
    public void copy(String bucket, String from, String to) throws IOException {
        byte[] object = get(path(bucket, from));
        call("PUT", path(bucket, to), HttpRequest.BodyPublishers.ofByteArray(object));
    }

    private static String path(String bucket, String key) {
        return "/" + bucket + "/" + key.replace("=", "%3D");
    }

    private static List<String> found(Pattern pattern, String xml) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(xml);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private String text(String path) throws IOException {
        return new String(get(path), UTF_8);
    }

    private byte[] get(String path) throws IOException {
        return call("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    private byte[] call(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException {
        try {
            HttpResponse<byte[]> response =
                    http.send(
                            HttpRequest.newBuilder(URI.create(endpoint() + path))
                                    .method(method, body)
                                    .build(),
                            BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(method + " " + path + ": " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(directory.resolve("log"));
        Files.deleteIfExists(directory.resolve("s3proxy.properties"));
        Files.deleteIfExists(directory);
    }
}
