// An admin adds a user, who sees what his role lets him see; another role, and his removal, count while he
// looks at the page. A key for a machine is told once, and revoked.
import { expect, live, logIn, open, row, run, until, url, visit } from "./browser.mjs";

const secret = "the password of carol";

async function confirm(page, button, fill, action) {
  await button.click();
  const asked = page.getByRole("alertdialog");
  await fill(asked);
  await asked.getByRole("button", { name: action }).click();
  await asked.waitFor({ state: "hidden" });
}

async function logInAsCarol(page) {
  await page.goto(url);
  await page.getByLabel("User").fill("carol");
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Log in" }).click();
  await live(page);
}

await run(async (browser) => {
  const page = await open(browser);
  await logIn(page);
  await visit(page, "/settings/");
  const add = page.getByRole("button", { name: "Add a user" });
  await confirm(
    page,
    add,
    async (asked) => {
      await asked.getByLabel("Name").fill("carol");
      await asked.getByLabel(/^Password/).fill(secret);
    },
    "Add carol as viewer",
  );
  const carolsRow = row(page, "Users", "carol");
  await carolsRow.getByText("viewer").waitFor();
  expect(true, "a user is added");

  const hers = await open(browser);
  await logInAsCarol(hers);
  await hers.goto(`${url}/settings/`);
  await live(hers);
  expect((await hers.getByRole("button", { name: "Add a user" }).count()) === 0, "a viewer sees no users");
  expect((await hers.getByRole("button", { name: "Halt" }).count()) === 0, "a viewer cannot halt");

  await confirm(
    page,
    carolsRow.getByRole("button", { name: "Role" }),
    (asked) => asked.getByLabel("Role").selectOption("trader"),
    "Make carol trader",
  );
  await carolsRow.getByText("trader").waitFor();
  await hers.reload();
  await hers.getByRole("button", { name: "Halt", exact: true }).waitFor();
  expect(true, "another role counts");

  await confirm(page, carolsRow.getByRole("button", { name: "Remove" }), async () => {}, "Remove carol");
  await until(async () => (await carolsRow.count()) === 0);
  await hers.getByLabel("Password").waitFor();
  expect(true, "who is removed is logged out while he looks");

  await confirm(
    page,
    page.getByRole("button", { name: "Make a key" }),
    (asked) => asked.getByLabel("Name").fill("robot"),
    "Make the key robot as viewer",
  );
  const key = await page.getByText(/^troupe_[0-9a-f]{16}_/).textContent();
  const answered = await page.request.get(`${url}/api/me`, {
    headers: { Authorization: `Bearer ${key}`, Cookie: "" },
  });
  expect((await answered.json()).username === "key:robot", "the key that is told opens the edge");
  const robots = row(page, "API keys", "robot");
  await confirm(page, robots.getByRole("button", { name: "Revoke" }), async () => {}, "Revoke robot");
  await until(async () => (await robots.count()) === 0);
  expect(true, "a key is revoked");
});
