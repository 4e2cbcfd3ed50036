// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.clients.aws.AwsOptions;
import dev.bellwether.model.PlacedText;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's iterator may be interrupted while it closes
class TextPlacesTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir Path directory;

    @Test
    void shouldTellOfEachChangeAndOfAFileThatIsGone() throws Exception {
        Path file = directory.resolve("rules.json");
        Files.writeString(file, "first");
        Configuration options = new Configuration();
        options.set(PipelineOptions.GENERIC_TYPES, false);
        PlacedText builtIn = new PlacedText();
        builtIn.place = "built-in";
        builtIn.text = "always";
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(options);

        try (CloseableIterator<PlacedText> texts =
                environment
                        .fromSource(
                                TextPlaces.of(
                                                "rules",
                                                "rules",
                                                List.of(builtIn),
                                                Optional.of(file.toUri().toString()),
                                                Optional.empty(),
                                                new Configuration())
                                        .source(Duration.ofSeconds(1)),
                                TextPlaces.watermarks(),
                                "rules")
                        .setParallelism(1)
                        .executeAndCollect()) {
            assertThat(texts.next().text).isEqualTo("always");
            PlacedText first = texts.next();
            assertThat(first.text).isEqualTo("first");
            assertThat(first.place).isEqualTo(file.toUri().toString());
            Files.writeString(file, "second");
            assertThat(texts.next().text).isEqualTo("second");
            Files.delete(file);
            PlacedText gone = texts.next();
            assertThat(gone.text).isNull();
            assertThat(gone.problem).startsWith("is not there");
        }
    }

    @Test
    void shouldTellOfEachChangeOfATableAndOfOneThatIsGone() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "sandbox");
        try (SandboxDynamoDb dynamo = SandboxDynamoDb.start()) {
            dynamo.createTable("rules", "id:S");
            Configuration aws = new Configuration();
            aws.set(AwsOptions.CREDENTIALS, AwsOptions.Credentials.STATIC);
            aws.set(AwsOptions.ACCESS_KEY_ID, "file:" + key);
            aws.set(AwsOptions.SECRET_ACCESS_KEY, "file:" + key);
            aws.set(AwsOptions.DYNAMODB_ENDPOINT, dynamo.endpoint().toString());
            Configuration options = new Configuration();
            options.set(PipelineOptions.GENERIC_TYPES, false);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(options);

            try (CloseableIterator<PlacedText> texts =
                    environment
                            .fromSource(
                                    TextPlaces.of(
                                                    "rules",
                                                    "rules",
                                                    List.of(),
                                                    Optional.empty(),
                                                    Optional.of("rules"),
                                                    aws)
                                            .source(Duration.ofSeconds(1)),
                                    TextPlaces.watermarks(),
                                    "rules")
                            .setParallelism(1)
                            .executeAndCollect()) {
                PlacedText empty = texts.next();
                assertThat(empty.text).isEqualTo("{\"rules\":[]}");
                assertThat(empty.place).isEqualTo("dynamodb:rules");
                assertThat(TextTable.isPlaceOf(empty)).isTrue();
                dynamo.put(
                        "rules",
                        "{\"id\":{\"S\":\"rise\"},\"enter\":{\"S\":\"quote.price > 1\"},"
                                + "\"symbols\":{\"SS\":[\"MSFT\",\"AAPL\"]},"
                                + "\"paused\":{\"BOOL\":false}}");
                assertThat(texts.next().text)
                        .isEqualTo(
                                "{\"rules\":[{\"enter\":\"quote.price > 1\",\"id\":\"rise\","
                                        + "\"paused\":false,\"symbols\":[\"AAPL\",\"MSFT\"]}]}");
                dynamo.delete("rules", "{\"id\":{\"S\":\"rise\"}}");
                assertThat(texts.next().text).isEqualTo("{\"rules\":[]}");
                dynamo.deleteTable("rules");
                PlacedText gone = texts.next();
                assertThat(gone.text).isNull();
                assertThat(gone.problem)
                        .isEqualTo("could not be read: there is no such table in eu-central-1");
            }
        }
    }
}
