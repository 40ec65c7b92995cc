import clsx from "clsx";
import type { ComponentProps } from "react";

const look =
  "mt-0.5 block w-full min-h-9 rounded-md border bg-ground px-2 text-text disabled:opacity-60";

type Named = { label: string };

export function Field({ label, className, ...rest }: Named & ComponentProps<"input">) {
  return (
    <label className="block text-xs text-soft">
      {label}
      <input className={clsx(look, "text-sm", className)} {...rest} />
    </label>
  );
}

type Choices<Value extends string> = Named & {
  value: Value;
  choices: readonly (readonly [Value, string])[];
  onPick: (value: Value) => void;
};

export function Choice<Value extends string>({ label, value, choices, onPick }: Choices<Value>) {
  return (
    <label className="block text-xs text-soft">
      {label}
      <select
        className={clsx(look, "text-sm")}
        value={value}
        onChange={(event) => onPick(event.target.value as Value)}
      >
        {choices.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
