# SPDX-License-Identifier: Apache-2.0
"""Drawdowns of daily bars with pandas: what the back-fill is measured against, and checked with.

  drawdowns_pandas.py original BARS.csv ROWS.csv   the eight columns of the CSV, rounded
  drawdowns_pandas.py all BARS.csv ROWS.csv        every figure, in full precision

Prints RESULT, the rows, and the seconds from the first byte read to the last written; the start of
Python and the import of pandas are not in them.
"""
import sys
import time

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

WINDOW = 180
MIN_BARS = 30


def windows(values, fill):
    """One row of WINDOW values for each bar, the newest last."""
    return sliding_window_view(np.concatenate([np.full(WINDOW - 1, fill), values]), WINDOW)


def original(bars):
    """Peak by pandas' own rolling maximum; its first occurrence by numpy."""
    def of(group):
        high = group["high"].to_numpy()
        peak = group["high"].rolling(WINDOW, min_periods=MIN_BARS).max()
        since = WINDOW - 1 - windows(high, -np.inf).argmax(axis=1)
        return pd.DataFrame({
            "date": group["date"],
            "symbol": group["symbol"],
            "current_price": group["close"],
            "peak_price": peak,
            "drawdown_pct": (group["close"] - peak) / peak * 100,
            "days_since_peak": since,
            "volume": group["volume"],
        })

    rows = pd.concat([of(group) for _, group in bars.groupby("symbol", sort=False)])
    rows = rows[rows["peak_price"].notna()]
    rows = rows.sort_values(["date", "drawdown_pct", "symbol"])
    rows["rank"] = rows.groupby("date").cumcount() + 1
    for column in ("current_price", "peak_price", "drawdown_pct"):
        rows[column] = rows[column].round(2)
    return rows


def everything(bars):
    """Every figure by numpy over explicit windows."""
    def of(group):
        high = group["high"].to_numpy()
        close = group["close"].to_numpy()
        date = group["date"].to_numpy()
        n = len(group)
        at = np.arange(n)
        h = windows(high, -np.inf)
        c = windows(close, -np.inf)
        c_up = windows(close, np.inf)
        position = np.arange(WINDOW)

        def peak(w):
            first = w.argmax(axis=1)
            last = WINDOW - 1 - w[:, ::-1].argmax(axis=1)
            return w.max(axis=1), WINDOW - 1 - first, WINDOW - 1 - last

        high_peak, high_first, high_last = peak(h)
        close_peak, close_first, close_last = peak(c)
        running = np.maximum.accumulate(h, axis=1)
        with np.errstate(invalid="ignore"):
            depth = np.where(np.isfinite(c), (c - running) / running * 100, np.inf)
        worst = depth.min(axis=1)
        worst_at = WINDOW - 1 - depth.argmin(axis=1)
        since_peak = np.where(position[None, :] >= WINDOW - 1 - high_last[:, None], c_up, np.inf)
        trough = since_peak.min(axis=1)
        trough_at = WINDOW - 1 - since_peak.argmin(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            recovery = np.where(high_peak > trough, 100 * (close - trough) / (high_peak - trough), np.nan)
        return pd.DataFrame({
            "date": date,
            "symbol": group["symbol"].to_numpy(),
            "price": close,
            "volume": group["volume"].to_numpy(),
            "bars": np.minimum(at + 1, WINDOW),
            "high_peak": high_peak,
            "high_peak_first_date": date[at - high_first],
            "high_peak_last_date": date[at - high_last],
            "sessions_since_high_peak_first": high_first,
            "sessions_since_high_peak_last": high_last,
            "high_depth_percent": (close - high_peak) / high_peak * 100,
            "close_peak": close_peak,
            "close_peak_first_date": date[at - close_first],
            "close_peak_last_date": date[at - close_last],
            "sessions_since_close_peak_first": close_first,
            "sessions_since_close_peak_last": close_last,
            "close_depth_percent": (close - close_peak) / close_peak * 100,
            "worst_percent": worst,
            "worst_date": date[at - worst_at],
            "trough_price": trough,
            "trough_date": date[at - trough_at],
            "recovery_percent": recovery,
        })[at + 1 >= MIN_BARS]

    rows = pd.concat([of(group) for _, group in bars.groupby("symbol", sort=False)])
    rows = rows.sort_values(["date", "high_depth_percent", "symbol"])
    rows["rank"] = rows.groupby("date").cumcount() + 1
    return rows


def main():
    mode, source, target = sys.argv[1:]
    started = time.perf_counter()
    bars = pd.read_csv(source)
    rows = original(bars) if mode == "original" else everything(bars)
    rows.to_csv(target, index=False)
    seconds = time.perf_counter() - started
    print("RESULT", len(bars), len(rows), seconds, pd.__version__)


main()
