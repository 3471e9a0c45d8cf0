// What is loaded with the page, and what later (scripts/lib/parts.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { addColumn, addTable, becomes, begin, columnNames, newColumn } from "./steps.mjs";

/** The other part never comes by itself; what a call asks for comes, and is listed. */
async function withoutLater(app) {
  const calls = [];
  await app.context.route(/_later\.wasm$/, (route) => {
    if (route.request().resourceType() !== "xhr") return;
    calls.push(route.request().url());
    return route.continue();
  });
  return calls;
}

test("the first page stands without the part that is loaded later", async (t) => {
  const app = await startApp(t);
  const calls = await withoutLater(app);
  const page = await app.open();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  await page.getByRole("button", { name: /^Empty project/ }).waitFor();
  assert.deepEqual(calls, []);
});

test("a call that comes before the other part loads it, once", async (t) => {
  const app = await startApp(t);
  const calls = await withoutLater(app);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "orders");
  await newColumn(page).focus();
  await addColumn(page, "state", "varchar(20)");
  await becomes(() => columnNames(page), ["id", "state"]);
  assert.equal(calls.length, 1);
});
