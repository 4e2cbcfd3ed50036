# SPDX-License-Identifier: Apache-2.0
"""The design that the signals pipeline replaces: one Python process, one quote after the other.

Reads the quotes of a tape, keeps the last prices and volumes of each symbol in memory, computes the
same statistics with the standard library's `statistics` module and writes the same keys to Redis,
one command and its answer at a time over one connection. The Redis client is a bare socket, which is
faster than any library that would be used. Nothing is screened, kept over a restart or shared
between processes.

Arguments: host port tape fill seconds [records]. The first `fill` quotes only fill the windows; they
are neither written nor counted. Prints `RESULT events events-per-second`.
"""

import json
import math
import socket
import statistics
import struct
import sys
import time
from collections import deque
from datetime import datetime, timezone

WINDOW = 20


class Redis:
    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=5)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = self.socket.makefile("rb")

    def command(self, *parts):
        request = [b"*%d\r\n" % len(parts)]
        for part in parts:
            data = part if isinstance(part, bytes) else str(part).encode()
            request.append(b"$%d\r\n%s\r\n" % (len(data), data))
        self.socket.sendall(b"".join(request))
        answer = self.answers.readline()
        if answer[:1] not in (b"+", b":"):
            raise RuntimeError(f"Redis answered {answer!r}")


class Symbol:
    def __init__(self):
        self.prices = deque(maxlen=WINDOW + 1)
        self.volumes = deque(maxlen=WINDOW)
        self.day = None
        self.day_volume = None


def tape(path):
    """Every (symbol number, record) of the file that the Java side wrote."""
    with open(path, "rb") as file:
        _symbols, _loop, count = struct.unpack(">iqi", file.read(16))
        for _ in range(count):
            symbol, length = struct.unpack(">ii", file.read(8))
            yield symbol, file.read(length)


def interval_volume(state, quote):
    volume = quote.get("day_volume")
    if volume is None:
        return None
    day = quote["event_time_millis"] // 86_400_000
    before, state.day_volume = state.day_volume, volume
    if state.day is None:
        interval = None
    elif day != state.day:
        interval = volume
    else:
        interval = volume - before if volume >= before else None
    state.day = day
    return interval


def percent(value, base):
    return (value - base) / base * 100


def remember(state, quote):
    interval = interval_volume(state, quote)
    state.prices.append(quote["price"])
    state.volumes.append(interval)
    return interval


def analyze(state, quote):
    price = quote["price"]
    interval = remember(state, quote)
    prices = list(state.prices)
    seen = len(prices)
    window = prices[-WINDOW:]
    result = {
        "symbol": quote["symbol"],
        "event_time_millis": quote["event_time_millis"],
        "price": price,
        "currency": quote.get("currency"),
        "feed": quote.get("feed"),
        "window": WINDOW,
        "observations": len(window),
        "ready": len(window) == WINDOW,
    }
    if interval is not None:
        result["interval_volume"] = interval
    if seen >= 2:
        change = percent(price, prices[-2])
        result["last_change_percent"] = change
        result["volatility_band"] = (
            "high" if abs(change) > 5 else "medium" if abs(change) > 2 else "low"
        )
    for length in (5, 10, 20):
        if seen >= length:
            result[f"sma_{length}"] = statistics.mean(prices[-length:])
    for length in (5, 10):
        if seen > length:
            earlier = prices[-length - 1]
            result[f"momentum_{length}"] = price - earlier
            result[f"momentum_{length}_percent"] = percent(price, earlier)
    for length in (10, 20):
        if seen >= length:
            result[f"price_vs_sma{length}_percent"] = percent(price, result[f"sma_{length}"])
    if seen >= 5:
        change = percent(statistics.mean(window[-3:]), statistics.mean(window[:3]))
        result["trend"] = "uptrend" if change > 2 else "downtrend" if change < -2 else "sideways"
    if len(window) == WINDOW:
        result["mean_price"] = statistics.mean(window)
        result["median_price"] = statistics.median(window)
        result["price_volatility"] = statistics.stdev(window)
        result["price_volatility_population"] = statistics.pstdev(window)
        result["price_range"] = max(window) - min(window)
        result["price_change_percent"] = percent(price, window[0])
    if seen == WINDOW + 1:
        returns = [math.log(b / a) for a, b in zip(prices, prices[1:])]
        result["log_return_volatility"] = statistics.stdev(returns)
        volumes = [volume for volume in state.volumes if volume is not None]
        if volumes:
            mean = statistics.mean(volumes)
            result["mean_volume"] = mean
            result["median_volume"] = statistics.median(volumes)
            result["total_volume"] = sum(volumes)
            if interval is not None and mean > 0:
                result["volume_ratio"] = interval / mean
        if len(volumes) > 1:
            result["volume_volatility"] = statistics.stdev(volumes)
    valuation(quote, result)
    return result


