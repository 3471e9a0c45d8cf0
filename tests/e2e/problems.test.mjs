// The problem list: where, why, and mended by a click.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  becomes, begin, button, cell, detail, details, entry, focused, openImport, problem, problemCounts, problems, readText, said,
} from "./steps.mjs";

/** Two directors without subChunkId, one with a VARCHAR; a dependent of a director that is not there. */
const TABLES = JSON.stringify([
  director("A", { name: "note", type: "VARCHAR(20)" }),
  director("B"),
  { database: "d", table: "C", is_partitioned: 1, director_table: "Gone", director_key: "id", schema: [{ name: "id", type: "BIGINT" }] },
]);

function director(table, ...more) {
  const schema = ["id BIGINT", "ra DOUBLE", "decl DOUBLE"].map((text) => text.split(" ")).map(([name, type]) => ({ name, type }));
  return {
    database: "d", table, is_partitioned: 1, director_key: "id", longitude_key: "ra", latitude_key: "decl",
    schema: [...schema, ...more],
  };
}

async function withProblems(t, options) {
  const app = await startApp(t, options);
  const page = await app.open();
  await readText(page, TABLES);
  await button(page, "Import 3 tables").click();
  await becomes(() => problemCounts(page), { error: 2, warning: 2, advice: 0 });
  return page;
}

test("a problem leads to its place", async (t) => {
  const page = await withProblems(t);
  await entry(page, "B").click();
  await problem(page, "VARCHAR").getByRole("button", { name: /variable-length/ }).click();
  await becomes(() => focused(page), "Type of note");
  assert.equal(await cell(page, "Type", "note").inputValue(), "VARCHAR(20)");
  await problem(page, "Gone").getByRole("button", { name: /Gone/ }).click();
  await becomes(() => focused(page), "Kind");
  assert.equal(await detail(page, "Director").inputValue(), "Gone");
});

test("a problem of the details is led to in a narrow window too", async (t) => {
  const page = await withProblems(t, { viewport: { width: 800, height: 700 } });
  await problem(page, "Gone").getByRole("button", { name: /Gone/ }).click();
  await becomes(() => focused(page), "Kind");
  assert.ok(await details(page).isVisible());
  await page.keyboard.press("Escape");
  await becomes(() => details(page).isVisible(), false);
  assert.equal(await focused(page), "Details", "the keyboard is where the drawer was opened from");
});

test("a fix mends, the problem goes, and the keyboard stays in the list", async (t) => {
  const page = await withProblems(t);
  const fix = problems(page).getByRole("button", { name: "Add chunkId and subChunkId", exact: true });
  await fix.first().focus();
  await page.keyboard.press("Enter");
  await said(page, "Done: Add").waitFor();
  await becomes(() => fix.count(), 1);
  assert.ok(await problems(page).locator(":focus").count(), "something in the list has the keyboard");
  await problems(page).getByRole("button", { name: "Make it CHAR(20)", exact: true }).click();
  await becomes(() => problem(page, "VARCHAR").count(), 0);
});

test("fix all safe leaves what needs a look", async (t) => {
  const page = await withProblems(t);
  await problems(page).getByRole("button", { name: /^Fix all safe/ }).click();
  await said(page, "Fixed 2 problems.").waitFor();
  await becomes(() => problems(page).getByRole("button", { name: "Add chunkId and subChunkId", exact: true }).count(), 0);
  await becomes(async () => (await problemCounts(page)).error, 0);
  assert.equal(await problem(page, "VARCHAR").count(), 1);
  assert.notEqual(await focused(page), "BODY");
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await becomes(async () => (await problemCounts(page)).error, 2, "one step");
});

test("severities are left out and shown again", async (t) => {
  const page = await withProblems(t);
  const lines = problems(page).getByRole("listitem");
  const all = await lines.count();
  const errors = problems(page).getByRole("button", { name: "2 errors" });
  await errors.click();
  await becomes(() => lines.count(), all - 2);
  assert.equal(await errors.getAttribute("aria-pressed"), "false");
  await problems(page).getByRole("button", { name: /warning/ }).first().click();
  await problems(page).getByText("hidden").waitFor();
  await errors.click();
  await becomes(() => lines.count(), 2);
  await problems(page).getByRole("button", { name: "Problems" }).click();
  await becomes(() => lines.count(), 0);
});

test("Why? opens the rule's page", async (t) => {
  const page = await withProblems(t);
  await problem(page, "subChunkId").first().getByRole("button", { name: "Why?" }).click();
  await page.getByRole("heading", { name: "director-sub-chunk-id-missing" }).waitFor();
  await page.getByRole("heading", { name: "What to do" }).waitFor();
  await page.getByText("no matching column 'subChunkId' found").waitFor();
  await page.getByRole("button", { name: "Close director-sub-chunk-id-missing" }).click();
  await entry(page, "A").waitFor();
});

test("the profile judges anew", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await openImport(page);
  await readText(page, "CREATE TABLE `Wrong_Name` (a int);");
  await button(page, "Import 1 table").click();
  const counts = () => problemCounts(page);
  // The rules of the worker come in behind those of the page.
  await becomes(counts, { error: 1, warning: 1, advice: 2 });
  await page.getByLabel("Profile").selectOption("BK-CI");
  await becomes(async () => (await counts()).error > 2, true);
  await page.getByLabel("Profile").selectOption("MySQL");
  await becomes(async () => (await counts()).error, 0);
});
