// What is loaded with the page, and what later (scripts/lib/parts.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { addColumn, addTable, becomes, columnNames, newColumn } from "./steps.mjs";

/** The other part comes when the test lets it. Calls that could not wait for it are listed. */
async function held(app) {
  const calls = [];
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await app.context.route(/_later\.wasm$/, async (route) => {
    if (route.request().resourceType() === "xhr") calls.push(route.request().url());
    await released;
    await route.continue();
  });
  return { calls, release };
}

test("the first page stands before the other part is there; what is wished then is done when it has come", async (t) => {
  const app = await startApp(t);
  const { calls, release } = await held(app);
  const page = await app.open();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await page.waitForTimeout(300);
  assert.ok(await page.getByRole("heading", { name: "Begin" }).isVisible(), "it waits");
  release();
  await addTable(page, "orders");
  await newColumn(page).focus();
  await addColumn(page, "state", "varchar(20)");
  await becomes(() => columnNames(page), ["id", "state"]);
  assert.deepEqual(calls, []);
});

test("a saved project, in Chinese and with keys of one's own, needs no call that cannot wait", async (t) => {
  const app = await startApp(t, { locale: "zh-CN" });
  const { calls, release } = await held(app);
  release();
  const page = await app.open();
  await page.evaluate(() => localStorage.setItem("tabledraft-keys", '{"palette":"Ctrl+J"}'));
  await page.getByRole("button", { name: /^DLWorkspace/ }).click();
  await page.getByRole("grid").waitFor();
  await page.reload();
  await page.getByRole("grid").waitFor();
  assert.deepEqual(calls, []);
});

test("where the other part does not come, the page says so and stays", async (t) => {
  const app = await startApp(t);
  let fail;
  const opened = new Promise((resolve) => (fail = resolve));
  await app.context.route(/_later\.wasm$/, (route) => opened.then(() => route.fulfill({ status: 503 })));
  const page = await app.open();
  fail();
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await page.getByText("A part of the designer could not be loaded").waitFor();
  await app.context.unroute(/_later\.wasm$/);
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await page.getByText("Add a table, or import SQL").waitFor();
  app.faults.length = 0;
});
