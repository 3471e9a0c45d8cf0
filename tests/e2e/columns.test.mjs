// Columns: order, many at once, away and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  CLIPBOARD, addTable, becomes, begin, button, cell, columnNames, columnTypes, deleteColumn, details, focused,
  newColumn, paste, problems, said, type,
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
  await cell(page, "Name", "c").focus();
  await button(page, "Move the column c up (Alt+↑)").click();
  await becomes(() => columnNames(page), ["id", "a", "c", "b"]);
  await becomes(() => focused(page), "Name of c", "the keyboard goes with the column");
  await button(page, "Move the column c down (Alt+↓)").click();
  await becomes(() => columnNames(page), ["id", "a", "b", "c"]);

  await cell(page, "Comment", "b").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await becomes(() => columnNames(page), ["id", "b", "a", "c"]);
  await becomes(() => focused(page), "Comment of b");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await becomes(() => columnNames(page), ["id", "c", "b", "a"], "both move");

  const numbers = page.getByTitle("Click to select, drag to move");
  await numbers.nth(3).dragTo(numbers.nth(0), { targetPosition: { x: 5, y: 3 } });
  await becomes(() => columnNames(page), ["a", "id", "c", "b"]);
  await numbers.nth(0).click();
  await numbers.nth(1).click({ modifiers: ["Shift"] });
  await numbers.nth(0).dragTo(numbers.nth(3), { targetPosition: { x: 5, y: 27 } });
  await becomes(() => columnNames(page), ["c", "b", "a", "id"], "all that are selected");
});

test("cells are selected, copied, pasted, filled and cleared as in a spreadsheet", async (t) => {
  const page = await drafted(t, "a", "b", "c");
  const keys = async (...all) => { for (const key of all) await page.keyboard.press(key); };
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await cell(page, "Type", "a").focus();
  await page.keyboard.type("int");
  await keys("ArrowDown", "Enter");
  await becomes(() => cell(page, "Type", "a").inputValue(), "int");
  await becomes(() => focused(page), "Type of a");
  await keys("Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
  await becomes(() => columnTypes(page), ["bigint", "int", "int", "int"]);
  await keys("Shift+ArrowRight", "Control+c");
  assert.equal(await clipboard(), "int\tyes\nint\tyes\nint\tyes");
  await cell(page, "Type", "b").focus();
  await paste(page, "date\tno\r\ntime\tno\r\nyear\tno\r\n");
  await becomes(() => columnTypes(page), ["bigint", "int", "date", "time", "year"], "what reaches beyond is new");
  await keys("ControlOrMeta+z");
  await becomes(() => columnTypes(page), ["bigint", "int", "int", "int"]);
  await cell(page, "Comment", "a").focus();
  await paste(page, "first");
  await becomes(() => cell(page, "Comment", "a").inputValue(), "first");
  await keys("ControlOrMeta+x");
  await becomes(() => cell(page, "Comment", "a").inputValue(), "");
  assert.equal(await clipboard(), "first");
  await keys("Control+Home");
  await becomes(() => focused(page), "Name of id");
  await keys("Shift+Space", "Shift+ArrowDown", "Delete");
  await becomes(() => columnNames(page), ["b", "c"]);
  await said(page, "Deleted 2 columns.").waitFor();
  await keys("Control+a", "Control+c");
  assert.equal((await clipboard()).split("\n").length, 2);
});

test("F2 edits, Escape restores, Tab goes right, and typing takes the place of what was there", async (t) => {
  const page = await drafted(t, "a", "b");
  const keys = async (...all) => { for (const key of all) await page.keyboard.press(key); };
  await cell(page, "Name", "a").focus();
  await keys("F2", "End");
  await page.keyboard.type("lpha");
  await keys("Tab");
  await becomes(() => columnNames(page), ["id", "alpha", "b"]);
  await becomes(() => focused(page), "Type of alpha");
  await keys("Shift+Tab");
  await page.keyboard.type("z");
  await keys("Escape");
  await becomes(() => cell(page, "Name", "alpha").inputValue(), "alpha");
  await page.keyboard.type("omega");
  await keys("Enter");
  await becomes(() => columnNames(page), ["id", "omega", "b"]);
  await becomes(() => focused(page), "Name of b");
  await keys("End");
  await becomes(() => focused(page), "Comment of b");
  await keys("Home", "PageUp");
  await becomes(() => focused(page), "Name of id");
});

test("a double click edits the cell under it, even where the field comes between its presses", async (t) => {
  const page = await drafted(t, "a", "b");
  const { x, y } = await page.evaluate(() => {
    const place = document.querySelector("tr[data-row='2'] td[data-f='5']").getBoundingClientRect();
    return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  });
  await page.mouse.move(x, y);
  // No frame until the second press: as on a machine that is busy.
  await page.evaluate(() => {
    const [real, cancel] = [window.requestAnimationFrame.bind(window), window.cancelAnimationFrame.bind(window)];
    const waiting = new Map();
    window.requestAnimationFrame = (call) => (waiting.set(-1 - waiting.size, call), -waiting.size);
    window.cancelAnimationFrame = (number) => waiting.set(number, () => {});
    window.release = () => {
      window.requestAnimationFrame = real;
      for (const [number, call] of waiting) waiting.set(number, real(call));
      window.cancelAnimationFrame = (number) => cancel(waiting.get(number) ?? number);
    };
  });
  await page.mouse.down();
  await page.mouse.up();
  await page.mouse.down({ clickCount: 2 });
  await page.evaluate(() => window.release());
  await becomes(() => page.evaluate(([x, y]) => document.elementFromPoint(x, y).id, [x, y]), "cell-input");
  await page.mouse.up({ clickCount: 2 });
  await page.locator("#cell-offers").waitFor();
});

test("a cell shows its problem and mends it, by mouse and by keyboard", async (t) => {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  // A fix is offered once the worker has tried it.
  await problems(page).getByRole("button", { name: "Make it CHAR(32)", exact: true }).waitFor();
  await cell(page, "Type", "name").place.getByRole("button").click();
  await becomes(() => focused(page), "Make it CHAR(32)");
  await page.keyboard.press("Escape");
  await becomes(() => focused(page), "Type of name");
  await page.keyboard.press("Control+.");
  await becomes(() => focused(page), "Make it CHAR(32)");
  await page.keyboard.press("Enter");
  await becomes(() => cell(page, "Type", "name").inputValue(), "CHAR(32)");
  await becomes(() => focused(page), "Type of name");
});

test("three hundred columns of a spreadsheet are one step", async (t) => {
  const page = await drafted(t);
  await newColumn(page).focus();
  const sheet = Array.from({ length: 300 }, (_, at) => `c${at}\tint\tNO\t0\tnumber ${at}`).join("\r\n");
  await paste(page, sheet);
  await said(page, "300 columns added.").waitFor();
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await becomes(() => columnNames(page), ["id"]);
});

test("a column is renamed, deleted, and brought back by the message", async (t) => {
  const page = await drafted(t, "a", "b");
  await type(cell(page, "Name", "a"), "first");
  await becomes(() => columnNames(page), ["id", "first", "b"]);
  await deleteColumn(page, "first");
  await becomes(() => columnNames(page), ["id", "b"]);
  await becomes(() => focused(page), "Name of b", "the keyboard goes to the neighbour");
  await said(page, "Deleted column first.").getByRole("button", { name: "Undo" }).click();
  await becomes(() => columnNames(page), ["id", "first", "b"]);
});

test("the message's Undo is gone when something else was done meanwhile", async (t) => {
  const page = await drafted(t, "a", "b");
  await deleteColumn(page, "a");
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
