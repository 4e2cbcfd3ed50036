// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {

    @TempDir Path directory;

    private final Configuration local = new Configuration();

    @Test
    void shouldOfferNoUploadOfCodeAndNoAnswersToOtherSites() throws Exception {
        local.set(LocalOptions.WEB_PORT, 0);
        MiniCluster cluster = start();
        try {
            URI rest = cluster.getRestAddress().get();
            HttpClient client = HttpClient.newHttpClient();

            HttpResponse<String> upload =
                    client.send(
                            HttpRequest.newBuilder(rest.resolve("/jars/upload"))
                                    .header("Content-Type", "multipart/form-data; boundary=b")
                                    .POST(HttpRequest.BodyPublishers.ofString(multipart()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> jobs =
                    client.send(
                            HttpRequest.newBuilder(rest.resolve("/jobs"))
                                    .header("Origin", "http://elsewhere.example")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(upload.statusCode()).isBetween(400, 499);
            assertThat(jobs.statusCode()).isEqualTo(200);
            assertThat(jobs.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("http://127.0.0.1");
        } finally {
            cluster.close();
        }
    }

    @Test
    void shouldListenOnLoopbackOnly() {
        Configuration flink = Environments.localConfiguration(local);

        // Flink's blob server listens there; unset means every interface.
        assertThat(flink.get(JobManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldKeepCheckpointsInTheVeryDirectoryThatIsNamed() throws Exception {
        Path named = directory.resolve("my data %20").resolve("checkpoints");
        local.set(LocalOptions.CHECKPOINT_DIRECTORY, named.toString());

        String given =
                Environments.localConfiguration(local)
                        .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        org.apache.flink.core.fs.Path flinks = new org.apache.flink.core.fs.Path(given);
        flinks.getFileSystem().mkdirs(flinks);

        assertThat(named).isDirectory();
    }

    @Test
    void shouldRestoreFromPathsAndFromTheAddressesThatFlinkReports() {
        Path savepoint = directory.resolve("save point-1");

        for (String text : List.of("" + savepoint, "file:" + savepoint, "file://" + savepoint)) {
            local.set(LocalOptions.RESTORE_FROM, text);

            assertThat(
                            Environments.localConfiguration(local)
                                    .get(StateRecoveryOptions.SAVEPOINT_PATH))
                    .isEqualTo("file://" + savepoint);
        }
    }

    private MiniCluster start() throws Exception {
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(Environments.localConfiguration(local))
                                .build());
        cluster.start();
        return cluster;
    }

    private static String multipart() {
        return "--b\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"x.jar\"\r\n"
                + "Content-Type: application/x-java-archive\r\n\r\nx\r\n--b--\r\n";
    }
}
