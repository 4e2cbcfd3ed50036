// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation and the examples against the declared options. */
class OptionsTableTest {

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "options.md"), UTF_8))
                .as("docs/options.md; renew it with ./bellwether options --write")
                .isEqualTo(OptionsTable.markdown());
    }

    @Test
    void shouldDescribeEveryOption() {
        for (OptionGroup group : Groups.all()) {
            assertThat(group.purpose()).isNotBlank();
            assertThat(group.options()).as(group.name()).isNotEmpty();
        }
        assertThat(OptionsTable.markdown())
                .contains("| `api.key` | text | **required** |")
                .contains("| `window` | whole number | `20` |")
                .doesNotContain("|  |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signals.json", "demo.json"})
    void shouldAcceptTheExamples(String name) throws IOException {
        String json =
                Files.readString(Path.of("..", "config", name), UTF_8)
                        .replace("@BAVEST_URL@", "http://127.0.0.1:1/v0")
                        .replace("@SYMBOLS@", "AAPL;MSFT")
                        .replace("@REDIS@", "127.0.0.1:6379")
                        .replace("@WEB_PORT@", "8081");
        Path file = Files.writeString(Files.createTempFile(name, ".json"), json);

        ApplicationConfiguration configuration =
                ApplicationConfiguration.of(PropertyGroups.fromFile(file), false);

        assertThat(configuration.group(Groups.REDIS)).isNotNull();
    }

    /** Two options of one key in one group would shadow each other. */
    @Test
    void shouldGiveEachGroupANameOfItsOwn() {
        Map<String, OptionGroup> names = new HashMap<>();
        for (OptionGroup group : Groups.all()) {
            assertThat(names.put(group.name(), group)).as(group.name()).isNull();
        }
    }
}
