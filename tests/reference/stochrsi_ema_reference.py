#!/usr/bin/env python3
"""The orders that stochrsi_ema gives over CSV bar files, worked out a second time.

Written from the definitions alone, in plain floating point and with whole lists instead of
streams, so that an agreement with the system means something. Usage: FILE..., prints one line for
each order: the candle's end, the symbol, the side.
"""
import csv
import math
import os
import sys
from datetime import datetime, timezone

CANDLE_S, TIE, HALF_SPREAD, TICK, CRYPTO_FEE = 300, 1e-9, 0.0002, 0.01, 0.0025


def candles(path):
    spans = {}
    for row in csv.DictReader(open(path)):
        start = int(datetime.fromisoformat(row["timestamp"].replace("Z", "+00:00")).timestamp())
        spans.setdefault(start - start % CANDLE_S, []).append(row)
    return [(start + CANDLE_S, float(rows[-1]["close"]), sum(float(r["volume"]) for r in rows))
            for start, rows in sorted(spans.items())]


def sma(values, n):
    return [None if i + 1 < n or None in values[i + 1 - n:i + 1] else
            math.fsum(values[i + 1 - n:i + 1]) / n for i in range(len(values))]


def ema(values, n):
    out = [None] * (n - 1) + [math.fsum(values[:n]) / n]
    for value in values[n:]:
        out.append(value * 2 / (n + 1) + out[-1] * (n - 1) / (n + 1))
    return out


def rsi(values, n):
    changes = [after - before for before, after in zip(values, values[1:])]
    gain = sum(max(c, 0) for c in changes[:n]) / n
    loss = sum(max(-c, 0) for c in changes[:n]) / n
    out = [None] * n
    for i in range(n, len(values)):
        if i > n:
            gain = (gain * (n - 1) + max(changes[i - 1], 0)) / n
            loss = (loss * (n - 1) + max(-changes[i - 1], 0)) / n
        out.append(100 * gain / (gain + loss) if loss > 0 else 100.0)
    return out


def stochastic(values, n):
    out = []
    for i in range(len(values)):
        window = values[max(0, i + 1 - n):i + 1]
        if len(window) < n or None in window:
            out.append(None)
            continue
        low, high = min(window), max(window)
        out.append(50.0 if high - low <= TIE else 100 * (values[i] - low) / (high - low))
    return out


def orders(path):
    symbol = os.path.basename(path).split("_")[0].split(".")[0].replace("-", "/")
    fee = CRYPTO_FEE if "/" in symbol else 0.0
    bars = candles(path)
    closes, volumes = [b[1] for b in bars], [b[2] for b in bars]
    k = sma(stochastic(rsi(closes, 14), 14), 3)
    d, trend, usual = sma(k, 3), ema(closes, 12), sma(volumes, 20)
    average = highest = None
    for i, (end, close, volume) in enumerate(bars):
        if average is not None:
            highest = max(highest, close)
            if (k[i] is not None and k[i] > 80 or close <= average * 0.98
                    or close >= average * 1.05 or close <= highest * 0.98):
                average = None
                yield end, symbol, "sell"
        elif i > 0 and d[i - 1] is not None and usual[i] is not None:
            crossed = k[i - 1] - d[i - 1] <= TIE < k[i] - d[i]
            if crossed and k[i] < 80 and close > trend[i] and volume > usual[i]:
                ask = math.ceil(round(close * (1 + HALF_SPREAD) / TICK, 6)) * TICK
                average, highest = ask / (1 - fee), 0.0
                yield end, symbol, "buy"


for end, symbol, side in sorted(each for path in sys.argv[1:] for each in orders(path)):
    print(datetime.fromtimestamp(end, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), symbol, side)
