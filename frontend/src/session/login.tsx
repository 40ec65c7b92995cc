import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useHydrated } from "@/lib/hydrated";
import { useSession } from "@/session/session";

export function Login({ asking, failure }: { asking: boolean; failure?: string }) {
  const session = useSession();
  const hydrated = useHydrated();
  const [refused, setRefused] = useState("");
  const [pending, setPending] = useState(false);
  const logIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setPending(true);
    setRefused("");
    try {
      await session.logIn(String(given.get("username")), String(given.get("password")));
    } catch (failed) {
      setRefused((failed as Error).message);
    } finally {
      setPending(false);
    }
  };
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <form onSubmit={logIn} className="w-80 max-w-full rounded-lg border bg-card p-5">
        <h1 className="mb-3 text-lg font-semibold">troupe</h1>
        <fieldset disabled={!hydrated || asking || pending} className="grid gap-3">
          <Field label="User" name="username" autoComplete="username" required />
          <Field
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          <Button look="main" type="submit">
            Log in
          </Button>
        </fieldset>
        <p role="alert" className="mt-2 min-h-5 text-sm text-down">
          {refused || failure}
        </p>
        <a className="text-sm underline" href="/halt/">
          Halt trading without this page
        </a>
      </form>
    </main>
  );
}
