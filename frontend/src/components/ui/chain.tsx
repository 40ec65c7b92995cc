// Records of the journal that led from one to the next.
import type { Record as Told } from "@/contract/api";
import { words } from "@/lib/format";
import { useMoment } from "@/lib/moment";

// What a record is about, in its own words.
const told = ["verdict", "kind", "side", "qty", "symbol", "price", "who", "changes", "reason"];
const headline = (content: Record<string, unknown>) =>
  told
    .map((name) => content[name])
    .filter((value) => typeof value === "string" && value !== "")
    .join(" ");

export function Chain({ records }: { records: Told[] }) {
  const moment = useMoment();
  return (
    <ol>
      {records.map((each) => (
        <li key={each.seq} className="my-2 border-l-2 border-accent pl-3">
          <b>{words(each.type)}</b> {words(headline(each.content))}{" "}
          <span className="text-xs text-soft">
            {moment(each.time)}, record {each.seq}
          </span>
          {typeof each.content.summary === "string" && <p>{each.content.summary}</p>}
          <details>
            <summary className="min-h-6 text-xs text-soft">All of it</summary>
            <pre tabIndex={0} className="num overflow-x-auto text-xs">
              {JSON.stringify(each.content, null, 1)}
            </pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
