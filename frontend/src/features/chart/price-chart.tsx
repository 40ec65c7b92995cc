"use client";
import {
  CandlestickSeries, createSeriesMarkers, HistogramSeries, LineSeries,
  type IChartApi, type ISeriesApi, type ISeriesMarkersPluginApi, type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { chartOn } from "@/components/charts/chart-on";
import { markLayoutTables } from "@/components/charts/layout-table";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Bar, Order } from "@/contract/api";
import { marksOf, seconds, useChartData, useTimeframe, type ChartData, type Point } from "@/features/chart/chart-data";
import { colour } from "@/lib/colours";
import { drawLevels, followPointer, type Levels, type Moved } from "@/features/chart/levels";
import { MoveLevel } from "@/features/chart/move-level";
import { useAppearance } from "@/lib/appearance";
import { useKeptHeight } from "@/session/arrangement";
import { useMay } from "@/session/session";
import { useStream } from "@/stream/store";

const overPrice = ["ema"];
const ofStochastic = ["k", "d"];
const at = (time: number) => time as UTCTimestamp;

type Drawn = {
  chart: IChartApi;
  candles: ISeriesApi<"Candlestick">;
  volume: ISeriesApi<"Histogram">;
  lines: Record<string, ISeriesApi<"Line">>;
  marks: ISeriesMarkersPluginApi<Time>;
  levels: Levels;
};

function draw(host: HTMLElement): Drawn {
  const up = colour("--up");
  const down = colour("--down");
  const chart = chartOn(host);
  const candles = chart.addSeries(CandlestickSeries, {
    upColor: up, downColor: down, wickUpColor: up, wickDownColor: down, borderVisible: false,
  });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: "volume", color: colour("--soft"), priceFormat: { type: "volume" },
    lastValueVisible: false, priceLineVisible: false,
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.85, bottom: 0 } });
  const shared = { lineWidth: 1, priceLineVisible: false } as const;
  const lines: Drawn["lines"] = {};
  for (const name of overPrice)
    lines[name] = chart.addSeries(LineSeries, {
      ...shared, title: name.toUpperCase(), color: colour("--accent"),
    });
  for (const name of ofStochastic)
    lines[name] = chart.addSeries(
      LineSeries,
      { ...shared, title: name.toUpperCase(), color: name === "k" ? colour("--accent") : down },
      1,
    );
  const levels: Levels = { all: [], dragged: null };
  chart.panes()[1]?.setStretchFactor(0.35);
  markLayoutTables(host);
  return { chart, candles, volume, lines, marks: createSeriesMarkers(candles, []), levels };
}

function fill({ candles, volume, lines }: Drawn, { bars, inputs }: ChartData) {
  candles.setData(
    bars.map(({ t, o, h, l, c }) => ({ time: at(seconds(t)), open: o, high: h, low: l, close: c })),
  );
  volume.setData(bars.map(({ t, v }) => ({ time: at(seconds(t)), value: v })));
  const first = bars[0] ? seconds(bars[0].t) : 0;
  const shown = (points: Point[] = []) =>
    points.filter(({ time }) => time >= first).map(({ time, value }) => ({ time: at(time), value }));
  for (const [name, series] of Object.entries(lines)) series.setData(shown(inputs[name]));
}

function showOrders(drawn: Drawn, orders: Record<string, Order>, symbol: string, bars: Bar[]) {
  drawn.marks.setMarkers(
    marksOf(orders, symbol, bars).map(({ time, side, text }) => ({
      time: at(time),
      text,
      position: side === "buy" ? "belowBar" : "aboveBar",
      shape: side === "buy" ? "arrowUp" : "arrowDown",
      color: colour(side === "buy" ? "--up" : "--down"),
    })),
  );
  drawLevels(drawn.candles, drawn.levels, Object.values(orders));
}

export default function PriceChart({ symbol }: { symbol: string }) {
  const { box: host, style } = useKeptHeight("chart");
  const drawn = useRef<Drawn>(null);
  const { data } = useChartData(symbol);
  const [timeframe] = useTimeframe();
  const orders = useStream((state) => state.known.orders);
  const [moved, setMoved] = useState<Moved | null>(null);
  const may = useMay("trader");
  const look = useAppearance((state) => state.theme + state.pair);
  // Drawn when there is something to draw: an empty chart would be laid out and painted twice.
  const told = data !== undefined;
  useEffect(() => {
    if (!host.current || !told) return;
    const made = draw(host.current);
    drawn.current = made;
    const { chart, candles, levels } = made;
    const leave = may ? followPointer(host.current, chart, candles, levels, setMoved) : () => {};
    return () => {
      leave();
      drawn.current = null;
      made.chart.remove();
    };
  }, [symbol, look, may, told]);
  useEffect(() => {
    if (drawn.current && data) fill(drawn.current, data);
  }, [symbol, look, may, data]);
  const ofSymbol = useMemo(
    () =>
      Object.fromEntries(Object.entries(orders).filter(([, each]) => each.symbol === symbol)),
    [orders, symbol],
  );
  useEffect(() => {
    if (drawn.current) showOrders(drawn.current, ofSymbol, symbol, data?.bars ?? []);
  }, [symbol, look, may, data, ofSymbol, moved]);
  // A closed candle goes straight to the canvas, not through React. The stream tells those of a minute;
  // longer ones are the server's, asked for.
  useEffect(() => {
    if (timeframe !== "1Min") return;
    return useStream.subscribe((now, before) => {
      const bar = now.known.bars[symbol];
      if (!bar || bar === before.known.bars[symbol] || !drawn.current) return;
      const time = at(seconds(bar.timestamp));
      try {
        drawn.current.candles.update({ time, ...bar });
        drawn.current.volume.update({ time, value: bar.volume });
      } catch {
        // Older than what is drawn already: the next asking brings it.
      }
    });
  }, [symbol, timeframe]);
  return (
    <>
      <div
        ref={host}
        style={style}
        data-testid="chart"
        role="group"
        aria-label={`${symbol}: candles with EMA, volume and StochRSI; the table below has the figures`}
        className="h-[26rem] w-full resize-y overflow-hidden"
      />
      <MoveLevel moved={moved} onDone={() => setMoved(null)} />
    </>
  );
}
