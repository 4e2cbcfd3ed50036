// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyGroupsTest {

    @TempDir Path directory;

    private Path file(String json) throws IOException {
        return Files.writeString(directory.resolve("groups.json"), json);
    }

    @Test
    void shouldReadTheShapeOfTheManagedService() throws IOException {
        PropertyGroups groups =
                PropertyGroups.fromFile(
                        file(
                                "[{\"PropertyGroupId\":\"Redis\",\"PropertyMap\":"
                                        + "{\"nodes\":\"127.0.0.1:6379\",\"batch.size\":500}}]"));

        assertThat(groups.groups())
                .isEqualTo(Map.of("Redis", Map.of("nodes", "127.0.0.1:6379", "batch.size", "500")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | expected a JSON array",
                "[{}] | expected a JSON array",
                "[{\"PropertyGroupId\":\"A\",\"PropertyMap\":{\"k\":{}}}] | A.k must be text",
                "[{\"PropertyGroupId\":\"A\",\"PropertyMap\":{\"k\":\"1\",\"k\":\"2\"}}]"
                        + " | Duplicate field 'k'",
                "[{\"PropertyGroupId\":\"A\",\"PropertyMap\":{}},"
                        + "{\"PropertyGroupId\":\"A\",\"PropertyMap\":{}}]"
                        + " | group 'A' stands there twice",
                "[{ | not readable as JSON at line 1"
            })
    void shouldSayWhatIsWrongWithTheFile(String json, String message) throws IOException {
        Path file = file(json);

        assertThatThrownBy(() -> PropertyGroups.fromFile(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("groups.json");
    }

    @Test
    void shouldNotRepeatASecretThatLacksItsQuotes() throws IOException {
        Path file = file("[{\"PropertyGroupId\":\"A\",\"PropertyMap\":{\"k\":sk-live-1}}]");

        assertThatThrownBy(() -> PropertyGroups.fromFile(file))
                .hasMessageContaining("not readable as JSON at line 1, column")
                .hasMessageNotContaining("sk");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatThrownBy(() -> PropertyGroups.fromFile(directory.resolve("none.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void shouldAskForAFileOutsideTheManagedService() {
        assertThatThrownBy(PropertyGroups::fromManagedService)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--config FILE");
    }
}
