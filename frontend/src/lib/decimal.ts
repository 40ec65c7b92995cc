// Exact differences of the server's decimal strings, for what it tells only as a running sum.
const places = 9;

function units(text: string): bigint {
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole + part.slice(0, places).padEnd(places, "0"));
  return text.startsWith("-") ? -size : size;
}

function text(size: bigint): string {
  const digits = (size < 0n ? -size : size).toString().padStart(places + 1, "0");
  const part = digits.slice(-places).replace(/0+$/, "");
  return (size < 0n ? "-" : "") + digits.slice(0, -places) + (part ? `.${part}` : "");
}

export const minus = (one: string, other: string) => text(units(one) - units(other));
export const greater = (one: string, other: string) => (units(one) > units(other) ? one : other);
