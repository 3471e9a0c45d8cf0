// The first page and what its four cards open.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, columnNames, entry, goHome, problemCounts, problems, tableName, tableNames } from "./steps.mjs";

test("a page that was left dark is dark before the program is there, in a light system", async (t) => {
  const app = await startApp(t, { colorScheme: "light" });
  const page = await app.open();
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground(page);
  await page.evaluate(() => localStorage.setItem("tabledraft-theme", "dark"));
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await app.context.route(/\.wasm$/, (route) => released.then(() => route.continue()));
  await page.goto(`${app.address}?again`, { waitUntil: "commit" });
  await page.waitForFunction(() => getComputedStyle(document.body).fontFamily.includes("sans-serif"));
  const before = await ground(page);
  assert.equal(await page.getByRole("heading", { name: "Begin" }).count(), 0, "the program is not there yet");
  release();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  assert.notEqual(before, light);
  assert.equal(before, await ground(page));
});

test("an empty project says what can be done", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await page.getByText("Add a table, or import SQL").waitFor();
  await problems(page).getByText("Problems of your tables are listed here").waitFor();
  assert.deepEqual(await tableNames(page), []);
});

test("the Qserv catalogue opens with its tables, their kinds and one warning", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  const tables = ["Object", "Source", "ForcedSource", "ObjectSourceMatch", "Filter"];
  await becomes(() => tableNames(page), tables);
  const letters = await Promise.all(tables.map((name) => entry(page, name).innerText()));
  assert.equal(letters.map((text) => text[0]).join(""), "DDdMR");
  assert.equal(await tableName(page).inputValue(), "Object", "the first table is open");
  await becomes(async () => (await columnNames(page)).length, 12);
  await becomes(() => problemCounts(page), { error: 0, warning: 1, advice: 0 });
  await problems(page).getByText("VARCHAR").waitFor();
});

test("BK-CI opens with its databases, and the one problem that is left to try", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "BK-CI");
  await becomes(async () => (await tableNames(page)).length, 37);
  assert.equal(await page.getByLabel("Database name").count(), 7);
  await becomes(() => problemCounts(page), { error: 1, warning: 0, advice: 0 });
  await problems(page).getByText("INSTANCE_ID").first().waitFor();
});

test("DLWorkspace opens with its four tables, and the one problem that is left to try", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await becomes(() => tableNames(page), ["jobs", "clusterstatus", "commands", "users"]);
  await becomes(() => problemCounts(page), { error: 0, warning: 0, advice: 1 });
  await problems(page).getByText("userName is called username").waitFor();
});

test("each card makes a project of its own", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  for (const card of ["Qserv catalogue", "DLWorkspace"]) {
    await begin(page, card);
    await goHome(page);
  }
  const list = page.getByRole("main").getByRole("listitem");
  await becomes(() => list.count(), 2);
  assert.match(await list.nth(0).innerText(), /^DLWorkspace\s+4 tables/);
  assert.match(await list.nth(1).innerText(), /^Sky survey\s+5 tables/);
});

test("what is rehearsed on the first page is neither seen nor kept", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const asked = await page.waitForResponse((response) => response.url().endsWith("qserv.tabledraft.json"));
  assert.ok(asked.ok());
  await page.waitForTimeout(1_500);
  assert.equal(await page.locator(".workbench").count(), 0);
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(await page.title(), "Tabledraft");
  await page.reload();
  await page.getByRole("heading", { name: "Import", exact: true }).waitFor();
  assert.equal(await page.getByRole("main").getByRole("listitem").count(), 0);
});
