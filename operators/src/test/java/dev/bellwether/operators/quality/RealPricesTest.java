// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** The rules on prices that were really paid, and on rows that were really wrong. */
class RealPricesTest {

    private final Configuration config = new Configuration();
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final Map<ReasonCode, Integer> counts = new EnumMap<>(ReasonCode.class);

    private void run(List<Quote> quotes) {
        QualitySettings settings = QualitySettings.from(config);
        QuoteRules rules = new QuoteRules(settings);
        Screening screening = new Screening(settings);
        ScreenState state = new ScreenState();
        Map<String, long[]> states = new HashMap<>();
        for (Quote quote : quotes) {
            Rejection rejection = rules.check(quote);
            String day = Instant.ofEpochMilli(quote.eventTimeMillis).toString().substring(0, 10);
            if (rejection == null) {
                state.wrap(states.get(quote.symbol));
                Verdict verdict = screening.judge(state, quote);
                states.put(quote.symbol, state.words());
                verdicts.put(quote.symbol + " " + day, verdict);
                rejection = verdict.rejection;
            }
            if (rejection != null) {
                refused.add(quote.symbol + " " + day + " " + rejection.reason);
                counts.merge(rejection.reason, 1, Integer::sum);
            }
        }
    }

    @Test
    void shouldPassEveryRealPriceWhenTheFeedGivesItsPreviousClose() throws IOException {
        run(DailyBars.sample(true));

        assertThat(refused).isEmpty();
        assertThat(verdicts.size()).isEqualTo(9046);
        // News, not splits: bankruptcy, failed trial, bad quarter, special dividend.
        for (String move :
                Arrays.asList(
                        "PCG 2019-01-14",
                        "PCG 2019-01-24",
                        "BIIB 2019-03-21",
                        "ULTA 2019-08-30",
                        "KHC 2019-02-22",
                        "CHK 2019-11-06",
                        "BKR 2017-07-05")) {
            assertThat(verdicts.get(move)).as(move).isSameAs(Verdict.EXPLAINED);
        }
    }

    @Test
    void shouldHoldBackOnlyOvernightMovesOfThirtyPercentWithoutAPreviousClose() throws IOException {
        run(DailyBars.sample(false));

        assertThat(refused)
                .containsExactly(
                        "BKR 2017-07-05 UNEXPLAINED_JUMP",
                        "BKR 2017-07-06 UNEXPLAINED_JUMP",
                        "PCG 2019-01-14 UNEXPLAINED_JUMP",
                        "PCG 2019-01-15 UNEXPLAINED_JUMP",
                        "KHC 2019-02-22 UNEXPLAINED_JUMP",
                        "KHC 2019-02-25 UNEXPLAINED_JUMP",
                        "BIIB 2019-03-21 UNEXPLAINED_JUMP",
                        "BIIB 2019-03-22 UNEXPLAINED_JUMP",
                        "ULTA 2019-08-30 UNEXPLAINED_JUMP",
                        "ULTA 2019-09-03 UNEXPLAINED_JUMP",
                        "PCG 2019-10-10 UNEXPLAINED_JUMP");
        assertThat(verdicts.get("BKR 2017-07-07").adjustmentFactor).isNaN();
    }

    @Test
    void shouldPassRealPricesOfAFeedThatGivesNothingElse() throws IOException {
        List<Quote> quotes = DailyBars.sample(false);
        for (Quote quote : quotes) {
            quote.open = Double.NaN;
            quote.high = Double.NaN;
            quote.low = Double.NaN;
        }
        run(quotes);

        // Of 9 046 of the wildest rows of three years.
        assertThat(refused.size()).as("%s", refused).isLessThanOrEqualTo(45);
        assertThat(counts.getOrDefault(ReasonCode.OUTLIER, 0)).isLessThanOrEqualTo(8);
    }

    @Test
    void shouldFindWhatIsWrongInTheDirtyRows() throws IOException {
        config.set(QualityOptions.RANGE_TOLERANCE, 0.0);
        run(DailyBars.dirty());

        assertThat(refused)
                .contains(
                        // A recycled ticker: pennies, another security, then Brighthouse.
                        "BHF 2017-07-05 UNEXPLAINED_JUMP",
                        "BHF 2017-07-06 UNEXPLAINED_JUMP",
                        "BHF 2017-07-17 UNEXPLAINED_JUMP",
                        "BHF 2017-07-18 UNEXPLAINED_JUMP",
                        // A delisted ticker that now and then shows another security.
                        "COL 2019-03-21 UNEXPLAINED_JUMP",
                        "COL 2019-04-05 UNEXPLAINED_JUMP",
                        "COL 2019-05-29 UNEXPLAINED_JUMP",
                        "CBS 2019-12-04 INVALID_PRICE",
                        "VIAB 2019-12-04 CONFLICTING_DUPLICATE",
                        "DXC 2018-06-01 INVALID_RANGE",
                        "CBOE 2020-01-10 INVALID_RANGE",
                        "DIS 2020-01-10 INVALID_RANGE");
        assertThat(refused).filteredOn(row -> row.startsWith("COL")).hasSize(3);
        assertThat(verdicts.get("CBS 2019-12-04").outcome).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(verdicts.get("BHF 2017-07-19").adjustmentFactor).isNaN();
        assertThat(counts)
                .containsOnly(
                        Map.entry(ReasonCode.UNEXPLAINED_JUMP, 37),
                        Map.entry(ReasonCode.CONFLICTING_DUPLICATE, 1),
                        Map.entry(ReasonCode.INVALID_PRICE, 1),
                        Map.entry(ReasonCode.INVALID_RANGE, 3));
    }
}
