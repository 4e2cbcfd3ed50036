// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sandbox.naive.NaivePatterns;
import dev.bellwether.sandbox.naive.NaivePatterns.Event;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/**
 * Patterns that need drawdowns, over every drawdown and each burst of volume of three recorded
 * years, against plain loops.
 */
class PatternsPartTest {

    private static final UsSessions CALENDAR = new UsSessions();
    private static final long DAY = 86_400_000L;

    /** Sessions of the peak, and of the mean volume. */
    private static final int PEAK = 180;

    private static final int MEAN = 20;

    @Test
    void shouldFindWhatPlainLoopsFindInThreeYears() throws Exception {
        List<SymbolFact> facts = new ArrayList<>();
        TreeMap<String, List<Event>> events = new TreeMap<>();
        for (String symbol : Recordings.load().symbols()) {
            events.put(symbol, read(symbol, facts));
        }
        facts.sort(Comparator.comparingLong(PatternsPartTest::timeOf));
        List<String> expected = new ArrayList<>();
        List<Event> drawdowns = new ArrayList<>();
        events.forEach(
                (symbol, some) -> {
                    List<Long> matches = NaivePatterns.capitulations(some, 3);
                    for (long[] span : NaivePatterns.held(matches, 3 * DAY)) {
                        expected.add("pattern-capitulation " + symbol + " ENTERED " + span[0]);
                        expected.add("pattern-capitulation " + symbol + " LEFT " + span[1]);
                    }
                    some.stream()
                            .filter(event -> event.toString().contains("DRAWDOWN"))
                            .forEach(drawdowns::add);
                });
        int capitulations = expected.size() / 2;
        List<Long> turns = NaivePatterns.stresses(drawdowns, 10, 0.2, 0.8, 7 * DAY);
        for (int i = 0; i < turns.size(); i++) {
            String phase = i % 2 == 0 ? "ENTERED" : "LEFT";
            expected.add("pattern-market-stress MARKET " + phase + " " + turns.get(i));
        }

        assertThat(run(facts)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(capitulations).isGreaterThan(20);
        assertThat(turns).isNotEmpty();
    }

    /** Drawdowns by a loop over closes, volume by a loop over volumes; facts and events of both. */
    private static List<Event> read(String symbol, List<SymbolFact> facts) {
        DailyBars bars = Recordings.load().bars(symbol);
        List<Event> events = new ArrayList<>();
        boolean measured = false;
        boolean fallen = false;
        boolean busy = false;
        for (int i = 0; i < bars.size(); i++) {
            int day = (int) Recordings.load().session(bars.session(i)).toEpochDay();
            long millis = CALENDAR.endOf(Recordings.load().session(bars.session(i))).toEpochMilli();
            double peak = 0;
            for (int k = Math.max(0, i - PEAK + 1); k <= i; k++) {
                peak = Math.max(peak, bars.close(k));
            }
            double depth = (bars.close(i) - peak) / peak * 100;
            facts.add(SymbolFact.of(drawdown(symbol, day, depth)));
            boolean was = fallen;
            fallen = depth <= (was ? -16.0 : -20.0);
            if (!measured || was != fallen) {
                String phase = !measured ? "FIRST" : fallen ? "ENTERED" : "LEFT";
                events.add(new Event(symbol, millis, day, "DRAWDOWN", phase, "DOWN"));
            }
            measured = true;
            if (i >= MEAN) {
                double volume = 0;
                for (int k = i - MEAN; k < i; k++) {
                    volume += bars.volume(k) / (double) MEAN;
                }
                boolean isBusy = bars.volume(i) > 3 * volume;
                if (isBusy != busy) {
                    AnomalyPhase phase = isBusy ? AnomalyPhase.ENTERED : AnomalyPhase.LEFT;
                    facts.add(SymbolFact.of(spike(symbol, millis, phase)));
                    events.add(new Event(symbol, millis, day, "VOLUME_SPIKE", phase.name(), "UP"));
                }
                busy = isBusy;
            }
        }
        return events;
    }

    private static Drawdown drawdown(String symbol, int day, double depth) {
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = symbol;
        drawdown.sessionDay = day;
        drawdown.basis = PeakBasis.CLOSE;
        drawdown.closeDepthPercent = depth;
        drawdown.newest = true;
        return drawdown;
    }

    private static Anomaly spike(String symbol, long millis, AnomalyPhase phase) {
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = symbol;
        anomaly.kind = AnomalyKind.VOLUME_SPIKE;
        anomaly.phase = phase;
        anomaly.direction = Direction.UP;
        anomaly.eventTimeMillis = millis;
        anomaly.assetClass = AssetClass.EQUITY;
        return anomaly;
    }

    private static long timeOf(SymbolFact fact) {
        return fact.drawdown != null
                ? CALENDAR.endOf(fact.drawdown.session()).toEpochMilli()
                : fact.anomalies[0].eventTimeMillis;
    }

    private static List<String> run(List<SymbolFact> facts) throws Exception {
        Configuration options = new Configuration();
        options.set(RestOptions.BIND_PORT, "0");
        options.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2, options);
        DataStream<SymbolFact> known =
                environment
                        .fromData(facts, TypeInformation.of(SymbolFact.class))
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<SymbolFact>forMonotonousTimestamps()
                                        .withTimestampAssigner((fact, before) -> timeOf(fact)));
        PatternsPart part = new PatternsPart(options, options);
        part.define(known, nothing(known, AnalyzedQuote.class), true);
        CloseableIterator<RuleTransition> found =
                part.with(nothing(known, RuleTransition.class)).collectAsync();
        CloseableIterator<DeadLetter> late =
                part.lateWith(nothing(known, DeadLetter.class)).collectAsync();
        environment.executeAsync();
        List<String> lines = new ArrayList<>();
        found.forEachRemaining(one -> lines.add(line(one)));
        assertThat(late).isExhausted();
        return lines;
    }

    private static <T> DataStream<T> nothing(DataStream<SymbolFact> facts, Class<T> type) {
        return facts.flatMap((fact, out) -> {}, TypeInformation.of(type));
    }

    private static String line(RuleTransition found) {
        assertThat(found.phase).isIn(ConditionPhase.ENTERED, ConditionPhase.LEFT);
        return String.join(
                " ",
                found.rule,
                found.symbol,
                found.phase.name(),
                String.valueOf(found.eventTimeMillis));
    }
}
