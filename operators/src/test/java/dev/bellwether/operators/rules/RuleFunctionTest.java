// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.Quote;
import dev.bellwether.model.RuleSet;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.Harnesses;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class RuleFunctionTest {

    private static final long MINUTE = 60_000L;

    private Harness harness;
    private int taken;
    private long time;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        harness = open(new HashMapStateBackend(), null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldEnterAndLeaveAtDifferentLevels() throws Exception {
        rules(
                "{'id':'fall','severity':'critical','enter':'quote.day_change_percent < -10',"
                        + "'leave':'quote.day_change_percent > -8',"
                        + "'headline':'{symbol} {quote.day_change_percent} %',"
                        + "'labels':{'b':'2','a':'1'},'links':{'chart':'https://x/{symbol}'}}");

        assertThat(price(95)).isEmpty();
        List<RuleTransition> entered = price(89);
        assertThat(entered)
                .extracting(t -> t.rule, t -> t.symbol, t -> t.phase, t -> t.severity)
                .containsExactly(tuple("fall", "AAPL", ConditionPhase.ENTERED, Severity.CRITICAL));
        assertThat(entered.get(0).headline).isEqualTo("AAPL -11.00 %");
        assertThat(entered.get(0).labels).containsExactly("a=1", "b=2");
        assertThat(entered.get(0).links).containsExactly("chart=https://x/AAPL");
        assertThat(entered.get(0).facts[0]).startsWith("quote.day_change_percent=-10.99");
        assertThat(price(91)).isEmpty();
        assertThat(price(85)).isEmpty();
        assertThat(price(93)).extracting(t -> t.phase).containsExactly(ConditionPhase.LEFT);
    }

    /** Those of the anomaly that it began with; none when it ends, or without one. */
    @Test
    void shouldHandOnThePricesOfAnAnomaly() throws Exception {
        rules("{'id':'fall','enter':'quote.price < 90'}");
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = "AAPL";
        anomaly.kind = AnomalyKind.RETURN;
        anomaly.phase = AnomalyPhase.ENTERED;
        anomaly.score = 2;
        anomaly.prices = new double[] {100, 101, 89};

        AnalyzedQuote analyzed = AnalyzedQuote.of(quote(89), new SymbolAnalytics());
        assertThat(fact(SymbolFact.of(analyzed, anomaly)).get(0).prices)
                .containsExactly(100, 101, 89);
        AnalyzedQuote over = AnalyzedQuote.of(quote(95), new SymbolAnalytics());
        assertThat(fact(SymbolFact.of(over, anomaly)).get(0).prices).isEmpty();
        assertThat(price(89).get(0).prices).isEmpty();
    }

    @Test
    void shouldTellOfEachSeverity() throws Exception {
        rules(
                "{'id':'fall','severity':'warning','enter':'quote.price < 90',"
                        + "'levels':{'critical':'quote.price < 85'}}");

        assertThat(price(89)).extracting(t -> t.severity).containsExactly(Severity.WARNING);
        assertThat(price(84))
                .extracting(t -> t.phase, t -> t.severity)
                .containsExactly(tuple(ConditionPhase.CHANGED, Severity.CRITICAL));
        assertThat(price(83)).isEmpty();
        assertThat(price(86))
                .extracting(t -> t.phase, t -> t.severity)
                .containsExactly(tuple(ConditionPhase.CHANGED, Severity.WARNING));
    }

    @Test
    void shouldWaitForItsDuration() throws Exception {
        rules("{'id':'low','enter':'quote.price < 90','duration':'5 min'}");

        assertThat(price(89)).extracting(t -> t.phase).containsExactly(ConditionPhase.PENDING);
        long since = time;
        time += 3 * MINUTE;
        assertThat(price(89)).isEmpty();
        time += MINUTE;
        assertThat(price(88))
                .extracting(t -> t.phase, t -> t.sinceMillis)
                .containsExactly(tuple(ConditionPhase.ENTERED, since));
        assertThat(price(90)).extracting(t -> t.phase).containsExactly(ConditionPhase.LEFT);
        price(89);
        assertThat(price(91)).extracting(t -> t.phase).containsExactly(ConditionPhase.LEFT);
    }

    /** Even what CEL takes for true: a whole number is at most NaN. */
    @Test
    void shouldConcludeNothingFromWhatIsNotKnown() throws Exception {
        rules(
                "{'id':'ratio','enter':'analytics.volume_ratio >= 5'}",
                "{'id':'either','enter':'analytics.volume_ratio >= 5 || quote.price > 1'}",
                "{'id':'deep','enter':'drawdown.depth_percent < -20 && quote.price > 1'}");

        assertThat(price(100)).extracting(t -> t.rule).containsExactly("either");
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = "AAPL";
        drawdown.basis = PeakBasis.HIGH;
        drawdown.highDepthPercent = -25;
        drawdown.newest = true;
        assertThat(fact(SymbolFact.of(drawdown))).extracting(t -> t.rule).containsExactly("deep");
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.volumeRatio = 6;
        assertThat(fact(SymbolFact.of(AnalyzedQuote.of(quote(100), analytics))))
                .extracting(t -> t.rule)
                .containsExactly("ratio");
        assertThat(price(0.5)).extracting(t -> t.rule).containsExactlyInAnyOrder("deep");
    }

    @Test
    void shouldSeeAnomaliesWhileTheyGoOn() throws Exception {
        rules("{'id':'odd','enter':'anomaly.return < -6 && symbol == \\'AAPL\\''}");
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = "AAPL";
        anomaly.kind = AnomalyKind.RETURN;
        anomaly.phase = AnomalyPhase.ENTERED;
        anomaly.observed = -7;
        assertThat(fact(SymbolFact.of(anomaly))).hasSize(1);
        Anomaly over = new Anomaly();
        over.symbol = "AAPL";
        over.kind = AnomalyKind.RETURN;
        over.phase = AnomalyPhase.LEFT;
        over.observed = -5;
        assertThat(fact(SymbolFact.of(over)))
                .extracting(t -> t.phase)
                .containsExactly(ConditionPhase.LEFT);
    }

    @Test
    void shouldBeForSomeSymbolsAndClassesOnly() throws Exception {
        rules(
                "{'id':'msft','enter':'true','symbols':['MSFT']}",
                "{'id':'crypto','enter':'true','asset_classes':['crypto']}",
                "{'id':'all','enter':'true'}");

        assertThat(price(1)).extracting(t -> t.rule).containsExactly("all");
    }

    @Test
    void shouldEndWhatIsRemovedOrPausedAndGoOnWithWhatIsRefused() throws Exception {
        rules(
                "{'id':'removed','enter':'true'}",
                "{'id':'paused','enter':'true'}",
                "{'id':'refused','enter':'true'}",
                "{'id':'changed','enter':'true'}");
        assertThat(price(1)).hasSize(4);

        RuleSet set =
                set(
                        "file",
                        "{'id':'paused','enter':'true','paused':true}",
                        "{'id':'changed','enter':'quote.price > 0'}");
        set.refused = new String[] {"refused"};
        harness.processBroadcastElement(set, 0);
        assertThat(fresh())
                .extracting(t -> t.rule, t -> t.phase)
                .containsExactly(tuple("removed", ConditionPhase.LEFT));
        assertThat(price(1))
                .extracting(t -> t.rule, t -> t.phase)
                .containsExactly(tuple("paused", ConditionPhase.LEFT));
        assertThat(price(1)).isEmpty();
    }

    /** What another place says neither removes nor replaces. */
    @Test
    void shouldKeepTheRulesOfPlacesApart() throws Exception {
        rules("{'id':'a','enter':'quote.price > 10'}");
        harness.processBroadcastElement(
                set("table", "{'id':'a','enter':'true'}", "{'id':'b','enter':'true'}"), 0);
        assertThat(price(1)).extracting(t -> t.rule).containsExactly("b");
        harness.processBroadcastElement(set("table"), 0);
        assertThat(fresh()).extracting(t -> t.rule).containsExactly("b");
        assertThat(price(11)).extracting(t -> t.rule).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = open(backend, null);
        rules("{'id':'low','enter':'quote.price < 90','duration':'5 min'}");
        price(89);
        long since = time;
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = open(backend, snapshot);
        taken = 0;
        time += 5 * MINUTE;

        assertThat(price(89))
                .extracting(t -> t.phase, t -> t.sinceMillis)
                .containsExactly(tuple(ConditionPhase.ENTERED, since));
    }

    private void rules(String... rules) throws Exception {
        harness.processBroadcastElement(set("file", rules), 0);
    }

    private static RuleSet set(String place, String... rules) {
        RuleReader.Result read =
                RuleReader.read(
                        ("{'rules':[" + String.join(",", rules) + "]}")
                                .replace("\\'", "\u0000")
                                .replace('\'', '"')
                                .replace('\u0000', '\''));
        assertThat(read.problems()).isEmpty();
        RuleSet set = new RuleSet();
        set.place = place;
        set.rules = read.rules().stream().map(AlertRule::toString).toArray(String[]::new);
        return set;
    }

    private List<RuleTransition> price(double price) throws Exception {
        time += MINUTE;
        return fact(SymbolFact.of(AnalyzedQuote.of(quote(price), null)));
    }

    private Quote quote(double price) {
        Quote quote = Quote.of("AAPL", price, time);
        quote.previousClose = 100;
        return quote;
    }

    private List<RuleTransition> fact(SymbolFact fact) throws Exception {
        harness.processElement(fact, 0);
        return fresh();
    }

    private List<RuleTransition> fresh() {
        List<RuleTransition> all = harness.extractOutputValues();
        List<RuleTransition> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh;
    }

    private static Harness open(StateBackend backend, OperatorSubtaskState snapshot)
            throws Exception {
        return Harnesses.open(new Harness(), backend, snapshot);
    }

    private static final class Harness
            extends KeyedBroadcastOperatorTestHarness<String, SymbolFact, RuleSet, RuleTransition> {

        Harness() throws Exception {
            super(
                    new CoBroadcastWithKeyedOperator<>(
                            new RuleFunction(List.of()), List.of(RuleFunction.RULES)),
                    fact -> fact.symbol,
                    Types.STRING,
                    1,
                    1,
                    0);
        }
    }
}
