// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.http.Call;
import dev.bellwether.sandbox.http.Provider;
import dev.bellwether.sandbox.http.Refusal;
import dev.bellwether.sandbox.http.Reply;
import dev.bellwether.sandbox.http.Request;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Alpaca's market data and account, both below {@code /alpaca/}: the base address of either is the
 * sandbox's with that behind it.
 *
 * <p>The plan is the basic one: consolidated data ({@code feed=sip}) of the newest session is
 * refused with 403. Id and secret of the key are both the sandbox's key. Latest bars and snapshots
 * are made of the daily bar of the session that the replay clock shows.
 */
public final class Alpaca implements Provider {

    static final String PREFIX = "/alpaca/";

    private final String apiKey;
    private final AlpacaConfig config;
    private final RecordedBars bars;
    private final AccountBodies account;
    private final MinuteLimit limit;
    private final IntSupplier session;

    /**
     * @param first the first session of the replay clock
     * @param session the session that the replay clock shows
     */
    public Alpaca(
            Recordings recordings,
            String apiKey,
            AlpacaConfig config,
            int first,
            IntSupplier session) {
        this.apiKey = apiKey;
        this.config = config;
        this.session = session;
        Clock clock = Clock.systemUTC();
        LocalDate shown =
                config.firstSession == null
                        ? new UsSessions().lastClosed(clock.instant())
                        : config.firstSession;
        this.bars =
                new RecordedBars(
                        recordings,
                        config,
                        new ShownDates(recordings.sessionCount(), first, shown));
        this.account = new AccountBodies(config.holdings, bars);
        this.limit = new MinuteLimit(config.requestsPerMinute, clock::millis);
    }

    /** The day that a recorded session is shown as. */
    public LocalDate shownAs(int recorded) {
        return bars.date(recorded);
    }

    @Override
    public String name() {
        return "alpaca";
    }

    @Override
    public List<String> pathPrefixes() {
        return List.of(PREFIX);
    }

    @Override
    public List<FaultKind> faultKinds() {
        return List.of();
    }

    @Override
    public Call call(Request request) {
        String path = request.path.substring(PREFIX.length());
        boolean trading = path.startsWith("v2/account") || path.startsWith("v2/positions");
        if (!apiKey.equals(request.header("APCA-API-KEY-ID"))
                || !apiKey.equals(request.header("APCA-API-SECRET-KEY"))) {
            return Call.refused(
                    "without key",
                    trading
                            ? error(401, 40110000, "request is not authorized")
                            : message(403, "forbidden."));
        }
        if (!limit.take()) {
            return Call.refused("beyond limit", limit.tell(message(429, "too many requests.")));
        }
        return trading ? trading(path) : marketData(path, request);
    }

    private Call trading(String path) {
        String one = "v2/positions/";
        if (path.equals("v2/account")) {
            return answer(path, path, account::account);
        } else if (path.equals("v2/positions")) {
            return Call.of(
                    path,
                    path,
                    List.of(),
                    (now, draw) -> limit.tell(Reply.json(200, account.positions(now))));
        } else if (path.startsWith(one)
                && account.position(path.substring(one.length()), 0) != null) {
            String symbol = path.substring(one.length());
            return Call.of(
                    one,
                    symbol,
                    List.of(),
                    (now, draw) -> limit.tell(Reply.json(200, account.position(symbol, now))));
        }
        return Call.refused(path, error(404, 40410000, "position does not exist"));
    }

    private Call marketData(String path, Request request) {
        BarQuery query;
        try {
            query = new BarQuery(request, bars.date(session.getAsInt()));
        } catch (IllegalArgumentException e) {
            return Call.refused(path, limit.tell(message(400, e.getMessage())));
        }
        for (String symbol : query.symbols) {
            if (config.poison.contains(symbol)) {
                return Call.refused(path, limit.tell(message(400, "invalid symbol: " + symbol)));
            }
        }
        boolean recent = !query.last.isBefore(bars.date(session.getAsInt()));
        if (recent && "sip".equals(request.query.get("feed"))) {
            return Call.refused(
                    path,
                    limit.tell(
                            message(403, "subscription does not permit querying recent SIP data")));
        }
        String subject = path + " " + query.symbols.get(0);
        switch (path) {
            case "v2/stocks/bars":
                return bars(path, subject, query);
            case "v2/stocks/bars/latest":
                return answer(path, subject, now -> latest(query, now));
            case "v2/stocks/snapshots":
                return answer(path, subject, now -> snapshots(query, now));
            case "v1/corporate-actions":
                return answer(path, subject, now -> bars.actions(query));
            default:
                return Call.refused(path, message(404, "the sandbox does not serve " + path));
        }
    }

    private Call bars(String path, String subject, BarQuery query) {
        return Call.of(
                path,
                subject,
                List.of(),
                (now, draw) -> {
                    try {
                        return limit.tell(Reply.json(200, bars.page(query, now)));
                    } catch (IllegalArgumentException e) {
                        return limit.tell(message(400, "invalid page token"));
                    }
                });
    }

    private Call answer(String path, String subject, IntFunction<ObjectNode> body) {
        return Call.of(
                path,
                subject,
                List.of(),
                (now, draw) -> limit.tell(Reply.json(200, body.apply(now))));
    }

    private ObjectNode latest(BarQuery query, int now) {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode latest = body.putObject("bars");
        for (String symbol : query.symbols) {
            DailyBars all = bars.of(symbol);
            int index = all == null ? -1 : all.indexAtOrBefore(now);
            if (index >= 0) {
                latest.set(symbol, bars.bar(all, index, true));
            }
        }
        return body;
    }

    /** A top-level map; a symbol that is not known is null in it. */
    private ObjectNode snapshots(BarQuery query, int now) {
        ObjectNode body = Json.mapper().createObjectNode();
        for (String symbol : query.symbols) {
            DailyBars all = bars.of(symbol);
            int index = all == null ? -1 : all.indexAtOrBefore(now);
            if (index < 0) {
                body.putNull(symbol);
                continue;
            }
            ObjectNode snapshot = body.putObject(symbol);
            snapshot.putObject("latestTrade")
                    .put("t", bars.date(all.session(index)) + "T20:00:00Z")
                    .put("p", all.close(index));
            snapshot.putNull("latestQuote").putNull("minuteBar");
            snapshot.set("dailyBar", bars.bar(all, index, true));
            if (index > 0) {
                snapshot.set("prevDailyBar", bars.bar(all, index - 1, true));
            }
        }
        return body;
    }

    @Override
    public Reply refusal(Refusal refusal) {
        switch (refusal) {
            case FORBIDDEN:
                return message(403, "forbidden.");
            case TOO_MANY_REQUESTS:
            case LIMIT_EXCEEDED:
                return error(429, 42910000, "rate limit exceeded");
            case RETRY_AFTER:
                long reset = Clock.systemUTC().millis() / 1000 + 1;
                return message(429, "too many requests.")
                        .with("X-Ratelimit-Remaining", "0")
                        .with("X-Ratelimit-Reset", String.valueOf(reset));
            default:
                return message(refusal.status(), "internal server error");
        }
    }

    private static Reply message(int status, String text) {
        return Reply.json(status, Json.mapper().createObjectNode().put("message", text));
    }

    private static Reply error(int status, int code, String text) {
        return Reply.json(
                status, Json.mapper().createObjectNode().put("code", code).put("message", text));
    }
}
