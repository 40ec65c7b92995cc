// The cases of one subject. Each is a sentence and what must hold, run in the order in which they
// are written, since all of them share one account. One line of JSON is printed for each:
// {"case": sentence, "failure": text or null}.
const CASE_MS = 10_000;

function within(work, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not within ${CASE_MS} ms: ${what}`)), CASE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export async function run(cases) {
  for (const [sentence, holds] of Object.entries(cases)) {
    let failure = null;
    try {
      await within(Promise.resolve().then(holds), sentence);
    } catch (thrown) {
      failure = String(thrown?.stack ?? thrown);
    }
    console.log(JSON.stringify({ case: sentence, failure }));
  }
  process.exit(0); // whatever sockets are still open
}

// The first value for which `ask` gives something true, asked again and again.
export async function until(ask) {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// What either SDK throws for a refusal, in one shape. An answer is a failure.
export async function refusal(asked) {
  try {
    await asked;
  } catch (thrown) {
    if (thrown.response?.data !== undefined)
      return { status: thrown.response.status, ...thrown.response.data };
    if (thrown.status !== undefined)
      return { status: thrown.status, code: thrown.code, message: thrown.message,
               name: thrown.name };
    throw thrown;
  }
  throw new Error("it was accepted");
}
