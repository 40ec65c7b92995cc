import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Topology } from "@/contract/api";

const refreshMs = 1_000;

export const useTopology = () =>
  useQuery({
    queryKey: ["topology"],
    queryFn: () => request<Topology>("GET", "/api/topology"),
    refetchInterval: refreshMs,
  });
