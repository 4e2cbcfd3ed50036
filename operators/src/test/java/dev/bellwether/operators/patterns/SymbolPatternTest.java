// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import static dev.bellwether.operators.patterns.CepHarness.entered;
import static dev.bellwether.operators.patterns.CepHarness.transition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.Direction;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.naive.NaivePatterns;
import dev.bellwether.sandbox.naive.NaivePatterns.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class SymbolPatternTest {

    private static final long SECOND = 1000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Monday, 2024-06-03, 20:00 UTC: the close in New York. */
    private static final long MONDAY = 1_717_444_800_000L;

    private final Configuration options = new Configuration();
    private CepHarness harness;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @AfterEach
    void close() throws Exception {
        if (harness != null) {
            harness.close();
        }
    }

    @Test
    void shouldFindAFallThatIsTradedHeavily() throws Exception {
        open(new Capitulation(options));
        harness.take(fall("A", MONDAY)).take(spike("A", MONDAY + 3 * DAY));
        harness.take(fall("B", MONDAY)).take(spike("C", MONDAY + 1));

        assertThat(harness.until(MONDAY + 3 * DAY - 1)).isEmpty();
        RuleTransition found = only(harness.until(MONDAY + 3 * DAY));
        assertThat(found.rule).isEqualTo("pattern-capitulation");
        assertThat(found.symbol).isEqualTo("A");
        assertThat(found.phase).isEqualTo(ConditionPhase.ENTERED);
        assertThat(found.severity).isEqualTo(Severity.WARNING);
        assertThat(found.eventTimeMillis).isEqualTo(MONDAY + 3 * DAY);
        assertThat(found.sinceMillis).isEqualTo(MONDAY + 3 * DAY);
        assertThat(found.headline).startsWith("A fell to 7.5 % from its peak");
        assertThat(found.facts)
                .containsExactly(
                        "01.at=2024-06-03T20:00:00Z",
                        "01.observed=7.50",
                        "01.what=drawdown down",
                        "02.at=2024-06-06T20:00:00Z",
                        "02.observed=7.50",
                        "02.what=volume spike up");
        assertThat(harness.until(MONDAY + 30 * DAY)).isEmpty();
    }

    /** Thursday to Tuesday: Friday, Monday and Tuesday are three sessions, over a weekend. */
    @Test
    void shouldCountSessionsAndNotDays() throws Exception {
        open(new Capitulation(options));
        long thursday = MONDAY + 3 * DAY;
        harness.take(fall("A", thursday)).take(spike("A", thursday + 5 * DAY));
        harness.take(fall("B", thursday)).take(spike("B", thursday + 6 * DAY));
        // of crypto-assets every day is one
        MarketTransition crypto = spike("C", thursday + 4 * DAY);
        crypto.assetClass = "CRYPTO";
        harness.take(fall("C", thursday)).take(crypto);

        assertThat(harness.until(thursday + 60 * DAY))
                .extracting(found -> found.symbol)
                .containsExactly("A");
    }

    @Test
    void shouldForgetAFallThatWasMadeUpFor() throws Exception {
        open(new Capitulation(options));
        harness.take(spike("A", MONDAY - 1))
                .take(fall("A", MONDAY))
                .take(transition("A", MONDAY + DAY, "DRAWDOWN", "LEFT", Direction.UP))
                .take(spike("A", MONDAY + 2 * DAY));

        assertThat(harness.until(MONDAY + 30 * DAY)).isEmpty();
    }

    @Test
    void shouldFindAnomaliesOfOneDirectionAtOnce() throws Exception {
        open(new FlashMove(options));
        long start = MONDAY;
        harness.take(entered("A", start, AnomalyKind.RETURN, Direction.UP))
                .take(entered("A", start + MINUTE, AnomalyKind.BAND, Direction.DOWN))
                .take(entered("A", start + 2 * MINUTE, AnomalyKind.GAP, Direction.UP))
                .take(entered("A", start + 3 * MINUTE, AnomalyKind.VOLUME, Direction.UP))
                .take(entered("B", start + 3 * MINUTE, AnomalyKind.BAND, Direction.UP))
                .take(transition("A", start + 4 * MINUTE, "BAND", "LEFT", Direction.UP))
                .take(transition("A", start + 5 * MINUTE - 1, "RETURN", "WORSENED", Direction.UP));

        RuleTransition found = only(harness.until(start + DAY));
        assertThat(found.rule).isEqualTo("pattern-flash-move-up");
        assertThat(found.severity).isEqualTo(Severity.CRITICAL);
        assertThat(found.eventTimeMillis).isEqualTo(start + 5 * MINUTE - 1);
        assertThat(found.headline).isEqualTo("A: 3 anomalies up within 299 s, the last: return up");
    }

    @Test
    void shouldNotFindAnomaliesJustTooFarApart() throws Exception {
        open(new FlashMove(options));
        harness.take(entered("A", MONDAY, AnomalyKind.RETURN, Direction.UP))
                .take(entered("A", MONDAY + 1, AnomalyKind.BAND, Direction.UP))
                .take(entered("A", MONDAY + 5 * MINUTE, AnomalyKind.GAP, Direction.UP));
        assertThat(harness.until(MONDAY + 5 * MINUTE)).isEmpty();

        // with the second and third it is one
        harness.take(entered("A", MONDAY + 5 * MINUTE + 1, AnomalyKind.GAP, Direction.DOWN))
                .take(entered("A", MONDAY + 6 * MINUTE, AnomalyKind.PRICE_CHANGE, Direction.UP));
        assertThat(harness.until(MONDAY + DAY)).isEmpty();
    }

    @Test
    void shouldFindAMoveThatTurns() throws Exception {
        open(new Reversal(options));
        harness.take(entered("A", MONDAY, AnomalyKind.RETURN, Direction.UP))
                .take(entered("A", MONDAY + 2 * DAY, AnomalyKind.PRICE_CHANGE, Direction.UP))
                .take(entered("A", MONDAY + 5 * DAY - 1, AnomalyKind.RETURN, Direction.DOWN))
                // it was part of that
                .take(entered("A", MONDAY + 5 * DAY, AnomalyKind.RETURN, Direction.UP));

        RuleTransition found = only(harness.until(MONDAY + 30 * DAY));
        assertThat(found.rule).isEqualTo("pattern-reversal");
        assertThat(found.headline).isEqualTo("A turned: price change up, then return down");
    }

    @Test
    void shouldFindASignalThatTurnsAgainstAMove() throws Exception {
        open(new Reversal(options));
        harness.take(entered("A", MONDAY, AnomalyKind.RETURN, Direction.DOWN))
                .take(transition("A", MONDAY + 1, "SIGNAL", "ENTERED", Direction.NONE))
                .take(transition("A", MONDAY + 2, "SIGNAL", "ENTERED", Direction.DOWN))
                .take(transition("A", MONDAY + 3, "SIGNAL", "ENTERED", Direction.UP));
        // a signal is nothing that can turn; and just too late
        harness.take(transition("B", MONDAY, "SIGNAL", "ENTERED", Direction.UP))
                .take(entered("B", MONDAY + 1, AnomalyKind.RETURN, Direction.DOWN))
                .take(entered("B", MONDAY + 1 + 3 * DAY, AnomalyKind.RETURN, Direction.UP));

        assertThat(only(harness.until(MONDAY + 30 * DAY)))
                .matches(found -> found.symbol.equals("A"))
                .matches(found -> found.eventTimeMillis == MONDAY + 3);
    }

    @Test
    void shouldFindAMoveAndItsVolumeInEitherOrder() throws Exception {
        open(new Confirmation(options));
        harness.take(spike("A", MONDAY))
                .take(entered("A", MONDAY + 30 * MINUTE - 1, AnomalyKind.RETURN, Direction.DOWN));
        harness.take(entered("B", MONDAY, AnomalyKind.PRICE_CHANGE, Direction.UP))
                .take(spike("B", MONDAY));
        harness.take(entered("C", MONDAY, AnomalyKind.PRICE_CHANGE, Direction.UP))
                .take(spike("C", MONDAY + 30 * MINUTE));
        harness.take(entered("D", MONDAY, AnomalyKind.BAND, Direction.UP))
                .take(spike("D", MONDAY + 1))
                .take(spike("D", MONDAY + 2));

        assertThat(harness.until(MONDAY + DAY))
                .extracting(found -> found.headline)
                .containsExactlyInAnyOrder(
                        "B: price change up and volume spike up together",
                        "A: volume spike up and return down together");
    }

    /** The watermark has not passed them: their order of arrival does not matter. */
    @Test
    void shouldPutWhatComesOutOfOrderInOrder() throws Exception {
        open(new Capitulation(options));
        harness.take(spike("A", MONDAY + DAY)).take(fall("A", MONDAY));
        harness.take(fall("B", MONDAY + DAY)).take(spike("B", MONDAY));
        // in one moment the drawdown is before what the last quote shows
        harness.take(spike("C", MONDAY)).take(fall("C", MONDAY));

        assertThat(harness.until(MONDAY + 3 * DAY))
                .extracting(found -> found.symbol)
                .containsExactlyInAnyOrder("C", "A");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnInTheMiddleOfAMatchAfterARestore(StateBackend backend) throws Exception {
        for (SymbolPattern pattern : patterns()) {
            List<MarketTransition> some = random(new Random(5), 30);
            List<MarketTransition> ordered = ordered(some);
            List<Long> whole = new ArrayList<>();
            harness = CepHarness.open(pattern, backend, null);
            for (int i = 0; i < ordered.size(); i++) {
                long millis = ordered.get(i).eventTimeMillis;
                harness.take(ordered.get(i));
                boolean last =
                        i == ordered.size() - 1 || ordered.get(i + 1).eventTimeMillis > millis;
                if (last) {
                    harness.until(millis).forEach(found -> whole.add(found.eventTimeMillis));
                    OperatorSubtaskState snapshot = harness.snapshot(i, i);
                    harness.close();
                    harness = CepHarness.open(pattern, backend, snapshot);
                }
            }
            harness.close();
            assertThat(whole)
                    .as(pattern.getClass().getSimpleName())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(naive(pattern, ordered));
        }
        harness = null;
    }

    /** Against plain loops, shuffled between watermarks. */
    @Test
    void shouldFindWhatPlainLoopsFind() throws Exception {
        for (SymbolPattern pattern : patterns()) {
            int found = 0;
            for (int seed = 0; seed < 60; seed++) {
                Random random = new Random(seed);
                List<MarketTransition> some = random(random, 80);
                List<Long> expected = naive(pattern, ordered(some));
                Collections.shuffle(some, random);
                harness = CepHarness.open(pattern, new HashMapStateBackend(), null);
                for (MarketTransition one : some) {
                    harness.take(one);
                }
                assertThat(harness.until(Long.MAX_VALUE))
                        .as("%s, seed %d", pattern.getClass().getSimpleName(), seed)
                        .extracting(match -> match.eventTimeMillis)
                        .containsExactlyInAnyOrderElementsOf(expected);
                found += expected.size();
                harness.close();
            }
            assertThat(found).as(pattern.getClass().getSimpleName()).isGreaterThan(40);
        }
        harness = null;
    }

    /** Of the reversal a million; each pattern replaces or limits them in its own way. */
    @ParameterizedTest
    @EnumSource(
            value = PatternName.class,
            names = {"MARKET_STRESS", "SILENT_FEED"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldKeepFewMatchesUnderWayOfManyBeginnings(PatternName name) throws Exception {
        SymbolPattern pattern = patterns().get(name.ordinal());
        // of a flash move two in a window are not yet one
        long step = name == PatternName.FLASH_MOVE ? 150 * SECOND : 10 * MINUTE;
        int most = name == PatternName.FLASH_MOVE ? 2 : 1;
        int beginnings = name == PatternName.REVERSAL ? 1_000_000 : 100_000;
        String key = name == PatternName.FLASH_MOVE ? "A UP" : "A";
        open(pattern);
        long[] entries = new long[10];
        long[] timers = new long[10];
        long[] bytes = new long[10];
        for (int i = 0; i < beginnings; i++) {
            long millis = MONDAY + i * step;
            harness.take(beginning(name, "A", millis));
            if (i % 10 == 9) {
                assertThat(harness.until(millis)).isEmpty();
            }
            if ((i + 1) % (beginnings / 10) == 0) {
                int at = i / (beginnings / 10);
                assertThat(harness.partialMatches(key)).isBetween(1, most);
                entries[at] = harness.numKeyedStateEntries();
                timers[at] = harness.numEventTimeTimers();
                bytes[at] =
                        harness.snapshot(at, at)
                                .getManagedKeyedState()
                                .iterator()
                                .next()
                                .getStateSize();
            }
        }

        assertThat(entries).containsOnly(entries[0]);
        assertThat(timers).containsOnly(timers[0]);
        assertThat(bytes).containsOnly(bytes[0]);
        assertThat(entries[0]).isLessThanOrEqualTo(20);
        assertThat(timers[0]).isLessThanOrEqualTo(20 * DAY / step);
        harness.until(Long.MAX_VALUE);
        assertThat(harness.partialMatches(key)).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void shouldKeepOneMatchUnderWayForEachOfManySymbols() throws Exception {
        open(new Reversal(options));
        int symbols = 10_000;
        List<Integer> entries = new ArrayList<>();
        for (int i = 0; i < 30 * symbols; i++) {
            long millis = MONDAY + i / symbols * DAY;
            harness.take(beginning(PatternName.REVERSAL, "S" + i % symbols, millis));
            if (i % symbols == symbols - 1) {
                harness.until(millis);
                entries.add(harness.numKeyedStateEntries());
            }
        }

        assertThat(entries).hasSize(30);
        assertThat(entries.subList(5, 30)).containsOnly(entries.get(5));
        assertThat(entries.get(5)).isLessThanOrEqualTo(4 * symbols);
        for (int i = 0; i < symbols; i += 100) {
            assertThat(harness.partialMatches("S" + i)).isEqualTo(1);
        }
    }

    private List<SymbolPattern> patterns() {
        Configuration some = new Configuration();
        some.set(PatternOptions.FLASH_WINDOW, Duration.ofMinutes(5));
        return List.of(
                new Capitulation(some),
                new FlashMove(some),
                new Reversal(some),
                new Confirmation(some));
    }

    /** What may begin a match, and ends none. */
    private static MarketTransition beginning(PatternName name, String symbol, long millis) {
        switch (name) {
            case CAPITULATION:
                return fall(symbol, millis);
            case FLASH_MOVE:
                return entered(symbol, millis, AnomalyKind.BAND, Direction.UP);
            default:
                return entered(symbol, millis, AnomalyKind.RETURN, Direction.UP);
        }
    }

    /** Of one symbol, dense enough that windows matter. */
    private static List<MarketTransition> random(Random random, int count) {
        String[] kinds = {
            "PRICE_CHANGE", "RETURN", "GAP", "BAND", "VOLUME", "VOLUME_SPIKE", "SIGNAL", "DRAWDOWN"
        };
        long[] steps = {0, 0, SECOND, MINUTE, MINUTE, 5 * MINUTE, 30 * MINUTE, DAY, 3 * DAY};
        List<MarketTransition> some = new ArrayList<>();
        long millis = MONDAY;
        for (int i = 0; i < count; i++) {
            millis += steps[random.nextInt(steps.length)];
            String kind = kinds[random.nextInt(kinds.length)];
            String phase = random.nextInt(3) > 0 ? "ENTERED" : "LEFT";
            Direction direction = random.nextBoolean() ? Direction.UP : Direction.DOWN;
            some.add(transition("A", millis, kind, phase, direction));
        }
        return some;
    }

    private static List<MarketTransition> ordered(List<MarketTransition> some) {
        List<MarketTransition> ordered = new ArrayList<>(some);
        ordered.sort(new TransitionOrder());
        return ordered;
    }

    private static List<Long> naive(SymbolPattern pattern, List<MarketTransition> ordered) {
        List<Event> events =
                ordered.stream().map(SymbolPatternTest::event).collect(Collectors.toList());
        Function<List<Event>, List<Long>> loop;
        if (pattern instanceof Capitulation) {
            loop = all -> NaivePatterns.capitulations(all, 3);
        } else if (pattern instanceof FlashMove) {
            loop = all -> flashMoves(all);
        } else if (pattern instanceof Reversal) {
            loop = all -> NaivePatterns.reversals(all, 3 * DAY);
        } else {
            loop = all -> NaivePatterns.confirmations(all, 30 * MINUTE);
        }
        return loop.apply(events);
    }

    private static List<Long> flashMoves(List<Event> events) {
        List<Long> both = new ArrayList<>(NaivePatterns.flashMoves(events, "UP", 3, 5 * MINUTE));
        both.addAll(NaivePatterns.flashMoves(events, "DOWN", 3, 5 * MINUTE));
        return both;
    }

    private static Event event(MarketTransition t) {
        return new Event(t.symbol, t.eventTimeMillis, t.sessionDay, t.kind, t.phase, t.direction);
    }

    private static MarketTransition fall(String symbol, long millis) {
        return transition(symbol, millis, "DRAWDOWN", "ENTERED", Direction.DOWN);
    }

    private static MarketTransition spike(String symbol, long millis) {
        return entered(symbol, millis, AnomalyKind.VOLUME_SPIKE, Direction.UP);
    }

    private static RuleTransition only(List<RuleTransition> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void open(SymbolPattern pattern) throws Exception {
        harness = CepHarness.open(pattern, new HashMapStateBackend(), null);
    }
}
