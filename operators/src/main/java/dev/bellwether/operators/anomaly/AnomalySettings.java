// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AssetClass;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** The checked options of the group {@code Anomalies}, ready to be asked per quote. */
final class AnomalySettings implements Serializable {

    private static final long serialVersionUID = 1L;

    final int history;
    final int minHistory;
    final double leave;
    final long staleMillis;
    final boolean original;

    /** The size of each forest. */
    final int trees;

    final int sample;
    private final int shingle;
    private final Set<String> forests;

    /** By kind and class; {@code NaN} where there is none. */
    private final double[][] thresholds = new double[AnomalyKind.values().length][3];

    AnomalySettings(ReadableConfig anomalies) {
        history = anomalies.get(AnomalyOptions.HISTORY);
        minHistory = anomalies.get(AnomalyOptions.MIN_HISTORY);
        leave = anomalies.get(AnomalyOptions.LEAVE);
        staleMillis = anomalies.get(AnomalyOptions.STALE_AFTER).toMillis();
        original = anomalies.get(AnomalyOptions.ORIGINAL);
        trees = anomalies.get(ForestOptions.TREES);
        sample = anomalies.get(ForestOptions.SAMPLE);
        shingle = anomalies.get(ForestOptions.SHINGLE);
        forests = Set.copyOf(ForestOptions.symbols(anomalies));
        read(anomalies, AnomalyKind.PRICE_CHANGE, AnomalyOptions.PRICE_CHANGE);
        read(anomalies, AnomalyKind.VOLUME_SPIKE, AnomalyOptions.VOLUME_RATIO);
        read(anomalies, AnomalyKind.RETURN, AnomalyOptions.RETURN_DEVIATIONS);
        read(anomalies, AnomalyKind.VOLUME, AnomalyOptions.VOLUME_DEVIATIONS);
        read(anomalies, AnomalyKind.GAP, AnomalyOptions.GAP);
        thresholds[AnomalyKind.BAND.ordinal()] = all(anomalies.get(AnomalyOptions.BAND_DEVIATIONS));
        thresholds[AnomalyKind.FOREST.ordinal()] = all(anomalies.get(ForestOptions.DEVIATIONS));
        if (original) {
            thresholds[AnomalyKind.PRICE_CHANGE.ordinal()] = all(FixedRules.PRICE_CHANGE_PERCENT);
            thresholds[AnomalyKind.VOLUME_SPIKE.ordinal()] = all(FixedRules.VOLUME_RATIO);
        }
    }

    private static double[] all(double value) {
        return new double[] {value, value, value};
    }

    private void read(
            ReadableConfig anomalies, AnomalyKind kind, ConfigOption<List<Double>> option) {
        List<Double> values = anomalies.get(option);
        for (int i = 0; i < 3; i++) {
            thresholds[kind.ordinal()][i] = values.get(i);
        }
    }

    boolean hasForest(String symbol) {
        return forests.contains(symbol);
    }

    /** Of the points of a forest. */
    int dimensions() {
        return ForestField.COUNT * shingle;
    }

    double threshold(AnomalyKind kind, AssetClass assetClass) {
        int column = assetClass == AssetClass.CRYPTO ? 1 : assetClass == AssetClass.FX ? 2 : 0;
        return thresholds[kind.ordinal()][column];
    }
}
