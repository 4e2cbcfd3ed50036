// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.PolledPortfolio;
import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.TakeProfit;
import dev.bellwether.operators.portfolio.TakeProfitFunction;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Positions in; snapshots of accounts, and when profit is to be taken, out. */
public final class PortfolioPipeline {

    /** Where the results go. */
    public interface Ends {

        /** Keeps and serves the snapshots and gives back what was refused for good. */
        DataStream<DeadLetter> snapshots(DataStream<PortfolioSnapshot> snapshots);

        /** Tells of the signals and gives back what was refused for good. */
        DataStream<DeadLetter> takeProfits(DataStream<TakeProfit> signals);
    }

    private final ReadableConfig portfolio;

    /** Takes the checked options of the group of this name. */
    public PortfolioPipeline(ReadableConfig portfolio) {
        this.portfolio = portfolio;
    }

    /**
     * Lays out the pipeline between its feed and its ends. There are few accounts: one task does.
     *
     * @return whatever could not be used
     */
    public DataStream<DeadLetter> define(DataStream<PolledPortfolio> polled, Ends ends) {
        SingleOutputStreamOperator<PortfolioSnapshot> snapshots =
                polled.process(new PortfolioSplit())
                        .uid(Uids.PORTFOLIO_SPLIT)
                        .name("portfolio split")
                        .setParallelism(1);
        SingleOutputStreamOperator<TakeProfit> signals =
                snapshots
                        .keyBy(snapshot -> snapshot.account)
                        .process(TakeProfitFunction.from(portfolio))
                        .uid(Uids.TAKE_PROFIT)
                        .name("take profit")
                        .setParallelism(1);
        return snapshots
                .getSideOutput(PortfolioSplit.DEAD_LETTERS)
                .union(ends.snapshots(snapshots), ends.takeProfits(signals));
    }
}
