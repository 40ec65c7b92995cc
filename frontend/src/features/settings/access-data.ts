// Who may use the edge: people, and machines with their keys. Only an admin is answered.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { ApiKey, Role, User } from "@/contract/api";

type All<Row> = { items: Row[] };
export const roles: [Role, string][] = [
  ["viewer", "Viewer: sees all"],
  ["trader", "Trader: and trades"],
  ["admin", "Admin: and changes limits, settings and users"],
];
const refreshMs = 10_000;

export const useUsers = () =>
  useQuery({
    queryKey: ["users"],
    queryFn: () => request<All<User>>("GET", "/api/users"),
    refetchInterval: refreshMs,
  });

export const useKeys = () =>
  useQuery({
    queryKey: ["keys"],
    queryFn: () => request<All<ApiKey>>("GET", "/api/keys"),
    refetchInterval: refreshMs,
  });

// Carries a change out, and asks for the list anew.
export function useWrite(list: "users" | "keys") {
  const client = useQueryClient();
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await request<Answer>(method, path, { body });
    await client.invalidateQueries({ queryKey: [list] });
    return answer;
  };
}

export const userPath = (name: string) => `/api/users/${encodeURIComponent(name)}`;
export const keyPath = (id: string) => `/api/keys/${encodeURIComponent(id)}`;
