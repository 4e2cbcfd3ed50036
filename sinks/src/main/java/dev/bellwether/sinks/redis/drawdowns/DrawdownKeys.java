// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.drawdowns;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.TakeProfit;
import dev.bellwether.sinks.redis.RedisCommands;
import dev.bellwether.sinks.redis.RedisRecordMapper;

/**
 * The keys of {@link DrawdownKeyFamily}. Nothing in them depends on the clock, so a replay writes
 * the same bytes, and whether an event is the newest of its kind is said by the event: an old
 * session that is corrected never covers a newer one.
 */
public final class DrawdownKeys {

    private DrawdownKeys() {}

    /** A ranking under its session and, if it is of the newest, as the latest. */
    public static RedisRecordMapper<DrawdownRanking> rankings(String prefix) {
        return (ranking, commands) -> {
            byte[] document = DrawdownJson.bytes(ranking);
            put(
                    commands,
                    DrawdownKeyFamily.SESSION,
                    prefix + ":drawdowns:" + ranking.session(),
                    document);
            if (ranking.newest) {
                put(commands, DrawdownKeyFamily.LATEST, prefix + ":drawdowns:latest", document);
            }
        };
    }

    /** The drawdown of a symbol, if it is of its newest session and has figures. */
    public static RedisRecordMapper<Drawdown> symbols(String prefix) {
        return (drawdown, commands) -> {
            if (drawdown.newest && !Double.isNaN(drawdown.depthPercent())) {
                put(
                        commands,
                        DrawdownKeyFamily.SYMBOL,
                        prefix + ":drawdown:" + drawdown.symbol,
                        DrawdownJson.bytes(drawdown));
            }
        };
    }

    /** The positions of an account. */
    public static RedisRecordMapper<PortfolioSnapshot> portfolios(String prefix) {
        return (snapshot, commands) ->
                put(
                        commands,
                        DrawdownKeyFamily.PORTFOLIO,
                        prefix + ":portfolio:" + snapshot.account,
                        DrawdownJson.bytes(snapshot));
    }

    /** The last signal of an account. */
    public static RedisRecordMapper<TakeProfit> takeProfits(String prefix) {
        return (signal, commands) ->
                put(
                        commands,
                        DrawdownKeyFamily.TAKE_PROFIT,
                        prefix + ":take_profit:" + signal.account,
                        DrawdownJson.bytes(signal));
    }

    private static void put(
            RedisCommands commands, DrawdownKeyFamily family, String key, byte[] document) {
        commands.setExpiring(key, family.seconds(), document);
    }
}
