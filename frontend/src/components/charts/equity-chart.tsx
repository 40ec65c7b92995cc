"use client";
import {
  AreaSeries, BaselineSeries, LineSeries,
  type IChartApi, type ISeriesApi, type UTCTimestamp,
} from "lightweight-charts";
import { useEffect, useRef } from "react";
import { chartOn } from "@/components/charts/chart-on";
import { markLayoutTables } from "@/components/charts/layout-table";
import { useAppearance } from "@/lib/appearance";
import { colour } from "@/lib/colours";

type Point = { time: string; value: string };
// `brought`: what the owner put in; `below`: how far under its best it was, not above 0, in money or in
// `belowUnit`.
export type EquityLines = {
  equity: Point[];
  brought: Point[];
  below: Point[];
  belowUnit?: string;
};

type Drawn = {
  chart: IChartApi;
  equity: ISeriesApi<"Area">;
  brought: ISeriesApi<"Line">;
  below: ISeriesApi<"Baseline">;
  fitted: boolean;
};

function draw(host: HTMLElement, belowUnit: string): Drawn {
  const line = colour("--line");
  const accent = colour("--accent");
  const chart = chartOn(host);
  const equity = chart.addSeries(AreaSeries, {
    title: "equity", lineColor: accent, topColor: "transparent", bottomColor: "transparent",
    lineWidth: 2,
  });
  const brought = chart.addSeries(LineSeries, {
    title: "brought in", color: colour("--soft"), lineWidth: 1, lineStyle: 2,
    priceLineVisible: false,
  });
  const down = colour("--down");
  const below = chart.addSeries(
    BaselineSeries,
    {
      title: `below the best${belowUnit}`, baseValue: { type: "price", price: 0 }, lineWidth: 1,
      bottomLineColor: down, bottomFillColor1: "transparent", bottomFillColor2: down,
      topLineColor: line,
    },
    1,
  );
  chart.panes()[1]?.setStretchFactor(0.4);
  markLayoutTables(host);
  return { chart, equity, brought, below, fitted: false };
}

// A library of drawing takes rising seconds, each once; the last point is of now.
function atSeconds(points: Point[]) {
  const told = new Map(
    points.map(({ time, value }) => [Math.floor(Date.parse(time) / 1000), value] as const),
  );
  return [...told].map(([time, value]) => ({ time: time as UTCTimestamp, value: Number(value) }));
}

export default function EquityChart({ lines }: { lines: EquityLines }) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(null);
  const look = useAppearance((state) => state.theme + state.pair);
  // Drawn when there is something to draw: an empty chart would be laid out and painted twice.
  const told = lines.equity.length > 0;
  const unit = lines.belowUnit ? `, ${lines.belowUnit}` : "";
  useEffect(() => {
    if (!host.current || !told) return;
    const made = draw(host.current, unit);
    drawn.current = made;
    return () => {
      drawn.current = null;
      made.chart.remove();
    };
  }, [look, told, unit]);
  useEffect(() => {
    if (!drawn.current || lines.equity.length === 0) return;
    const { equity, brought, below, chart } = drawn.current;
    equity.setData(atSeconds(lines.equity));
    brought.setData(atSeconds(lines.brought));
    below.setData(atSeconds(lines.below));
    // Once: afterwards its reader may look at a part of it.
    if (!drawn.current.fitted) chart.timeScale().fitContent();
    drawn.current.fitted = true;
  }, [lines, look]);
  return (
    <div
      ref={host}
      data-testid="equity"
      role="group"
      aria-label="Equity, and how far the profit lies below its best; the table has the figures"
      className="h-80 w-full"
    />
  );
}
