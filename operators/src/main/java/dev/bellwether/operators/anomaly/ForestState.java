// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import com.amazon.randomcutforest.RandomCutForest;

/**
 * The forest of one symbol and what its points are measured by: a state value of {@link
 * AnomalyFunction} of its own, which symbols without a forest do not have. Stored bytes: {@link
 * ForestStateSerializer}.
 */
public final class ForestState {

    /** Of points in deviations, oldest observation first. */
    RandomCutForest forest;

    /** The values before, by {@link ForestField}. */
    final RobustWindow[] values = new RobustWindow[ForestField.COUNT];

    /** The scores before. */
    RobustWindow scores;

    /** The newest observations in deviations, oldest first. */
    float[] point;

    /** How many observations are in {@link #point}. */
    int filled;

    /** Of the newest quote; {@code NaN} if the next return is not known. */
    double price = Double.NaN;

    ForestState(int history) {
        for (int i = 0; i < values.length; i++) {
            values[i] = new RobustWindow(history);
        }
        scores = new RobustWindow(history);
        point = new float[0];
    }

    /** Begins anew if there is no forest of this size. */
    void fit(String symbol, AnomalySettings settings) {
        if (scores.capacity() != settings.history) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i].resizedTo(settings.history);
            }
            scores = scores.resizedTo(settings.history);
        }
        if (forest == null
                || forest.getNumberOfTrees() != settings.trees
                || forest.getSampleSize() != settings.sample
                || forest.getDimensions() != settings.dimensions()) {
            plant(symbol, settings);
        }
    }

    /** Nothing of before is comparable. */
    void restart(String symbol, AnomalySettings settings) {
        for (RobustWindow window : values) {
            window.clear();
        }
        plant(symbol, settings);
    }

    private void plant(String symbol, AnomalySettings settings) {
        forest =
                RandomCutForest.builder()
                        .dimensions(settings.dimensions())
                        .numberOfTrees(settings.trees)
                        .sampleSize(settings.sample)
                        .outputAfter(settings.sample / 4)
                        // The same quotes give the same scores, whenever they are read.
                        .randomSeed(symbol.hashCode())
                        .parallelExecutionEnabled(false)
                        .build();
        scores.clear();
        point = new float[settings.dimensions()];
        filled = 0;
    }

    /** Volumes before a split of factor f are of other shares: volume / f. */
    void rescaleVolumes(double factor) {
        RobustWindow before = values[ForestField.VOLUME.ordinal()];
        RobustWindow after = new RobustWindow(before.capacity());
        for (int i = before.size() - 1; i >= 0; i--) {
            after.append(Math.log1p(Math.expm1(before.back(i)) / factor));
        }
        values[ForestField.VOLUME.ordinal()] = after;
    }

    /**
     * What it takes on the heap, about: per tree and observation a node with its bounding box and a
     * place in the sample, and the points, few of which are in two trees.
     */
    static int heapBytes(AnomalySettings settings) {
        int perNode = 32 + 9 * settings.dimensions();
        return settings.trees * settings.sample * perNode + 64 * settings.history + 8192;
    }
}
