import type { Risk } from "@/contract/api";

export type Rule = NonNullable<Risk["rules"]>[number];

// How much of a limit is used, to be drawn; none where the rule has no limit to come near to.
export function usedOf({ value, limit, comparison }: Rule): number | null {
  if (value === null || limit === null || comparison === null) return null;
  if (comparison.startsWith("<")) return limit === 0 ? null : value / limit;
  if (comparison.startsWith(">")) return value === 0 ? 1 : limit / value;
  return null;
}
