// What is typed for a code, what is said where it is refused, and a secret to be typed off the screen.
import { RequestError } from "@/api/request";

export const codeDigits = 6;

// Authenticators show "123 456", and that is what is pasted.
export const digitsOf = (typed: string) => typed.replace(/\D/g, "").slice(0, codeDigits);
export const isCode = (typed: string) => digitsOf(typed).length === codeDigits;

export const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? "";

const refusals: Record<string, string> = {
  invalid_code: "This is not the code of now. Look at the authenticator, and at its clock.",
  code_used: "This code was used before. Wait for the next one.",
};

export function refusalOf(failed: unknown): string {
  if (!(failed instanceof RequestError)) return (failed as Error).message;
  if (failed.code === "rate_limited")
    return failed.retryAfterS === null
      ? "Too many wrong codes. Wait and try again."
      : `Too many wrong codes. Try again in ${failed.retryAfterS} s.`;
  return refusals[failed.code] ?? failed.message;
}
