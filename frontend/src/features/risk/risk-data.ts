import { useQuery } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Risk } from "@/contract/api";

const refreshMs = 2_000;

export const useRisk = () =>
  useQuery({
    queryKey: ["risk"],
    queryFn: () => request<Risk>("GET", "/api/risk"),
    refetchInterval: refreshMs,
  });
