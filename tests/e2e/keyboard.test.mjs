// Everything without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  becomes, begin, button, cell, columnNames, deleteColumn, details, entry, explorer, focused, goHome, problems,
  savedBy, tableName, tableNames,
} from "./steps.mjs";

/** Presses a key until what has the keyboard is called so. */
async function reach(page, name, key = "Tab") {
  const way = [];
  for (let presses = 0; presses < 80; presses += 1) {
    const here = await focused(page);
    if (name instanceof RegExp ? name.test(here) : here === name) return;
    way.push(here);
    await page.keyboard.press(key);
  }
  assert.fail(`${name} is not reached with ${key}: ${way.join(" > ")}`);
}

const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());

test("from the first page to a drafted table and its export", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await reach(page, /^Empty project/);
  await press(page, "Enter");
  await reach(page, "Add a table");
  await press(page, "Enter");
  await becomes(() => focused(page), "Table name");
  await page.keyboard.type("orders");
  await press(page, "Enter");
  await reach(page, "Name of a new column");
  for (const [name, columnType] of [["customer", "bigint"], ["state", "varchar(20)"]]) {
    await page.keyboard.type(name);
    await press(page, "Enter");
    await becomes(() => focused(page), `Type of ${name}`);
    await page.keyboard.type(columnType);
    await press(page, "Enter");
    await becomes(() => focused(page), "Name of a new column");
  }
  assert.deepEqual(await columnNames(page), ["id", "customer", "state"]);

  await reach(page, "Type of state", "Shift+Tab");
  await press(page, "ArrowRight", "ArrowRight");
  await becomes(() => focused(page), "Default of state");
  await page.keyboard.type("new");
  await press(page, "ArrowUp");
  await becomes(() => focused(page), "Default of customer");
  await press(page, "ArrowDown", "Shift+Tab");
  await becomes(() => focused(page), "Null of state");
  await press(page, "Space");
  await reach(page, "Export", "Shift+Tab");
  await press(page, "Enter");
  await reach(page, "draft.sql");
  await reach(page, "Download");
  const file = await savedBy(page, () => page.keyboard.press("Enter"));
  assert.match(file.text, /`state` varchar\(20\) NOT NULL DEFAULT 'new'/);
});

test("what was opened is walked with the arrows at once", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await reach(page, /^DLWorkspace/);
  await press(page, "Enter");
  await page.getByRole("grid").waitFor();
  await becomes(() => page.evaluate(() => document.activeElement.tagName), "MAIN");
  await press(page, "ArrowDown");
  const first = (await columnNames(page))[0];
  await becomes(() => focused(page), `Name of ${first}`);
});

test("the keyboard is never lost when what had it goes away", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  const inside = async (place, what) =>
    becomes(async () => (await place.locator(":focus").count()) === 1, true, `${what}: the keyboard is at ${await focused(page)}`);

  await cell(page, "Name", "errorMsg").focus();
  await button(page, "Delete the column errorMsg").focus();
  await press(page, "Enter");
  await becomes(() => focused(page), "Name of jobParams");
  await entry(page, "commands").focus();
  await press(page, "Delete");
  await becomes(async () => (await tableNames(page)).length, 3);
  await inside(explorer(page), "a table is deleted");
  await button(page, "Delete the table clusterstatus").focus();
  await press(page, "Enter");
  await becomes(async () => (await tableNames(page)).length, 2);
  await inside(explorer(page), "a table is deleted by its button");
  await details(page).getByRole("button", { name: "Delete the key" }).first().focus();
  await press(page, "Enter");
  await inside(details(page), "a key is deleted");
  await becomes(async () => (await problems(page).getByRole("button", { name: "Why?" }).count()) > 0, true);
  const fix = problems(page).getByRole("listitem").getByRole("button", { name: /^Add/ });
  if (await fix.count()) {
    await fix.first().focus();
    await press(page, "Enter");
    await inside(problems(page), "a fix is done");
  }
  await entry(page, "users").focus();
  await press(page, "Enter");
  await button(page, "Close users").focus();
  await press(page, "Enter");
  await inside(page.getByRole("main"), "a tab is closed");
  await button(page, "Dismiss").focus();
  await press(page, "Enter");
  await becomes(async () => (await focused(page)) !== "BODY", true, "a message is dismissed");

  await goHome(page);
  await button(page, "Delete the project DLWorkspace").focus();
  await press(page, "Enter");
  await page.getByText("Deleted the project DLWorkspace.").waitFor();
  await becomes(async () => (await focused(page)) !== "BODY", true, "a project is deleted");
});

test("undo by its button keeps the keyboard when nothing is left to undo", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await deleteColumn(page, "errorMsg");
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).focus();
  await press(page, "Enter");
  await becomes(() => focused(page), "Redo", "the neighbour that can be pressed");
});

test("the explorer is walked with arrows, from the filter on", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await page.getByLabel("Search tables, columns, comments, indexes").focus();
  await press(page, "ArrowDown");
  // Without the number of its problems, which comes a little later.
  const here = async () => (await focused(page)).replaceAll("\n", " ").replace(/ \d+$/, "");
  assert.equal(await here(), "T jobs");
  await press(page, "ArrowDown", "ArrowDown", "ArrowUp");
  assert.equal(await here(), "T clusterstatus");
  await press(page, "End");
  assert.equal(await here(), "T users");
  await press(page, "Enter");
  await becomes(() => tableName(page).inputValue(), "users");
  await page.getByLabel("Search tables, columns, comments, indexes").fill("comm");
  await becomes(() => tableNames(page), ["commands"]);
});

test("drawers of a narrow window take the keyboard and give it back", async (t) => {
  const app = await startApp(t, { viewport: { width: 800, height: 700 } });
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await becomes(() => explorer(page).isVisible(), false);
  await button(page, "Tables").focus();
  await press(page, "Enter");
  await becomes(() => focused(page), "Search tables, columns, comments, indexes");
  await press(page, "Escape");
  await becomes(() => explorer(page).isVisible(), false);
  assert.equal(await focused(page), "Tables");
  await press(page, "Enter");
  await becomes(() => focused(page), "Search tables, columns, comments, indexes");
  await entry(page, "users").focus();
  await press(page, "Enter");
  await becomes(() => explorer(page).isVisible(), false);
  await becomes(() => tableName(page).inputValue(), "users");
  assert.notEqual(await focused(page), "BODY");
});
