// What a server says to the project, in the panel at the foot: asked in a worker, live after each change.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, button, cell, focused, openExport, readText, savedBy, shownText, tab } from "./steps.mjs";

const panel = (page) => page.getByRole("region", { name: "Server" });
const steps = (page) => panel(page).getByRole("listitem");
const summary = (page) => panel(page).getByRole("status").innerText();
const target = (page) => panel(page).getByLabel("Server to ask");

const SHOP = "CREATE TABLE good (id INT PRIMARY KEY);\nCREATE TABLE bad (id INT PRIMARY KEY, name VARCHAR(20000));";

async function withShop(t, options) {
  const app = await startApp(t, options);
  const page = await app.open();
  await readText(page, SHOP);
  await button(page, "Import 2 tables").click();
  await button(page, "Server").click();
  return { app, page };
}

test("the server's answer stands below, what it refuses first, and leads to the table", async (t) => {
  const { page } = await withShop(t);
  await becomes(() => summary(page), "1 refused, 1 accepted");
  const first = await steps(page).first().innerText();
  assert.match(first, /Refused/);
  assert.match(first, /ERROR 1074 \(42000\): Column length too big for column 'name' \(max = 16383\)/);
  await steps(page).first().getByRole("button").click();
  assert.equal(await tab(page, /^\S bad$/).getAttribute("aria-current"), "true");
});

test("it answers anew while the table is drafted", async (t) => {
  const { page } = await withShop(t);
  await becomes(() => summary(page), "1 refused, 1 accepted");
  await steps(page).first().getByRole("button").click();
  await cell(page, "Type", "name").fill("VARCHAR(200)");
  await page.keyboard.press("Enter");
  await becomes(() => summary(page), "2 accepted");
  await page.keyboard.press("Control+z");
  await becomes(() => summary(page), "1 refused, 1 accepted");
});

test("another server is asked, and the problems are one press away", async (t) => {
  const { page } = await withShop(t);
  await becomes(() => summary(page), "1 refused, 1 accepted");
  await target(page).selectOption({ label: "Qserv, API 55" });
  await becomes(() => summary(page), "0 accepted");
  assert.match(await steps(page).first().innerText(), /No table has a registration/);
  await target(page).selectOption({ label: "MariaDB 10.11" });
  await becomes(() => summary(page), "1 refused, 1 accepted");
  await button(page, "Problems").click();
  assert.equal(await page.getByRole("region", { name: "Problems" }).isVisible(), true);
});

test("by keyboard alone", async (t) => {
  const { page } = await withShop(t);
  await becomes(() => summary(page), "1 refused, 1 accepted");
  await target(page).focus();
  await page.keyboard.press("Tab");
  await becomes(async () => (await focused(page)).includes("bad"), true);
  await page.keyboard.press("Enter");
  assert.equal(await tab(page, /^\S bad$/).getAttribute("aria-current"), "true");
});

test("a registration is a request, answered in Qserv's words", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await readText(page, JSON.stringify([
    { database: "d", num_stripes: 340, num_sub_stripes: 3, overlap: 0.01667 },
    { database: "d", table: "t", is_partitioned: 1, director_table: "gone", director_key: "id", schema: [{ name: "id", type: "BIGINT" }] },
  ]));
  await button(page, "Import 1 table").click();
  await button(page, "Server").click();
  assert.equal(await target(page).inputValue(), "qserv-55");
  await becomes(async () => (await steps(page).first().innerText()).includes("POST /ingest/table t"), true);
  assert.match(await steps(page).first().innerText(), /gone/);
});

test("the ingest plan is tried, request by request, before it is offered", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await openExport(page, "ingest.sh");
  assert.match(await shownText(page), /^#!.*sh\n/);
  const verdict = page.getByText(/^Tried on Qserv, API 55: \d+ accepted$/);
  await verdict.click();
  await page.getByText(/POST \/ingest\/table register the director table/).first().waitFor();
  const plan = await savedBy(page, async () => {
    await openExport(page, "plan.json");
    await button(page, "Download").click();
  });
  assert.equal(plan.name, "plan.json");
  const paths = JSON.parse(plan.text).map((request) => request.path);
  assert.equal(paths[0], "/ingest/database");
  assert.ok(paths.includes("/ingest/table"));
});

test("a plan that the server refuses says so before it is downloaded", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await readText(page, JSON.stringify([
    { database: "d", num_stripes: 340, num_sub_stripes: 3, overlap: 0.01667 },
    { database: "d", table: "t", is_partitioned: 1, director_table: "gone", director_key: "id", schema: [{ name: "id", type: "BIGINT" }] },
  ]));
  await button(page, "Import 1 table").click();
  await openExport(page, "plan.json");
  await page.getByText(/^Tried on Qserv, API 55: \d+ refused/).waitFor();
  await page.getByText(/Refused/).first().waitFor();
});

test("the server is asked offline too", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await app.keptForOffline(page);
  await app.goOffline();
  await button(page, "Server").click();
  await becomes(async () => /^\d+ accepted$/.test(await summary(page)), true);
});
