import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Metric, Topology } from "@/contract/api";

const refreshMs = 1_000;

export const useTopology = () =>
  useQuery({
    queryKey: ["topology"],
    queryFn: () => request<Topology>("GET", "/api/topology"),
    refetchInterval: refreshMs,
  });

const timesEveryMs = 5_000;

// The histograms of durations.
export const useTimes = () =>
  useQuery({
    queryKey: ["times"],
    queryFn: async () => {
      const { items } = await request<{ items: Metric[] }>("GET", "/api/metrics");
      return items.filter(({ name, type }) => type === "histogram" && name.endsWith("_seconds"));
    },
    refetchInterval: timesEveryMs,
  });
