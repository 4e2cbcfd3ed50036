// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sandbox.s3.SandboxS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows and checkpoints in S3, through Flink's plugin, with the application jar in a process of its
 * own that is killed in the middle of a session.
 */
class S3DrawdownsIT {

    private static final String BUCKET = "lake";
    private static final int SESSIONS = 60;
    private static final int WARM_FROM = 29;
    private static final int ROWS = RecordedBars.SYMBOLS.size() * (SESSIONS - WARM_FROM);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir Path directory;

    @Test
    void shouldKeepOneRowPerSymbolAndSessionInS3() throws Exception {
        try (SandboxS3 s3 = SandboxS3.start();
                SandboxRedis redis = SandboxRedis.start()) {
            s3.createBucket(BUCKET);
            Path bars = Files.createDirectory(directory.resolve("bars"));
            Configurations configuration =
                    Configurations.drawdowns(directory)
                            .with("BarFiles", "path", bars.toString())
                            .with("BarFiles", "poll.interval", "1 s")
                            .with("Redis", "nodes", redis.address())
                            .with("Files", "directory", "s3a://lake/bellwether")
                            .with("Local", "checkpoint.directory", "s3a://lake/checkpoints")
                            .with("Local", "checkpoint.interval", "500 ms");
            int cut = 45 * RecordedBars.SYMBOLS.size() + 5;
            RecordedBars.drop(bars, 0, cut);
            try (JobProcess job = start(configuration, s3)) {
                await().atMost(LIMIT)
                        .until(() -> keys(s3, "csv/session=" + RecordedBars.session(43)), one());
                job.kill();
            }
            configuration.with("Local", "restore.from", "s3a://lake/" + newestCheckpoint(s3));
            RecordedBars.drop(bars, cut, SESSIONS * RecordedBars.SYMBOLS.size());
            try (JobProcess job = start(configuration, s3)) {
                // the last session is open as long as the folder is watched
                int closed = SESSIONS - WARM_FROM - 1;
                await().atMost(LIMIT)
                        .until(
                                () ->
                                        keys(s3, "csv/").size() >= closed
                                                && keys(s3, "parquet/").size() >= closed);
                job.kill();
            }
            List<String> rows = rows(s3);
            assertThat(rows).hasSize(ROWS - RecordedBars.SYMBOLS.size());
            assertThat(rows.stream().map(row -> row.split(",")).map(c -> c[0] + c[1]))
                    .doesNotHaveDuplicates();
            assertThat(keys(s3, "parquet/")).hasSameSizeAs(keys(s3, "csv/"));

            // from nothing, to the end of the files: what is missing is added, nothing else
            configuration
                    .without("Local", "restore.from")
                    .without("BarFiles", "poll.interval")
                    .with("Local", "checkpoint.directory", "s3a://lake/other-checkpoints");
            try (JobProcess job = start(configuration, s3)) {
                assertThat(job.exitCode()).as(job.output()).isZero();
            }
            assertThat(rows(s3)).hasSize(ROWS).containsAll(rows);
            shouldMakeOneObjectOfSeveral(configuration, s3);
        }
    }

    /** A late row in an object of its own. */
    private void shouldMakeOneObjectOfSeveral(Configurations configuration, SandboxS3 s3)
            throws Exception {
        String object = keys(s3, "csv/").get(0);
        String folder = object.substring(0, object.lastIndexOf('/') + 1);
        String[] lines = s3.text(BUCKET, object).split("\n");
        String late = lines[1].replace("," + lines[1].split(",")[1] + ",", ",LATE,");
        s3.put(BUCKET, folder + "drawdowns-late-0.csv", lines[0] + "\n" + late + "\n");
        List<String> rows = rows(s3);
        assertThat(rows).hasSize(ROWS + 1);
        String parquet = keys(s3, "parquet/").get(0);
        String parquetFolder = parquet.substring(0, parquet.lastIndexOf('/') + 1);
        s3.copy(BUCKET, keys(s3, "parquet/").get(1), parquetFolder + "drawdowns-late-0.parquet");

        try (JobProcess compaction =
                JobProcess.command(
                        directory,
                        configuration,
                        plugin(s3),
                        "compact",
                        "--before",
                        "2100-01-01")) {
            assertThat(compaction.exitCode()).as(compaction.output()).isZero();
            assertThat(compaction.output()).contains(folder.substring(0, folder.length() - 1));
            assertThat(compaction.output())
                    .contains(parquetFolder.substring(0, parquetFolder.length() - 1));
        }

        assertThat(rows(s3)).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(s3.keys(BUCKET).stream().filter(key -> key.startsWith(folder))).hasSize(1);
        assertThat(s3.keys(BUCKET).stream().filter(key -> key.startsWith(parquetFolder)))
                .hasSize(1);
    }

    private static Predicate<List<String>> one() {
        return keys -> !keys.isEmpty();
    }

    /** With the plugin where a cluster has it, and its settings in Flink's own configuration. */
    private JobProcess start(Configurations configuration, SandboxS3 s3) throws IOException {
        return JobProcess.start(directory, configuration, plugin(s3));
    }

    private Map<String, String> plugin(SandboxS3 s3) throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.write(
                conf.resolve("config.yaml"),
                List.of(
                        "s3.endpoint: " + s3.endpoint(),
                        "s3.endpoint.region: us-east-1",
                        "s3.path.style.access: true",
                        "s3.access-key: x",
                        "s3.secret-key: x"));
        return Map.of(
                "FLINK_CONF_DIR", conf.toString(),
                "FLINK_PLUGINS_DIR", Path.of("target", "plugins").toString());
    }

    private static List<String> keys(SandboxS3 s3, String below) throws IOException {
        return s3.keys(BUCKET).stream()
                .filter(key -> key.startsWith("bellwether/drawdowns/" + below))
                .filter(key -> key.endsWith(".csv") || key.endsWith(".parquet"))
                .collect(Collectors.toList());
    }

    private static List<String> rows(SandboxS3 s3) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String key : keys(s3, "csv/")) {
            List<String> lines = s3.text(BUCKET, key).lines().collect(Collectors.toList());
            rows.addAll(lines.subList(1, lines.size()));
        }
        return rows;
    }

    private static String newestCheckpoint(SandboxS3 s3) throws IOException {
        return s3.keys(BUCKET).stream()
                .filter(key -> key.startsWith("checkpoints/") && key.endsWith("/_metadata"))
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .max(Comparator.comparingInt(key -> Integer.parseInt(key.replaceAll(".*chk-", ""))))
                .orElseThrow();
    }
}
