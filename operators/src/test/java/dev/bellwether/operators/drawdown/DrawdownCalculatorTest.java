// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import static dev.bellwether.operators.drawdown.SessionBars.FIRST;
import static dev.bellwether.operators.drawdown.SessionBars.bar;
import static dev.bellwether.operators.drawdown.SessionBars.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.ActionCheck;
import dev.bellwether.model.Bar;
import dev.bellwether.model.CorporateAction;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.ReasonCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawdownCalculatorTest {

    private final DrawdownSettings settings =
            settings("window.sessions", "20", "min.bars", "2", "correction.sessions", "4");
    private final DrawdownCalculator calculator = new DrawdownCalculator(settings);
    private final DrawdownWindow window = new DrawdownWindow(settings.ringCapacity());
    private final List<Drawdown> issued = new ArrayList<>();

    // ---- definitions ----------------------------------------------------------------------

    /** The one vector that the replaced screener left: highs 100, 120, 110, today 90, price 84. */
    @Test
    void shouldGiveTheFiguresOfTheReplacedScreener() {
        DrawdownSettings original =
                settings("definition", "original", "window.mode", "calendar", "min.bars", "3");

        Drawdown d =
                SessionBars.after(
                        original,
                        List.of(
                                bar(0, 100, 90, 95),
                                bar(1, 120, 90, 110),
                                bar(2, 110, 95, 100),
                                bar(3, 90, 80, 84)));

        assertThat(d.highPeak).isEqualTo(120);
        assertThat(d.highDepthPercent).isEqualTo(-30.0);
        assertThat(d.sessionsSincePeak()).isEqualTo(2);
    }

    @Test
    void shouldRoundAsTheReplacedScreenerDid() {
        DrawdownSettings original =
                settings("definition", "original", "window.mode", "calendar", "min.bars", "1");

        // Python: round(2.675, 2) == 2.67, round((1 - 8) / 8 * 100, 2) == -87.5
        Drawdown d = SessionBars.after(original, List.of(bar(0, 2.675, 2.5, 2.665)));

        assertThat(d.highPeak).isEqualTo(2.67);
        assertThat(d.price).isEqualTo(2.67);
        assertThat(d.highDepthPercent).isEqualTo(-0.37);
    }

    @Test
    void shouldNameFirstAndLastOccurrenceOfAPeak() {
        Drawdown d =
                SessionBars.after(
                        settings,
                        List.of(
                                bar(0, 10, 8, 9),
                                bar(1, 12, 8, 11),
                                bar(4, 12, 8, 10),
                                bar(5, 11, 8, 9)));

        assertThat(d.highPeakFirstDay).isEqualTo((int) FIRST.plusDays(1).toEpochDay());
        assertThat(d.highPeakLastDay).isEqualTo((int) FIRST.plusDays(4).toEpochDay());
        assertThat(d.sessionsSinceHighPeakFirst).isEqualTo(2);
        assertThat(d.sessionsSinceHighPeakLast).isEqualTo(1);
        assertThat(d.daysSincePeak()).isEqualTo(4);
        assertThat(d.troughPrice).isEqualTo(9);
        assertThat(d.recoveryPercent).isEqualTo(0);
    }

    @Test
    void shouldHaveNoFiguresBeforeThereAreEnoughBars() {
        calculator.accept(window, bar(0, 10, 8, 9), issued);

        Drawdown d = issued.get(0);
        assertThat(d.bars).isEqualTo(1);
        assertThat(d.price).isEqualTo(9);
        assertThat(d.highPeak).isNaN();
        assertThat(d.depthPercent()).isNaN();
        assertThat(d.highPeakFirstDay).isEqualTo(-1);
    }

    @Property(tries = 300)
    void shouldEqualPlainLoops(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 30) int length,
            @ForAll boolean calendar,
            @ForAll boolean byClose) {
        DrawdownSettings any =
                settings(
                        "window.mode",
                        calendar ? "calendar" : "sessions",
                        "window.sessions",
                        String.valueOf(length),
                        "window.days",
                        String.valueOf(length),
                        "peak.basis",
                        byClose ? "close" : "high",
                        "min.bars",
                        "1");
        DrawdownCalculator fresh = new DrawdownCalculator(any);
        DrawdownWindow bars = new DrawdownWindow(any.ringCapacity());
        List<Bar> seen = new ArrayList<>();
        for (Bar bar : walk(seed, 90)) {
            seen.add(bar);
            List<Drawdown> one = new ArrayList<>();
            assertThat(fresh.accept(bars, bar, one)).isNull();
            assertThat(one).containsExactly(NaiveDrawdown.of(seen, any));
        }
    }

    /** A few prices over and over, so that peaks are reached several times; days are left out. */
    private static List<Bar> walk(long seed, int sessions) {
        Random random = new Random(seed);
        List<Bar> bars = new ArrayList<>();
        int day = 0;
        for (int i = 0; i < sessions; i++) {
            day += 1 + random.nextInt(3);
            double close = 100 + random.nextInt(6);
            bars.add(bar(day, close + 1 + random.nextInt(3), close - 1, close));
        }
        return bars;
    }

    // ---- bars that come again, late, or changed -----------------------------------------------

    @Property(tries = 100)
    void shouldEndWithTheSameFiguresInWhateverOrderTheBarsCome(@ForAll long seed) {
        List<Bar> bars = walk(seed, 24);
        List<Bar> shuffled = new ArrayList<>(bars);
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            // only within reach of the ring
            int a = 20 + random.nextInt(4);
            int b = 20 + random.nextInt(4);
            Bar kept = shuffled.get(a);
            shuffled.set(a, shuffled.get(b));
            shuffled.set(b, kept);
        }
        DrawdownWindow bySession = new DrawdownWindow(settings.ringCapacity());
        List<Drawdown> all = new ArrayList<>();
        shuffled.forEach(bar -> assertThat(calculator.accept(bySession, bar, all)).isNull());

        for (int i = 20; i < 24; i++) {
            Drawdown expected = NaiveDrawdown.of(bars.subList(0, i + 1), settings);
            Drawdown newest =
                    all.stream()
                            .filter(d -> d.sessionDay == expected.sessionDay)
                            .reduce((x, y) -> y)
                            .orElseThrow();
            expected.revision = newest.revision;
            // whether it is the newest was said when it was issued
            expected.newest = newest.newest;
            assertThat(newest).isEqualTo(expected);
        }
    }

    @Test
    void shouldSayNothingOfABarThatIsKnown() {
        accept(bar(0, 10, 8, 9), bar(1, 12, 8, 11));

        assertThat(accept(bar(0, 10, 8, 9), bar(1, 12, 8, 11))).isEmpty();
    }

    @Test
    void shouldIssueAnewWhatACorrectionChanges() {
        accept(bar(0, 10, 8, 9), bar(1, 12, 8, 11), bar(2, 11, 8, 10));

        List<Drawdown> corrected = accept(bar(1, 11.5, 8, 11));

        assertThat(corrected).hasSize(2);
        assertThat(corrected.get(0).session()).isEqualTo(FIRST.plusDays(1));
        assertThat(corrected.get(0).revision).isEqualTo(1);
        assertThat(corrected.get(1).highPeak).isEqualTo(11.5);
        assertThat(accept(bar(1, 11.6, 8, 11)).get(1).revision).isEqualTo(2);
    }

    @Test
    void shouldNotIssueAnewWhatDoesNotChange() {
        accept(bar(0, 10, 8, 9), bar(1, 12, 8, 11), bar(2, 11, 8, 10));

        // a lower low is in no figure
        assertThat(accept(bar(1, 12, 7.7, 11))).isEmpty();
    }

    @Test
    void shouldIssueNoMoreSessionsAnewThanConfigured() {
        for (int i = 0; i < 12; i++) {
            accept(bar(i, 45 - i, 20, 30 - i * 0.1));
        }

        assertThat(accept(bar(0, 47, 20, 30)))
                .extracting(Drawdown::session)
                .containsExactly(
                        FIRST.plusDays(8),
                        FIRST.plusDays(9),
                        FIRST.plusDays(10),
                        FIRST.plusDays(11));
    }

    @Test
    void shouldRefuseABarOlderThanWhatIsKept() {
        for (int i = 1; i <= settings.ringCapacity(); i++) {
            accept(bar(i, 11, 9, 10));
        }

        assertThat(refusal(bar(0, 11, 9, 10))).isEqualTo(ReasonCode.LATE);
        assertThat(issued).hasSize(settings.ringCapacity());
    }

    // ---- splits and distributions
    // -----------------------------------------------------------------

    @Test
    void shouldFollowAProviderThatAdjustsItsHistoryForASplit() {
        accept(bar(0, 500, 400, 480), bar(1, 490, 400, 420.02), bar(2, 430, 400, 410));
        Drawdown before = last();

        // 4 for 1 on the fourth day; the provider sends the last two sessions again, adjusted
        List<Drawdown> after =
                accept(
                        withVolume(bar(1, 122.5, 100, 105.01), 4_000),
                        withVolume(bar(2, 107.5, 100, 102.5), 4_000),
                        withVolume(bar(3, 104, 100, 102.5), 4_000));

        assertThat(after).hasSize(1);
        assertThat(after.get(0).highPeak).isEqualTo(125);
        assertThat(after.get(0).highDepthPercent).isEqualTo(before.highDepthPercent);
        assertThat(after.get(0).suspect).isFalse();
    }

    @Test
    void shouldFollowAProviderThatAdjustsItsHistoryForADividend() {
        accept(bar(0, 50, 44, 48), bar(1, 49, 44, 46), bar(2, 47, 43, 45));

        // 1 % off everything, rounded to cents
        List<Drawdown> after =
                accept(
                        bar(1, 48.51, 43.56, 45.54),
                        bar(2, 46.53, 42.57, 44.55),
                        bar(3, 45, 43, 44));

        assertThat(after).hasSize(1);
        assertThat(after.get(0).highPeak).isEqualTo(49.5);
        assertThat(after.get(0).volume).isEqualTo(1_000);
    }

    /** The new session came first, at the new scale; then the provider adjusted the older ones. */
    @Test
    void shouldLiftTheSuspicionOnceTheHistoryIsAdjusted() {
        accept(bar(0, 100, 90, 96), bar(1, 98, 90, 94), bar(2, 48, 45, 47));
        assertThat(last().suspect).isTrue();
        assertThat(last().highDepthPercent).isEqualTo(-53);

        List<Drawdown> after =
                accept(
                        withVolume(bar(1, 49, 45, 47), 2_000),
                        bar(2, 48, 45, 47),
                        bar(3, 48, 45, 46));

        assertThat(after).extracting(d -> d.revision).containsExactly(1, 0);
        assertThat(after.get(0).sessionDay).isEqualTo(day(2));
        assertThat(after.get(0).suspect).isFalse();
        assertThat(after.get(0).highDepthPercent).isEqualTo(-6);
        assertThat(last().suspect).isFalse();
        assertThat(last().highPeak).isEqualTo(50);
        assertThat(last().highDepthPercent).isEqualTo(-8);
    }

    @Test
    void shouldNotSuspectACrashThatPeopleTrade() {
        accept(bar(0, 100, 90, 96), bar(1, 98, 90, 94));

        accept(withVolume(bar(2, 60, 45, 47), 40_000));

        assertThat(last().suspect).isFalse();
        assertThat(last().highDepthPercent).isEqualTo(-53);
    }

    @Test
    void shouldSuspectAReverseSplitWhereverItLies() {
        accept(bar(0, 10, 9, 9.5), bar(1, 10, 9, 9.5), bar(2, 100, 90, 95));

        assertThat(last().suspect).isTrue();
    }

    // ---- corporate actions

    @Test
    void shouldBelieveAMoveThatNoCorporateActionExplains() {
        fall();
        accept(bar(3, 48, 46, 47), bar(4, 48, 46, 47));
        assertThat(check(0, 4)).isEmpty();
        accept(bar(5, 48, 46, 47));
        Drawdown suspected = last();
        assertThat(suspected.suspect).isTrue();

        List<Drawdown> corrected = check(0, 5);

        assertThat(corrected)
                .extracting(d -> d.sessionDay)
                .containsExactly(day(2), day(3), day(4), day(5));
        assertThat(corrected).allMatch(d -> !d.suspect && d.revision == 1);
        assertThat(corrected.get(3).highDepthPercent).isEqualTo(suspected.highDepthPercent);
        assertThat(check(0, 5)).isEmpty();
        // and it is not suspected anew when the bar is corrected
        assertThat(accept(bar(2, 48, 45, 46.9))).noneMatch(d -> d.suspect);
    }

    /** What was announced late. */
    @Test
    void shouldDoubtABelievedMoveThatALaterCheckExplains() {
        fallAndGoOn();
        check(0, 5);
        assertThat(check(0, 5, action(2, 2, Double.NaN)))
                .hasSize(4)
                .allMatch(d -> d.suspect && d.revision == 2);
        assertThat(check(0, 5, action(2, 2, Double.NaN))).isEmpty();
    }

    @Test
    void shouldIssueOnlyWantedSessionsOfABelievedMove() {
        fallAndGoOn();

        assertThat(check(0, 5, 5)).extracting(d -> d.sessionDay).containsExactly(day(5));
    }

    @Test
    void shouldStaySuspiciousOfWhatACorporateActionExplains() {
        fallAndGoOn();

        assertThat(check(0, 5, action(2, 2, Double.NaN))).isEmpty();
        assertThat(check(0, 5, action(2, Double.NaN, 45))).isEmpty();
        assertThat(check(0, 5, action(2, Double.NaN, Double.NaN))).isEmpty();
        assertThat(last().suspect).isTrue();
    }

    /** The action was before the days that were asked about, on a day without a bar. */
    @Test
    void shouldNotConcludeFromDaysThatWereNotAskedAbout() {
        accept(bar(0, 100, 90, 96), bar(1, 98, 90, 94), bar(4, 48, 45, 47), bar(5, 48, 45, 47));
        accept(bar(6, 48, 45, 47), bar(7, 48, 45, 47));

        assertThat(check(4, 7)).isEmpty();
        assertThat(check(3, 7)).isEmpty();
        assertThat(check(0, 3)).isEmpty();
        assertThat(check(0, 7, action(3, 2, Double.NaN))).isEmpty();
        assertThat(check(2, 7)).isNotEmpty();
    }

    /** An ordinary dividend, and an action of another day. */
    @Test
    void shouldNotTakeAnyCorporateActionForAnExplanation() {
        fallAndGoOn();

        assertThat(check(0, 5, action(1, 2, Double.NaN), action(2, Double.NaN, 0.8))).hasSize(4);
    }

    private void fall() {
        accept(bar(0, 100, 90, 96), bar(1, 98, 90, 94), bar(2, 48, 45, 47));
    }

    private void fallAndGoOn() {
        fall();
        accept(bar(3, 48, 46, 47), bar(4, 48, 46, 47), bar(5, 48, 46, 47));
    }

    private List<Drawdown> check(int first, int last, CorporateAction... actions) {
        return check(first, first, last, actions);
    }

    private List<Drawdown> check(int first, int wanted, int last, CorporateAction... actions) {
        List<Drawdown> issued = new ArrayList<>();
        calculator.check(
                window, ActionCheck.of("A", day(first), day(wanted), day(last), actions), issued);
        return issued;
    }

    private static int day(int number) {
        return (int) FIRST.plusDays(number).toEpochDay();
    }

    private static CorporateAction action(int number, double splitFactor, double cash) {
        CorporateAction action = new CorporateAction();
        action.exDay = day(number);
        action.splitFactor = splitFactor;
        action.cash = cash;
        return action;
    }

    // ---- what is not believed
    // ---------------------------------------------------------------------

    @Test
    void shouldRefuseABadPrint() {
        accept(bar(0, 10, 8, 9));

        assertThat(refusal(bar(1, 90, 8, 9))).isEqualTo(ReasonCode.OUTLIER);
    }

    @Test
    void shouldRefuseALeapUntilASecondBarConfirmsIt() {
        accept(bar(0, 10, 8, 9), bar(1, 10, 8, 9));

        assertThat(refusal(bar(2, 82, 79, 81.9))).isEqualTo(ReasonCode.UNEXPLAINED_JUMP);
        assertThat(accept(bar(3, 85, 79, 80))).hasSize(1);
        assertThat(last().suspect).isTrue();
    }

    @Test
    void shouldForgetALeapThatDoesNotLast() {
        accept(bar(0, 10, 8, 9), bar(1, 10, 8, 9));
        refusal(bar(2, 82, 79, 81.9));
        accept(bar(3, 10, 8, 9));

        assertThat(refusal(bar(4, 82, 79, 81.9))).isEqualTo(ReasonCode.UNEXPLAINED_JUMP);
    }

    @Test
    void shouldCallASymbolStaleThatIsNotTraded() {
        accept(bar(0, 10, 8, 9), bar(1, 10, 8, 9));
        accept(withVolume(bar(2, 9, 9, 9), 0), withVolume(bar(3, 9, 9, 9), 0));
        assertThat(last().stale).isFalse();

        accept(withVolume(bar(4, 9, 9, 9), 0));

        assertThat(last().stale).isTrue();
    }

    private List<Drawdown> accept(Bar... bars) {
        int before = issued.size();
        Arrays.stream(bars)
                .forEach(bar -> assertThat(calculator.accept(window, bar, issued)).isNull());
        return new ArrayList<>(issued.subList(before, issued.size()));
    }

    private ReasonCode refusal(Bar bar) {
        return calculator.accept(window, bar, issued).reason;
    }

    private Drawdown last() {
        return issued.get(issued.size() - 1);
    }

    private static Bar withVolume(Bar bar, double volume) {
        bar.volume = volume;
        return bar;
    }
}
