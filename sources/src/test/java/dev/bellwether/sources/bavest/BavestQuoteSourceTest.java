// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class BavestQuoteSourceTest {

    private final BavestQuoteSource.QuoteChange change = new BavestQuoteSource.QuoteChange();

    private static Quote quote() {
        Quote quote = Quote.of("AAPL", 139.0, 1_488_920_400_000L);
        quote.dayVolume = 18_707_200;
        quote.receivedMillis = 1;
        return quote;
    }

    @Test
    void shouldSeeNewsInTimePriceAndVolumeOnly() {
        long before = change.fingerprint(Ingested.of(quote()));

        Quote later = quote();
        later.eventTimeMillis++;
        Quote dearer = quote();
        dearer.price += 0.01;
        Quote busier = quote();
        busier.dayVolume++;
        Quote again = quote();
        again.receivedMillis = 2;

        assertThat(change.fingerprint(Ingested.of(later))).isNotEqualTo(before);
        assertThat(change.fingerprint(Ingested.of(dearer))).isNotEqualTo(before);
        assertThat(change.fingerprint(Ingested.of(busier))).isNotEqualTo(before);
        assertThat(change.fingerprint(Ingested.of(again))).isEqualTo(before);
        assertThat(change.item(Ingested.of(again))).isEqualTo("AAPL");
    }

    /** It is kept in checkpoints, so it must be the same in every version. */
    @Test
    void shouldKeepTheFingerprintOfReleasedVersions() {
        assertThat(change.fingerprint(Ingested.of(quote()))).isEqualTo(FINGERPRINT);
    }

    private static final long FINGERPRINT = -7664848680146727915L;

    @Test
    void shouldAlwaysEmitDeadLetters() {
        DeadLetter letter = DeadLetter.of("bavest", ReasonCode.MALFORMED, "m", new byte[0], 1L);

        assertThat(change.item(Ingested.of(letter))).isNull();
        // The source asks for it before it looks at the item: a throw here ends the job.
        assertThat(change.fingerprint(Ingested.of(letter))).isZero();
    }

    @Test
    void shouldTellEverythingThatIsWrongWithTheSymbols() {
        assertThat(problems("AAPL;BRK.B;DE0005104400")).isEmpty();
        assertThat(problems(null))
                .containsExactly("is required: the symbols to poll, for example AAPL;MSFT");
        assertThat(problems("AAPL;msft;AAPL"))
                .containsExactly(
                        "must be upper-case symbols or ISINs with ; between them, 'msft' is none",
                        "names AAPL twice");
    }

    private static List<String> problems(String symbols) {
        Configuration config = new Configuration();
        if (symbols != null) {
            config.setString("symbols", symbols);
        }
        List<String> problems = new ArrayList<>();
        BavestQuoteOptions.check(config, (option, problem) -> problems.add(problem));
        return problems;
    }
}
