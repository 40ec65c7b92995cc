// One for each ticket that is opened: the server answers a second order of the same key with the
// first one's answer. crypto.randomUUID is not there without TLS on another host, this is.
export function makeIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}
