// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoViewTest {

    @TempDir Path directory;

    @Test
    void shouldEndTheJobOfAParentThatWasKilled() throws Exception {
        Process parent = new ProcessBuilder("sleep", "60").start();
        parent.destroyForcibly().waitFor();
        Process job = new ProcessBuilder("sleep", "60").start();
        try {
            int ended = view(job, parent);

            assertThat(ended).isEqualTo(1);
            assertThat(job.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            job.destroyForcibly();
        }
    }

    private int view(Process job, Process parent) throws IOException {
        Path ready = directory.resolve("sandbox.properties");
        Files.writeString(
                ready,
                "base_url=http://127.0.0.1:9\nredis_host=127.0.0.1\nredis_port=9\n"
                        + "symbols=AAPL\nfirst_session=2017-03-08\n");
        return new CommandLine(new DemoView())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                        "--ready-file",
                        ready.toString(),
                        "--job-pid",
                        Long.toString(job.pid()),
                        "--parent-pid",
                        Long.toString(parent.pid()),
                        "--web-port",
                        "9",
                        "--files",
                        directory.toString());
    }
}
