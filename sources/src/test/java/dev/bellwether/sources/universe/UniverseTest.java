// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.universe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniverseTest {

    @TempDir Path directory;

    @Test
    void shouldBringTheRussell1000() throws IOException {
        assertThat(Universe.read(Universe.RUSSELL_1000))
                .hasSize(1_005)
                .contains("AAPL", "BRKB")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldReadAColumnOrALineEach() throws IOException {
        assertThat(parse("name,Symbol\nApple,AAPL\n\nBerkshire,BRK.B\n"))
                .containsExactly("AAPL", "BRK.B");
        assertThat(parse("# mine\nAAPL\nMSFT\n")).containsExactly("AAPL", "MSFT");
        Path file = Files.writeString(directory.resolve("mine"), "AAPL\n");
        assertThat(Universe.read(file.toString())).containsExactly("AAPL");
    }

    @Test
    void shouldTellOfEverythingThatIsWrong() {
        assertThatThrownBy(() -> parse("ticker\nAAPL\naapl\nAAPL\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3: 'aapl' is no upper-case symbol")
                .hasMessageContaining("line 4: AAPL a second time");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("1 to 10000 symbols");
    }

    private static List<String> parse(String text) throws IOException {
        return Universe.parse(new ByteArrayInputStream(text.getBytes(UTF_8)), "a test");
    }
}
