// Takes a code of the authenticator and tells it to the edge; says why where it is refused, and waits for
// another. Used where a write waits for a code, and where the first code enrols.
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useHydrated } from "@/lib/hydrated";
import { digitsOf, isCode, refusalOf } from "@/session/code-model";
import { useSecondFactorWrites } from "@/session/second-factor";

type Props = { action: string; onPassed: () => void; children: ReactNode };

export function CodeForm({ action, onPassed, children }: Props) {
  const { pass } = useSecondFactorWrites();
  const hydrated = useHydrated();
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState("");
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const refusal = useId();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current || !isCode(typed)) return;
    busy.current = true;
    setPending(true);
    setRefused("");
    try {
      await pass(typed);
      onPassed();
    } catch (failed) {
      setRefused(refusalOf(failed));
      setTyped("");
      field.current?.focus();
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  return (
    <form onSubmit={send}>
      <Field
        ref={field}
        label="Six-digit code"
        inputMode="numeric"
        autoComplete="one-time-code"
        className="num"
        required
        disabled={!hydrated}
        aria-invalid={refused !== ""}
        aria-describedby={refusal}
        value={typed}
        onChange={(event) => setTyped(digitsOf(event.target.value))}
      />
      <p id={refusal} role="alert" className="mt-2 min-h-5 text-sm text-down">
        {refused}
      </p>
      <div className="mt-2 flex justify-end gap-2">
        {children}
        <Button look="main" type="submit" disabled={pending || !isCode(typed)}>
          {pending ? "Sending…" : action}
        </Button>
      </div>
    </form>
  );
}
