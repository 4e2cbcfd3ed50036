// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AssetClass;

/** That a feed lives; a POJO that Flink serializes by field. */
public class FeedPulse {

    public String feed = "";

    /** Event time of a quote of it, epoch milliseconds UTC. */
    public long eventTimeMillis;

    /** What it quotes, by the name of its {@link AssetClass}. */
    public String assetClass = AssetClass.EQUITY.name();

    public FeedPulse() {}
}
