// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.portfolio;

import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.Position;
import dev.bellwether.model.TakeProfit;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says when the best positions of an account reach the return at which profit is to be taken, and
 * when they no longer do; keyed by account.
 *
 * <p>What counts is the arithmetic mean of {@link Position#unrealizedReturnPercent} over the best
 * positions that have a price. With fewer priced positions than are asked for nothing is known and
 * nothing changes. One {@link TakeProfit} per change, none while it lasts; one boolean of state.
 */
public final class TakeProfitFunction
        extends KeyedProcessFunction<String, PortfolioSnapshot, TakeProfit> {

    private static final long serialVersionUID = 1L;

    private final int positions;
    private final double targetPercent;
    private final double releasePercent;

    private transient ValueState<Boolean> reached;

    private TakeProfitFunction(int positions, double targetPercent, double releasePercent) {
        this.positions = positions;
        this.targetPercent = targetPercent;
        this.releasePercent = releasePercent;
    }

    /** From checked options of the group {@code Portfolio}. */
    public static TakeProfitFunction from(ReadableConfig portfolio) {
        double target = portfolio.get(PortfolioOptions.TARGET);
        return new TakeProfitFunction(
                portfolio.get(PortfolioOptions.POSITIONS),
                target,
                portfolio.getOptional(PortfolioOptions.RELEASE).orElse(target));
    }

    @Override
    public void open(OpenContext context) {
        reached =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("take-profit-reached", Types.BOOLEAN));
    }

    @Override
    public void processElement(
            PortfolioSnapshot snapshot, Context context, Collector<TakeProfit> out)
            throws Exception {
        if (snapshot.positions.length - snapshot.unpriced < positions) {
            return;
        }
        Position[] best = Arrays.copyOf(snapshot.positions, positions);
        double mean =
                Arrays.stream(best).mapToDouble(one -> one.unrealizedReturnPercent).sum()
                        / positions;
        boolean before = Boolean.TRUE.equals(reached.value());
        boolean now = mean >= (before ? releasePercent : targetPercent);
        if (now != before) {
            reached.update(now);
            out.collect(signal(snapshot, best, mean, now));
        }
    }

    private TakeProfit signal(
            PortfolioSnapshot snapshot, Position[] best, double mean, boolean now) {
        TakeProfit signal = new TakeProfit();
        signal.account = snapshot.account;
        signal.takenMillis = snapshot.takenMillis;
        signal.reached = now;
        signal.meanReturnPercent = mean;
        signal.targetPercent = targetPercent;
        signal.unrealizedProfit =
                Arrays.stream(best).mapToDouble(one -> one.unrealizedProfit).sum();
        signal.best = best;
        return signal;
    }
}