def valuation(quote, result):
    eps = quote.get("eps")
    if not eps:
        result.update(pe_category="insufficient_data", valuation_signal="unknown")
        return
    ratio = round(quote["price"] / eps, 2)
    result["pe_ratio"] = ratio
    bounds = ((10, "undervalued"), (15, "fair_value"), (25, "growth_stock"), (50, "expensive"))
    if ratio <= 0:
        result.update(pe_category="negative_earnings", valuation_signal="avoid")
        return
    result["pe_category"] = next(
        (name for bound, name in bounds if ratio < bound), "highly_speculative"
    )
    result["valuation_signal"] = "buy" if ratio < 15 else "hold" if ratio < 25 else "sell"
    result["signal_direction"] = result["valuation_signal"]


def document(quote, analytics):
    price, close = quote["price"], quote.get("previous_close")
    market = {
        "current_price": price,
        "open_price": quote.get("open"),
        "high_price": quote.get("high"),
        "low_price": quote.get("low"),
        "previous_close": close,
        "volume": quote.get("day_volume"),
        "market_cap": quote.get("market_cap"),
        "avg_volume": quote.get("average_volume"),
        "eps": quote.get("eps"),
        "shares_outstanding": quote.get("shares_outstanding"),
    }
    if close:
        market["price_change"] = round(price - close, 8)
        market["price_change_percent"] = round(percent(price, close), 4)
    seconds = quote["event_time_millis"] / 1000
    return {
        "symbol": quote["symbol"],
        "timestamp": datetime.fromtimestamp(seconds, timezone.utc).isoformat(),
        "market_data": market,
        "analytics": analytics,
        "metadata": {
            "processor_version": "3.0",
            "feed": quote.get("feed"),
            "currency": quote.get("currency"),
            "asset_class": quote.get("asset_class"),
            "data_timestamp": int(seconds),
        },
    }


def store(redis, quote, analytics):
    symbol, seconds = quote["symbol"], quote["event_time_millis"] // 1000
    text = json.dumps(document(quote, analytics))
    redis.command("SETEX", f"bavest:{symbol}:{seconds}", 3600, text)
    redis.command("SETEX", f"bavest:latest:{symbol}", 3600, text)
    redis.command("SETEX", f"bavest:analytics:{symbol}", 1800, json.dumps(analytics))
    redis.command("SADD", "bavest:symbols", symbol)
    redis.command("EXPIRE", "bavest:symbols", 86400)
    if "pe_ratio" in analytics:
        value = {
            "symbol": symbol,
            "pe_ratio": analytics["pe_ratio"],
            "pe_category": analytics["pe_category"],
            "valuation_signal": analytics["valuation_signal"],
        }
        redis.command("SETEX", f"bavest:pe_ratio:{symbol}:{seconds}", 3600, json.dumps(value))


def main():
    host, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    fill, seconds = int(sys.argv[4]), float(sys.argv[5])
    most = int(sys.argv[6]) if len(sys.argv) > 6 else sys.maxsize
    redis = Redis(host, port)
    states = {}
    events = 0
    began = time.monotonic()
    for position, (number, record) in enumerate(tape(path)):
        quote = json.loads(record)
        state = states.get(number)
        if state is None:
            state = states[number] = Symbol()
        if position < fill:
            remember(state, quote)
            began = time.monotonic()
            continue
        if events == most or time.monotonic() - began > seconds:
            break
        store(redis, quote, analyze(state, quote))
        events += 1
    print(f"RESULT {events} {events / (time.monotonic() - began)}")


if __name__ == "__main__":
    main()
