// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxMainTest {

    @TempDir private Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private Path readyFile() {
        return directory.resolve("ready.properties");
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.add(SandboxMain.class.getName());
        command.addAll(List.of("--ready-file", readyFile().toString()));
        command.addAll(Arrays.asList(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("out").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private Properties awaitReady(Process process) throws IOException {
        await().atMost(Duration.ofSeconds(30))
                .failFast(() -> !process.isAlive())
                .until(() -> Files.exists(readyFile()));
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(readyFile())) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void shouldSayWhereItListensAndEndOnSigterm() throws Exception {
        Process process =
                start(
                        "--symbols=3",
                        "--sessions=2",
                        "--api-key=k1",
                        "--fault",
                        "bad-gateway=1@MSFT",
                        "--sessions-per-second=5");
        Properties ready = awaitReady(process);

        assertThat(ready.getProperty("symbols")).isEqualTo("AAPL,GOOGL,GOOG");
        assertThat(ready.getProperty("pid")).isEqualTo(Long.toString(process.pid()));
        assertThat(ready.getProperty("first_session")).isEqualTo("2017-03-08");
        assertThat(ready.getProperty("last_session")).isEqualTo("2017-03-09");
        assertThat(status(ready, "k1", "AAPL")).isEqualTo(200);
        assertThat(status(ready, "k1", "MSFT")).isEqualTo(502);
        assertThat(status(ready, "sandbox", "AAPL")).isEqualTo(403);

        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(readyFile()).doesNotExist();
        assertThat(Files.readString(directory.resolve("out"), UTF_8))
                .isEqualTo(
                        "sandbox listens on "
                                + ready.getProperty("base_url")
                                + ": paced clock, sessions 2017-03-08 to 2017-03-09\n");
    }

    private static int status(Properties ready, String key, String symbol) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(ready.getProperty("bavest_v0_url") + "/quote"))
                        .header("x-api-key", key)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"symbol\":\"" + symbol + "\",\"currency\":\"USD\"}"))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void shouldEndWhenItsParentIsGone() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        started.add(parent);
        Process process = start("--parent-pid=" + parent.pid(), "--redis");
        int redisPort = Integer.parseInt(awaitReady(process).getProperty("redis_port"));
        List<ProcessHandle> children = process.toHandle().children().collect(Collectors.toList());
        assertThat(redisPort).isPositive();
        assertThat(children).hasSize(1);

        parent.destroyForcibly();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(readyFile()).doesNotExist();
        await().until(() -> !children.get(0).isAlive());
    }

    @Test
    void shouldEndAfterTheLastSessionIfTold() throws Exception {
        Process process = start("--clock=timed", "--sessions=1", "--at-end=exit");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(readyFile()).doesNotExist();
    }

    @Test
    void shouldSayWhatIsWrongWithAnOption() {
        assertWrong("unknown fault earthquake", "--fault=earthquake=1");
        assertWrong("a fault is written kind=rate", "--fault=malformed");
        assertWrong("must be between 1 and", "--symbols=1000");
        assertWrong("no bar of ZZZZ is recorded", "--symbols=AAPL,ZZZZ");
        assertWrong("give one", "--session-duration=PT1S", "--sessions-per-second=1");
        assertWrong("must be above 0", "--sessions-per-second=0");
        assertWrong("sessions must be between", "--sessions=-1");
        assertWrong("no process", "--parent-pid=2147483647");
        assertWrong("start must not be after", "--start=2020-01-01");
    }

    private static void assertWrong(String message, String... options) {
        StringWriter errors = new StringWriter();
        int code = SandboxMain.commandLine().setErr(new PrintWriter(errors)).execute(options);

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message);
    }
}
