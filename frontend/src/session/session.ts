// Who has logged in, and what he may.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request, RequestError } from "@/api/request";
import type { Role } from "@/contract/api";

export type Me = { username: string; role: Role; expires_at: string };
const ranks: Role[] = ["viewer", "trader", "admin"];

export function useMe() {
  return useQuery({
    queryKey: ["me"],
    queryFn: () =>
      request<Me>("GET", "/api/me").catch((failed: unknown) => {
        if (failed instanceof RequestError && failed.status === 401) return null;
        throw failed;
      }),
    staleTime: Infinity,
  });
}

// Hides what the edge would refuse.
export function useMay(needed: Role): boolean {
  const { data } = useMe();
  return data ? ranks.indexOf(data.role) >= ranks.indexOf(needed) : false;
}

export function useSession() {
  const client = useQueryClient();
  return {
    logIn: async (username: string, password: string) => {
      await request("POST", "/api/login", { body: { username, password, cookie: true } });
      await client.invalidateQueries({ queryKey: ["me"] });
    },
    logOut: async () => {
      await request("POST", "/api/logout").catch(() => {});
      // Who is shown the page looks at "me": removed, it would never be told that nobody is left.
      client.setQueryData(["me"], null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
    },
    ended: () => client.setQueryData(["me"], null),
  };
}
