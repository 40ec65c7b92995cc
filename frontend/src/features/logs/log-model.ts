// A line of the log as the page shows it.
import type { LogLine } from "@/contract/api";

const shownApart = new Set(["ts", "level", "event", "role"]);

// What the event is about, member by member.
export const about = ({ line }: LogLine): string =>
  Object.entries(line)
    .filter(([name]) => !shownApart.has(name))
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");

export function member({ line }: LogLine, name: string): string {
  const value = (line as { [name: string]: unknown })[name];
  return typeof value === "string" ? value : "";
}

// As the log's own file has them: a JSON object a line.
export const jsonLines = (lines: LogLine[]) =>
  lines.map(({ line }) => JSON.stringify(line) + "\n").join("");

// The values of a member, each once, by name: what a filter may be set to.
export const values = (lines: LogLine[], name: string) =>
  [...new Set(lines.map((each) => member(each, name)))].filter(Boolean).sort();
