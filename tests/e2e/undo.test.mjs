// Undo and redo, by button, by keys, by message.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  addTable, becomes, begin, button, cell, columnNames, deleteColumn, detail, details, entry, explorer, newColumn,
  openImport, readText, said, tableName, tableNames, type,
} from "./steps.mjs";

const undo = (page) => page.getByRole("banner").getByRole("button", { name: "Undo" });
const redo = (page) => page.getByRole("banner").getByRole("button", { name: "Redo" });

test("every step goes back and forth, by button and by keys", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  assert.ok(await undo(page).isDisabled());
  await type(cell(page, "Name", "name"), "label");
  await deleteColumn(page, "refBand");
  await type(detail(page, "Stripes"), "10");
  const after = await columnNames(page);

  await undo(page).click();
  await becomes(() => detail(page, "Stripes").inputValue(), "340");
  await undo(page).click();
  await undo(page).click();
  await becomes(() => undo(page).isDisabled(), true);
  assert.ok((await columnNames(page)).includes("refBand") && (await columnNames(page)).includes("name"));
  await redo(page).click();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await page.keyboard.press("ControlOrMeta+y");
  await becomes(() => redo(page).isDisabled(), true);
  assert.deepEqual(await columnNames(page), after);
  await page.keyboard.press("ControlOrMeta+z");
  await said(page, "Undone: Change partitioning of sky_survey").waitFor();
});

test("a deleted table, key and database come back", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  const all = await tableNames(page);
  await entry(page, "commands").hover();
  await button(page, "Delete the table commands").click();
  await becomes(() => tableNames(page), all.filter((name) => name !== "commands"));
  await said(page, "Deleted table").getByRole("button", { name: "Undo" }).click();
  await becomes(() => tableNames(page), all);

  await entry(page, "jobs").click();
  const keys = details(page).getByLabel("Kind of key");
  const count = await keys.count();
  await details(page).getByRole("button", { name: "Delete the key" }).first().click();
  await becomes(() => keys.count(), count - 1);
  await said(page, "Deleted index").getByRole("button", { name: "Undo" }).click();
  await becomes(() => keys.count(), count);

  await button(page, "Delete the database DLWorkspaceCluster").click();
  await becomes(() => tableNames(page), []);
  await page.getByText("Add a table, or import SQL").waitFor();
  await said(page, "Deleted database").getByRole("button", { name: "Undo" }).click();
  await becomes(() => tableNames(page), all);
});

test("an import is one step", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await openImport(page);
  await readText(page, "CREATE TABLE a (id int primary key); CREATE TABLE b (id int primary key);");
  await button(page, "Import 2 tables").click();
  await becomes(async () => (await tableNames(page)).length, 6);
  await said(page, "2 tables, 2 columns imported.").getByRole("button", { name: "Undo" }).click();
  await becomes(async () => (await tableNames(page)).length, 4);
  assert.equal(await explorer(page).getByLabel("Database name").count(), 1);
});

test("what is being typed is the browser's to undo", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "t");
  const before = await undo(page).getAttribute("title");
  for (const field of [newColumn(page), tableName(page), page.getByLabel("Search tables, columns, comments, indexes")]) {
    await field.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("xy");
    await page.keyboard.press("ControlOrMeta+z");
    assert.equal(await undo(page).getAttribute("title"), before, "the project is left alone");
    assert.doesNotMatch(await field.inputValue(), /xy/, "the text is taken back");
  }
  await tableName(page).press("Escape");
  await becomes(() => tableName(page).inputValue(), "t");
});
