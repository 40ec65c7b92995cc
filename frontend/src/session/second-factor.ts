// The authenticator of who has logged in, and whether this session has told a code of it.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { SecondFactor } from "@/contract/api";

export type Proposal = { secret: string; uri: string };
const path = "/api/second-factor";
const queryKey = ["second-factor"];
const refreshMs = 30_000; // the hour of a code ends, and a command line may enrol too

export const useSecondFactor = () =>
  useQuery({
    queryKey,
    queryFn: () => request<SecondFactor>("GET", path),
    refetchInterval: refreshMs,
  });

export function useSecondFactorWrites() {
  const client = useQueryClient();
  return {
    propose: () => request<Proposal>("POST", `${path}/secret`),
    pass: async (code: string) => {
      const now = await request<SecondFactor>("POST", path, { body: { code } });
      client.setQueryData(queryKey, now);
    },
    remove: async () => {
      await request("DELETE", path);
      await client.invalidateQueries({ queryKey });
    },
  };
}
