// What a change would make of what is there now.
import { words } from "@/lib/format";

export type Difference = { name: string; from: string; to: string };

export function Differences({ told }: { told: Difference[] }) {
  return (
    <ul className="num my-2 text-sm" data-testid="differences">
      {told.map(({ name, from, to }) => (
        <li key={name}>
          {words(name)}: <del className="text-down">{from}</del> →{" "}
          <ins className="text-up no-underline">{to}</ins>
        </li>
      ))}
    </ul>
  );
}
