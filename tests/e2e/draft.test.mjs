// Drafting a table from nothing, and the script that comes of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  CLIPBOARD, addColumn, addTable, becomes, begin, button, cell, columnNames, details, entry, focused, newColumn,
  openExport, problemCounts, said, savedBy, shownText, tableName, tableNames, type,
} from "./steps.mjs";

const EXPECTED = `CREATE DATABASE IF NOT EXISTS \`draft\` DEFAULT CHARACTER SET utf8mb4;
USE \`draft\`;

CREATE TABLE IF NOT EXISTS \`orders\` (
  \`id\` bigint NOT NULL AUTO_INCREMENT,
  \`customer\` bigint unsigned NOT NULL,
  \`state\` varchar(20) NOT NULL DEFAULT 'new' COMMENT 'new, paid or sent',
  \`total\` decimal(10,2) DEFAULT 0,
  \`made_at\` timestamp NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`by_customer\` (\`customer\`, \`state\`(10) DESC)
) COMMENT='What was ordered';
`;

test("a table drafted by hand leaves as the script that it means", async (t) => {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "Empty project");
  await button(page, "Add a table").click();
  await becomes(() => focused(page), "Table name");
  assert.equal(await tableName(page).inputValue(), "table_1");
  await page.keyboard.type("orders");
  await page.keyboard.press("Enter");
  await becomes(() => tableNames(page), ["orders"]);
  await type(page.getByLabel("Table comment"), "What was ordered");

  await newColumn(page).focus();
  await addColumn(page, "customer", "bigint unsigned");
  await addColumn(page, "state", "varchar(20)");
  await addColumn(page, "total", "decimal(10,2)");
  await addColumn(page, "made_at", "timestamp");
  await cell(page, "Null", "customer").uncheck();
  await cell(page, "Null", "state").uncheck();
  await cell(page, "Null", "made_at").uncheck();
  await cell(page, "Null", "made_at").check();
  await type(cell(page, "Default", "state"), "new");
  await becomes(() => cell(page, "Default", "state").inputValue(), "'new'", "a bare word is quoted");
  await type(cell(page, "Default", "total"), "0");
  await type(cell(page, "Default", "made_at"), "current_timestamp");
  await type(cell(page, "Comment", "state"), "new, paid or sent");
  assert.equal(await cell(page, "Null", "id").isChecked(), false, "a primary key is never NULL");

  await button(page, "Add a key").click();
  const key = details(page).getByLabel("Kind of key").nth(1);
  await key.selectOption("UNIQUE KEY");
  await type(details(page).getByLabel("Name of the key"), "by_customer");
  await type(details(page).getByLabel("Columns of the key").nth(1), "customer, state(10) desc");

  await button(page, "SQL").click();
  assert.match(await shownText(page), /^CREATE TABLE IF NOT EXISTS `orders`/);
  assert.deepEqual(await problemCounts(page), { error: 0, warning: 0, advice: 0 });

  await openExport(page, "draft.sql");
  const expected = EXPECTED.replace("DEFAULT CURRENT_TIMESTAMP", "DEFAULT current_timestamp");
  assert.equal(await shownText(page), expected);
  const file = await savedBy(page, () => button(page, "Download").click());
  assert.deepEqual(file, { name: "draft.sql", text: expected });
  await said(page, "draft.sql is in your downloads.").waitFor();
  await button(page, "Copy").click();
  await said(page, "Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
});

test("a definition typed as a type is taken apart, and its key is made once", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "tags");
  await button(page, "Delete the key").click();
  await addColumn(page, "name", "char(32) not null unique comment 'shown'");
  await becomes(() => cell(page, "Comment", "name").inputValue(), "shown");
  assert.equal(await cell(page, "Type", "name").inputValue(), "char(32)");
  assert.equal(await cell(page, "Null", "name").isChecked(), false);
  assert.equal(await details(page).getByLabel("Kind of key").count(), 1);
});

test("a type that is none stays in its cell, marked, until it is mended or given up", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "tags");
  const cellOfType = cell(page, "Type", "id");
  await type(cellOfType, "bigint (");
  await said(page, "“bigint (” was not taken.").waitFor();
  assert.equal(await cellOfType.inputValue(), "bigint (");
  assert.equal(await cellOfType.getAttribute("aria-invalid"), "true");
  await becomes(() => focused(page), "Type of id", "the keyboard stays where something is to be mended");
  await tableName(page).click();
  assert.equal(await cellOfType.inputValue(), "bigint (", "leaving does not lose it");
  await cellOfType.press("Escape");
  await becomes(() => cellOfType.inputValue(), "bigint");
  assert.equal(await cellOfType.getAttribute("aria-invalid"), null);
});

test("a suggestion is chosen with the arrow keys while a type is typed", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "tags");
  await newColumn(page).focus();
  await addColumn(page, "name", "text");
  await cell(page, "Type", "id").focus();
  await page.keyboard.type("big");
  await page.keyboard.press("ArrowDown");
  await becomes(() => focused(page), "Type of id", "the arrow belongs to the list of suggestions");
  const chosen = page.getByRole("listbox", { name: "Proposals" }).getByRole("option", { selected: true });
  assert.match(await chosen.innerText(), /^bigint\s+-9,223,372,036,854,775,808 to /, "with what it holds");
  await page.keyboard.press("Escape");
  await becomes(() => cell(page, "Type", "id").inputValue(), "bigint");
  await page.keyboard.press("ArrowDown");
  await becomes(() => focused(page), "Type of name", "and else goes to the next row");
});

test("tables get the next free name, of the profile's own pattern", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  for (const name of ["table_1", "table_2"]) {
    await page.getByRole("complementary").getByRole("button", { name: "Table", exact: true }).click();
    await entry(page, name).waitFor();
  }
  await page.getByLabel("Profile").selectOption("BK-CI");
  await page.getByRole("complementary").getByRole("button", { name: "Table", exact: true }).click();
  await entry(page, "T_TABLE_1").waitFor();
  assert.deepEqual(await columnNames(page), ["ID"]);
});
