// An empty chart in the page's colours and letters, as large as its host.
import { ColorType, createChart, type IChartApi } from "lightweight-charts";
import { colour } from "@/lib/colours";

export function chartOn(host: HTMLElement): IChartApi {
  const line = colour("--line");
  return createChart(host, {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: colour("--card") },
      textColor: colour("--text"),
      // The page's, which is loaded; the library's own list makes the browser search for each.
      fontFamily: getComputedStyle(host).fontFamily,
      attributionLogo: true,
      panes: { separatorColor: line },
    },
    grid: { vertLines: { color: line }, horzLines: { color: line } },
    timeScale: { timeVisible: true },
  });
}
