// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page is there that another one points to, and every module has its page. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void shouldHaveNoDeadLinks() throws IOException {
        List<String> dead = new ArrayList<>();
        List<Path> pages = pages();
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page, UTF_8));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    dead.add(ROOT.relativize(page) + " → " + target);
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(dead).isEmpty();
    }

    @Test
    void shouldHaveAPageForEveryModule() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            assertThat(modules.filter(module -> Files.exists(module.resolve("pom.xml"))))
                    .hasSizeGreaterThan(7)
                    .allMatch(module -> Files.exists(module.resolve("README.md")));
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(
                            file ->
                                    !ROOT.relativize(file)
                                            .toString()
                                            .matches("(.*/)?(target|node_modules)/.*"))
                    .filter(file -> !ROOT.relativize(file).startsWith("data"))
                    .collect(Collectors.toList());
        }
    }
}
