// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PagesTest {

    /** Everything of all entries, in order, on one page each, and whole if it can be. */
    @Property(tries = 300)
    void shouldSplitBetweenEntriesAndNowhereElse(
            @ForAll("entries") List<String> entries,
            @ForAll @IntRange(min = 8, max = 300) int most,
            @ForAll @IntRange(min = 0, max = 300) int left) {
        Measure measure = Measure.JSON;
        int first = Math.min(most, left);
        Notification notification = notification(entries);

        List<Page> pages = Pages.of(notification, measure, first, most);

        List<String> all = new ArrayList<>();
        for (Page page : pages) {
            assertThat(page.number).isEqualTo(pages.indexOf(page) + 1);
            assertThat(page.count).isEqualTo(pages.size());
            int size = Arrays.stream(page.lines).mapToInt(line -> measure.of(line) + 1).sum();
            assertThat(size).isLessThanOrEqualTo(page.isFirst() ? first : most);
            all.addAll(Arrays.asList(page.lines));
        }
        assertThat(all).hasSameSizeAs(entries);
        for (int i = 0; i < all.size(); i++) {
            String entry = entries.get(i);
            String told = all.get(i);
            if (measure.of(entry) + 1 <= first || !told.equals(entry)) {
                assertThat(told).matches(some -> some.equals(entry) || isCut(entry, some, most));
            }
        }
        assertThat(pages.stream().map(Page::key).distinct().count()).isEqualTo(pages.size());
    }

    private static boolean isCut(String entry, String told, int most) {
        return Measure.JSON.of(entry) + 1 > most
                && told.endsWith("…")
                && entry.startsWith(told.substring(0, told.length() - 1));
    }

    @Property(tries = 300)
    void shouldMakeTextsOfLines(
            @ForAll("entries") List<String> entries,
            @ForAll @IntRange(min = 1, max = 200) int most) {
        List<String> packs = Pages.packed(entries, Measure.CHARACTERS, most);

        assertThat(packs).allMatch(pack -> pack.length() <= most);
        List<String> expected = new ArrayList<>();
        entries.forEach(entry -> expected.add(Measure.CHARACTERS.cut(entry, most)));
        assertThat(String.join("\n", packs)).isEqualTo(String.join("\n", expected));
    }

    /** No half characters, and never longer than allowed. */
    @Property(tries = 500)
    void shouldCutBetweenCharacters(
            @ForAll("entry") String entry, @ForAll @IntRange(min = 3, max = 100) int most) {
        for (Measure measure : List.of(Measure.CHARACTERS, Measure.JSON)) {
            String cut = measure.cut(entry, most);
            assertThat(measure.of(cut)).isLessThanOrEqualTo(most);
            assertThat(cut.equals(entry)).isEqualTo(measure.of(entry) <= most);
            assertThat(cut.replace("…", "").codePoints().toArray())
                    .isEqualTo(
                            Arrays.copyOf(
                                    entry.codePoints().toArray(),
                                    cut.replace("…", "")
                                            .codePointCount(0, cut.replace("…", "").length())));
        }
    }

    /** As many parts and messages as are allowed; every entry is told or counted. */
    @Property(tries = 300)
    void shouldTellOrCountEveryEntryInShortMessages(
            @ForAll("entries") List<String> entries,
            @ForAll @IntRange(min = 1, max = 4) int parts,
            @ForAll @IntRange(min = 1, max = 9) int messages) {
        Notification notification = notification(entries);

        List<Page> pages = SnsShortMessages.pages(notification, parts, messages);

        assertThat(pages.size()).isBetween(1, messages);
        int told = 0;
        int left = 0;
        for (Page page : pages) {
            String text = SnsShortMessages.text(page, parts);
            assertThat(new ShortText().of(text)).isLessThanOrEqualTo(parts);
            for (String line : page.lines) {
                assertThat(text).contains("\n" + line);
                boolean counts = page.number == pages.size() && line.matches("\\+\\d+ more");
                if (counts) {
                    left = Integer.parseInt(line.replaceAll("\\D", ""));
                } else {
                    String entry = entries.get(told);
                    boolean cut = line.endsWith("...");
                    assertThat(line.equals(entry) || cut).isTrue();
                    told++;
                }
            }
        }
        assertThat(told + left).isEqualTo(entries.size());
    }

    @Provide
    Arbitrary<List<String>> entries() {
        return entry().list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> entry() {
        return Arbitraries.strings()
                .withChars('a', 'b', ' ', '"', '\\', '€', 'ß', 'ж', '<')
                .ofMinLength(1)
                .ofMaxLength(30)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> "e" + String.join("\uD83D\uDE00", parts));
    }

    private static Notification notification(List<String> entries) {
        Notification notification =
                Notifications.critical(Channel.SMS, "k", entries.size() + " alerts");
        notification.lines = entries.toArray(new String[0]);
        return notification;
    }
}
