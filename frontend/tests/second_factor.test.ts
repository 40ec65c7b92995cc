// A write that needs the code of an authenticator: who is asked, and what is sent again.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { answerQuestion, offerDialog, useCodeQuestion } from "@/api/code-question";
import { request, RequestError } from "@/api/request";
import { digitsOf, inFours, isCode, refusalOf } from "@/session/code-model";

type Sent = { path: string; method?: string; body?: unknown; key: string | undefined };
type Told = [status: number, body?: unknown, headers?: Record<string, string>];

const refusal = (status: number, code: string, headers?: Record<string, string>): Told => [
  status, { error: { code, message: `said of ${code}`, details: {} } }, headers,
];
const needed = refusal(403, "second_factor_needed");
const own = globalThis.fetch;
const isOpen = () => useCodeQuestion.getState().open;

// An edge that answers in this order, whatever it is asked.
function edge(...answers: Told[]): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = (async (path: string, { method, body, headers = {} }: RequestInit = {}) => {
    const key = (headers as Record<string, string>)["Idempotency-Key"];
    sent.push({ path, method, body, key });
    const next = answers.shift();
    assert.ok(next, `nobody answers ${method} ${path}`);
    const [status, told, more] = next;
    return new Response(told === undefined ? null : JSON.stringify(told), { status, headers: more });
  }) as typeof fetch;
  return sent;
}

let gone = () => {};
const dialogIsThere = () => (gone = offerDialog());
afterEach(() => {
  globalThis.fetch = own;
  gone();
  gone = () => {};
});

async function asked() {
  for (let turn = 0; turn < 100 && !isOpen(); ++turn) await new Promise(setImmediate);
  assert.ok(isOpen(), "the code is asked for");
}

async function codeOf(write: Promise<unknown>): Promise<string> {
  const failed: unknown = await write.then(() => null, (reason: unknown) => reason);
  assert.ok(failed instanceof RequestError);
  return failed.code;
}

const order = (body: object = { symbol: "AAPL", qty: "1" }) =>
  request("POST", "/api/orders", { body, idempotencyKey: "one" });

test("after the code the very same is sent again, once, and its answer is the answer", async () => {
  dialogIsThere();
  const sent = edge(needed, [200, { id: "main-1" }]);
  const body = { symbol: "AAPL", qty: "1" };
  const write = order(body);
  await asked();
  assert.equal(sent.length, 1);
  body.qty = "1000"; // whoever asked goes on typing
  answerQuestion(true);
  assert.deepEqual(await write, { id: "main-1" });
  assert.equal(isOpen(), false);
  const wanted = {
    path: "/api/orders", method: "POST", body: '{"symbol":"AAPL","qty":"1"}', key: "one",
  };
  assert.deepEqual(sent, [wanted, wanted]);
});

test("without a code the write is refused as any other, and not sent again", async () => {
  dialogIsThere();
  const sent = edge(needed);
  const write = order();
  await asked();
  answerQuestion(false);
  assert.equal(await codeOf(write), "second_factor_needed");
  assert.equal(sent.length, 1);
});

test("where the dialog goes, and where none is, nobody waits for ever", async () => {
  dialogIsThere();
  edge(needed, needed);
  const write = order();
  await asked();
  gone();
  gone = () => {};
  assert.equal(await codeOf(write), "second_factor_needed");
  assert.equal(await codeOf(order()), "second_factor_needed");
  assert.equal(isOpen(), false);
});

test("writes that wait together are asked for one code", async () => {
  dialogIsThere();
  const sent = edge(needed, needed, [200, { turn: 3 }], [204]);
  const writes = [order(), request("DELETE", "/api/users/carol")];
  await asked();
  while (sent.length < 2) await new Promise(setImmediate);
  await new Promise(setImmediate);
  answerQuestion(true);
  assert.deepEqual(await Promise.all(writes), [{ turn: 3 }, undefined]);
  assert.deepEqual(sent.slice(2).map(({ path }) => path).sort(), ["/api/orders", "/api/users/carol"]);
  assert.equal(isOpen(), false);
});

test("a second refusal is told, and no other refusal asks for a code", async () => {
  dialogIsThere();
  const sent = edge(needed, needed);
  const write = order();
  await asked();
  answerQuestion(true);
  assert.equal(await codeOf(write), "second_factor_needed");
  assert.equal(sent.length, 2);
  assert.equal(isOpen(), false);
  edge(refusal(403, "forbidden"));
  assert.equal(await codeOf(order()), "forbidden");
  assert.equal(isOpen(), false);
});

test("a session that ran out while the code was asked for is renewed", async () => {
  dialogIsThere();
  const sent = edge(needed, refusal(401, "token_expired"), [200, {}], [200, { id: "main-1" }]);
  const write = order();
  await asked();
  answerQuestion(true);
  assert.deepEqual(await write, { id: "main-1" });
  const paths = ["/api/orders", "/api/orders", "/api/refresh", "/api/orders"];
  assert.deepEqual(sent.map(({ path }) => path), paths);
});

test("why a code is refused is said, with how long to wait where the edge tells", async () => {
  const said = async (told: Told) => {
    edge(told);
    const tried = request("POST", "/api/second-factor", { body: { code: "123456" } });
    return refusalOf(await tried.catch((failed: unknown) => failed));
  };
  assert.match(await said(refusal(422, "invalid_code")), /not the code of now/);
  assert.match(await said(refusal(422, "code_used")), /used before/);
  assert.match(await said(refusal(429, "rate_limited", { "Retry-After": "12" })), /again in 12 s/);
  assert.match(await said(refusal(429, "rate_limited")), /Wait and try again/);
  assert.equal(await said(refusal(422, "master_key_missing")), "said of master_key_missing");
});

test("a code is six digits, however it is typed, and a secret is read in fours", () => {
  assert.equal(digitsOf(" 123 456 "), "123456");
  assert.equal(digitsOf("123-4567"), "123456");
  for (const typed of ["", "12345", "abcdef", "12 34 5x"]) assert.equal(isCode(typed), false, typed);
  assert.ok(isCode("012 345"));
  assert.equal(inFours("ABCDEFGHIJ"), "ABCD EFGH IJ");
  assert.equal(inFours("").length, 0);
});
