// Columns: order, many at once, away and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  CLIPBOARD, addTable, becomes, begin, button, cell, columnNames, columnTypes, details, focused, newColumn, paste, said, type,
} from "./steps.mjs";

async function drafted(t, ...columns) {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "t");
  if (columns.length > 0) {
    await newColumn(page).focus();
    await paste(page, columns.join("\n"));
    await becomes(() => columnNames(page), ["id", ...columns]);
  }
  return page;
}

test("columns move by their buttons, by Alt with the arrows, and by dragging", async (t) => {
  const page = await drafted(t, "a", "b", "c");
  await button(page, "Move c up (Alt+↑)").click();
  await becomes(() => columnNames(page), ["id", "a", "c", "b"]);
  await button(page, "Move a down (Alt+↓)").click();
  await becomes(() => columnNames(page), ["id", "c", "a", "b"]);
  assert.equal(await focused(page), "Move a down (Alt+↓)", "the button can be pressed again");

  await cell(page, "Comment", "b").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await becomes(() => columnNames(page), ["id", "c", "b", "a"]);
  assert.equal(await focused(page), "Comment of b", "the keyboard goes with the column");
  await page.keyboard.press("Alt+ArrowDown");
  await becomes(() => columnNames(page), ["id", "c", "a", "b"]);
  assert.equal(await focused(page), "Comment of b");

  const grips = page.getByTitle("Drag to move; or Alt with the arrow keys");
  await grips.nth(3).dragTo(grips.nth(0));
  await becomes(() => columnNames(page), ["b", "id", "c", "a"]);
  await grips.nth(0).dragTo(grips.nth(2));
  await becomes(() => columnNames(page), ["id", "c", "b", "a"]);
});

test("a column is renamed, deleted, and brought back by the message", async (t) => {
  const page = await drafted(t, "a", "b");
  await type(cell(page, "Name", "a"), "first");
  await becomes(() => columnNames(page), ["id", "first", "b"]);
  await button(page, "Delete the column first").click();
  await becomes(() => columnNames(page), ["id", "b"]);
  await becomes(() => focused(page), "Name of b", "the keyboard goes to the neighbour");
  await said(page, "Deleted column first.").getByRole("button", { name: "Undo" }).click();
  await becomes(() => columnNames(page), ["id", "first", "b"]);
});

test("the message's Undo is gone when something else was done meanwhile", async (t) => {
  const page = await drafted(t, "a", "b");
  await button(page, "Delete the column a").click();
  await said(page, "Deleted column a.").waitFor();
  await type(cell(page, "Name", "b"), "bb");
  await becomes(() => columnNames(page), ["id", "bb"]);
  assert.equal(await said(page, "Deleted column a.").count(), 0, "it would take back the wrong step");
});

test("rows of a spreadsheet become columns", async (t) => {
  const page = await drafted(t);
  await newColumn(page).focus();
  await paste(page, "name\tvarchar(64)\tNO\tnobody\tshown to all\nage\tsmallint unsigned\tyes\nborn\tdate\n");
  await becomes(() => columnNames(page), ["id", "name", "age", "born"]);
  assert.deepEqual(await columnTypes(page), ["bigint", "varchar(64)", "smallint unsigned", "date"]);
  assert.equal(await cell(page, "Default", "name").inputValue(), "'nobody'");
  assert.equal(await cell(page, "Comment", "name").inputValue(), "shown to all");
  assert.equal(await cell(page, "Null", "name").isChecked(), false);
  assert.equal(await cell(page, "Null", "age").isChecked(), true);
  await said(page, "3 columns added.").waitFor();
  await becomes(() => focused(page), "Name of a new column");
});

test("a column list in SQL becomes columns", async (t) => {
  const page = await drafted(t);
  await newColumn(page).focus();
  await paste(page, "`name` VARCHAR(64) NOT NULL DEFAULT '',\n  price DECIMAL(10,2) NULL COMMENT 'net, gross'\n");
  await becomes(() => columnNames(page), ["id", "name", "price"]);
  assert.deepEqual(await columnTypes(page), ["bigint", "VARCHAR(64)", "DECIMAL(10,2)"]);
  assert.equal(await cell(page, "Default", "name").inputValue(), "''");
  assert.equal(await cell(page, "Comment", "price").inputValue(), "net, gross");
});

test("a key in a pasted column list is a key", async (t) => {
  const page = await drafted(t);
  await newColumn(page).focus();
  await paste(page, "code CHAR(2) NOT NULL,\nname TEXT,\nKEY by_code (code)\n");
  await becomes(() => columnNames(page), ["id", "code", "name"]);
  await said(page, "2 columns and 1 key added.").waitFor();
  await becomes(() => details(page).getByLabel("Columns of the key").nth(1).inputValue(), "code");
});

test("a column list that is laid out with tabs is SQL all the same", async (t) => {
  const page = await drafted(t);
  await newColumn(page).focus();
  await paste(page, "\tname\tVARCHAR(64) NOT NULL,\n\tprice\tDECIMAL(10,2)\n");
  await becomes(() => columnNames(page), ["id", "name", "price"]);
  assert.deepEqual(await columnTypes(page), ["bigint", "VARCHAR(64)", "DECIMAL(10,2)"]);
});

test("the heading of a spreadsheet is no column", async (t) => {
  const page = await drafted(t);
  await newColumn(page).focus();
  await paste(page, "Name\tType\tNull\nage\tint\tno\n");
  await becomes(() => columnNames(page), ["id", "age"]);
});
