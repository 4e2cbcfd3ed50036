// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import com.amazon.randomcutforest.returntypes.DiVector;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Quote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds observations that are unusual as a whole: return, volume and range of a quote are one point
 * for a random cut forest (Guha, Mishra, Roy, Schrijvers: Robust Random Cut Forest Based Anomaly
 * Detection on Streams, 2016), which scores how easily it is cut off from a sample of those before.
 *
 * <ul>
 *   <li>Each value is measured in robust deviations from the median of those before it ({@link
 *       RobustWindow}): cuts fall where a coordinate is wide, so their units must not matter. It is
 *       held within {@value #MOST_DEVIATIONS}, so that one wrong price does not make the forest
 *       blind to everything else.
 *   <li>What is observed is the score in robust deviations above the median of the scores before
 *       it. A score by itself means little: what is usual depends on the symbol and the size of the
 *       forest.
 *   <li>A volume or range that is not known is the most usual one, 0 deviations: it neither makes
 *       nor hides an anomaly, and a feed that never gives it has a forest of the others. Without a
 *       return (the first quote, or the first after an adjustment) there is no observation.
 *   <li>Nothing is told before {@code history.min} observations to measure by, a quarter of a
 *       sample, and {@code history.min} scores.
 * </ul>
 *
 * <p>Points are free of scale, so a split changes nothing but the volumes that they are measured
 * by. A history that is not comparable begins a new forest.
 */
final class ForestDetector {

    static final double MOST_DEVIATIONS = 20;

    /** A field with this part of what makes the score is named. */
    private static final double PART = 0.25;

    /** What is said to be expected: within so many robust deviations of the median. */
    private static final double EXPECTED_DEVIATIONS = 3;

    /** Least deviation of a score; those of usual points are 0.5 to 1. */
    private static final double LEAST_SCORE_DEVIATION = 0.02;

    private final AnomalySettings settings;
    private final AnomalyDetector detector;

    ForestDetector(AnomalySettings settings, AnomalyDetector detector) {
        this.settings = settings;
        this.detector = detector;
    }

    /**
     * Takes a quote that is not older than the newest of its symbol, after {@link AnomalyDetector}
     * has taken it.
     *
     * @param out receives what changed
     */
    void accept(AnomalyState state, ForestState forest, AnalyzedQuote analyzed, List<Anomaly> out) {
        Quote quote = analyzed.quote;
        forest.fit(quote.symbol, settings);
        if (Double.isNaN(quote.adjustmentFactor)) {
            forest.restart(quote.symbol, settings);
            forest.price = Double.NaN;
        } else if (quote.adjustmentFactor != 1.0) {
            forest.rescaleVolumes(quote.adjustmentFactor);
            forest.price = Double.NaN;
        }
        double[] values = new double[ForestField.COUNT];
        for (ForestField field : ForestField.values()) {
            values[field.ordinal()] = field.of(analyzed, forest.price);
        }
        forest.price = quote.price;
        if (!Double.isFinite(values[ForestField.RETURN.ordinal()])) {
            return;
        }
        if (forest.values[ForestField.RETURN.ordinal()].size() >= settings.minHistory) {
            observe(state, forest, quote, values, out);
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                forest.values[i].append(values[i]);
            }
        }
    }

    private void observe(
            AnomalyState state,
            ForestState forest,
            Quote quote,
            double[] values,
            List<Anomaly> out) {
        int kept = forest.point.length - ForestField.COUNT;
        float[] point = Arrays.copyOfRange(forest.point, ForestField.COUNT, forest.point.length);
        point = Arrays.copyOf(point, forest.point.length);
        for (ForestField field : ForestField.values()) {
            point[kept + field.ordinal()] = deviations(forest, field, values[field.ordinal()]);
        }
        forest.point = point;
        forest.filled = Math.min(forest.filled + 1, point.length / ForestField.COUNT);
        if (forest.filled * ForestField.COUNT < point.length) {
            return;
        }
        if (forest.forest.isOutputReady()) {
            double score = forest.forest.getAnomalyScore(point);
            double observed =
                    forest.scores.size() < settings.minHistory
                            ? 0
                            : forest.scores.deviations(score, LEAST_SCORE_DEVIATION);
            int before = out.size();
            detector.tell(state, AnomalyKind.FOREST, quote, Math.max(0, observed), out);
            for (Anomaly anomaly : out.subList(before, out.size())) {
                explain(anomaly, forest, values);
            }
            forest.scores.append(score);
        }
        forest.forest.update(point);
    }

    private float deviations(ForestState forest, ForestField field, double value) {
        RobustWindow window = forest.values[field.ordinal()];
        if (!Double.isFinite(value) || window.size() < settings.minHistory) {
            return 0;
        }
        double deviations = window.deviations(value, field.leastDeviation);
        return (float) Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, deviations));
    }

    private static void explain(Anomaly anomaly, ForestState forest, double[] values) {
        if (anomaly.phase == AnomalyPhase.LEFT) {
            anomaly.direction = Direction.NONE;
            return;
        }
        List<ForestField> fields = contributing(forest, values);
        float[] expected = expected(forest, fields);
        List<String> phrases = new ArrayList<>();
        for (ForestField field : fields) {
            RobustWindow window = forest.values[field.ordinal()];
            double median = window.median();
            double deviation = window.deviation(field.leastDeviation);
            phrases.add(
                    field.phrase(
                            values[field.ordinal()],
                            median + expected[field.ordinal()] * deviation,
                            median - EXPECTED_DEVIATIONS * deviation,
                            median + EXPECTED_DEVIATIONS * deviation));
        }
        int strongest = fields.get(0).ordinal();
        int newest = forest.point.length - ForestField.COUNT;
        boolean up = forest.point[newest + strongest] > expected[strongest];
        anomaly.direction = up ? Direction.UP : Direction.DOWN;
        anomaly.fields = fields.stream().map(ForestField::text).toArray(String[]::new);
        anomaly.text = String.join("; ", phrases);
    }

    /** The fields that make the score, the strongest first; over all observations of the point. */
    private static List<ForestField> contributing(ForestState forest, double[] values) {
        DiVector attribution = forest.forest.getAnomalyAttribution(forest.point);
        double[] parts = new double[ForestField.COUNT];
        for (int i = 0; i < forest.point.length; i++) {
            parts[i % ForestField.COUNT] += attribution.getHighLowSum(i);
        }
        double least = PART * Arrays.stream(parts).sum();
        List<ForestField> known =
                Arrays.stream(ForestField.values())
                        .filter(field -> Double.isFinite(values[field.ordinal()]))
                        .filter(field -> forest.values[field.ordinal()].size() > 0)
                        .sorted(Comparator.comparingDouble(field -> -parts[field.ordinal()]))
                        .collect(Collectors.toList());
        return known.stream()
                .filter(field -> field == known.get(0) || parts[field.ordinal()] >= least)
                .collect(Collectors.toList());
    }

    /**
     * By field, in deviations: what the forest would expect of these of the newest observation, if
     * it knew only the rest of the point; the median if there is no rest.
     */
    private static float[] expected(ForestState forest, List<ForestField> fields) {
        int newest = forest.point.length - ForestField.COUNT;
        float[] expected = new float[ForestField.COUNT];
        if (fields.size() < forest.point.length) {
            int[] missing = fields.stream().mapToInt(field -> newest + field.ordinal()).toArray();
            float[] filled = forest.forest.imputeMissingValues(forest.point, missing);
            System.arraycopy(filled, newest, expected, 0, expected.length);
        }
        return expected;
    }
}
