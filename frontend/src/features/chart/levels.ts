// The prices at which orders wait, as lines over the candles that can be dragged to other prices.
import type { IChartApi, IPriceLine, ISeriesApi } from "lightweight-charts";
import type { Order } from "@/contract/api";
import { colour } from "@/lib/colours";

export type Kind = "stop_price" | "limit_price";
export type Level = { line: IPriceLine; order: Order; kind: Kind };
export type Levels = { all: Level[]; dragged: Level | null };
export type Moved = { order: Order; kind: Kind; price: string };

export const kindNames: Record<Kind, string> = { stop_price: "stop", limit_price: "limit" };
const kinds = Object.keys(kindNames) as Kind[];
const waiting = new Set(["new", "accepted", "held"]);
const reachPx = 8;

type Candles = ISeriesApi<"Candlestick">;

export function drawLevels(candles: Candles, levels: Levels, orders: Order[]) {
  if (levels.dragged) return; // again when it is let go
  levels.all.forEach(({ line }) => candles.removePriceLine(line));
  levels.all = orders
    .filter(({ status }) => waiting.has(status))
    .flatMap((order) =>
      kinds
        .filter((kind) => order[kind] !== null)
        .map((kind) => ({
          order,
          kind,
          line: candles.createPriceLine({
            price: Number(order[kind]),
            color: colour(kind === "stop_price" ? "--down" : "--up"),
            lineStyle: 2,
            title: `${order.side} ${kindNames[kind]}`,
          }),
        })),
    );
}

// On the venue's grid: cents, from a dollar on; as fine as the order's own price below.
export function onGrid(price: number, before: string): string {
  const places = price >= 1 ? 2 : Math.max(4, before.split(".")[1]?.length ?? 0);
  return price.toFixed(places);
}

// Calls `onMoved` when a line is let go at another price. Returns what ends it.
export function followPointer(
  host: HTMLElement,
  chart: IChartApi,
  candles: Candles,
  levels: Levels,
  onMoved: (moved: Moved) => void,
): () => void {
  const heightOf = (event: PointerEvent) => event.clientY - host.getBoundingClientRect().top;
  const near = (event: PointerEvent) => {
    const away = ({ line }: Level) =>
      Math.abs((candles.priceToCoordinate(line.options().price) ?? Infinity) - heightOf(event));
    const [first] = [...levels.all].sort((one, other) => away(one) - away(other));
    return first && away(first) <= reachPx ? first : null;
  };
  const scroll = (on: boolean) => chart.applyOptions({ handleScroll: on, handleScale: on });
  const down = (event: PointerEvent) => {
    levels.dragged = near(event);
    if (!levels.dragged) return;
    scroll(false);
    host.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    host.style.cursor = levels.dragged || near(event) ? "ns-resize" : "";
    const price = candles.coordinateToPrice(heightOf(event));
    if (levels.dragged && price !== null && price > 0) levels.dragged.line.applyOptions({ price });
  };
  const up = () => {
    const held = levels.dragged;
    if (!held) return;
    levels.dragged = null;
    scroll(true);
    const before = held.order[held.kind] ?? "";
    const price = onGrid(held.line.options().price, before);
    if (Number(price) !== Number(before)) onMoved({ order: held.order, kind: held.kind, price });
  };
  host.addEventListener("pointerdown", down, true);
  host.addEventListener("pointermove", move);
  host.addEventListener("pointerup", up);
  host.addEventListener("pointercancel", up);
  return () => {
    host.removeEventListener("pointerdown", down, true);
    host.removeEventListener("pointermove", move);
    host.removeEventListener("pointerup", up);
    host.removeEventListener("pointercancel", up);
  };
}
