// What is one thing to a person is one step of the history: 300 columns of a spreadsheet, a rename that keys and roles follow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  CLIPBOARD, becomes, begin, button, cell, columnNames, detail, details, newColumn, openExport, paste, said, shownText, type,
} from "./steps.mjs";

const undo = (page) => page.getByRole("banner").getByRole("button", { name: "Undo" });

/** As a spreadsheet puts it on the clipboard: lines with tabs, the head of the columns first. */
const sheet = (count) =>
  [["Name", "Type", "Null", "Comment"], ...Array.from({ length: count }, (_, at) => [
    `flux_${at}`, at % 2 ? "DOUBLE" : "BIGINT", at % 3 ? "yes" : "no", `band ${at}`,
  ])].map((row) => row.join("\t")).join("\r\n");

test("300 pasted columns are one step, a rename with what follows it is one, and each is undone by one", async (t) => {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  const table = page.getByRole("grid", { name: "Columns of Object" });
  const rows = async () => Number(await table.getAttribute("aria-rowcount")) - 1;
  const before = await rows();
  const stepName = async () => (await undo(page).getAttribute("title")) ?? "";
  assert.match(await stepName(), /^Nothing to undo/);
  await openExport(page, "registrations.json");
  const original = await shownText(page);
  await page.getByRole("navigation", { name: "Open documents" }).getByRole("button", { name: /Object$/ }).first().click();

  await newColumn(page).focus();
  await paste(page, sheet(300));
  await said(page, "300 columns added.").waitFor();
  await becomes(rows, before + 300);
  assert.match(await stepName(), /^Undo: Paste 300 rows/);

  // A key, a role of this table, and the roles of the tables that refer to it.
  await button(page, "Add a key").click();
  assert.match(await stepName(), /^Undo: Add index to Object/);
  assert.equal(await details(page).getByLabel("Columns of the key").last().inputValue(), "objectId");
  await page.locator(".grid").evaluate((grid) => grid.scrollTo(0, 0));
  await type(cell(page, "Name", "objectId"), "thingId");
  await becomes(() => detail(page, "Key column").inputValue(), "thingId");
  await becomes(() => details(page).getByLabel("Columns of the key").last().inputValue(), "thingId");
  assert.match(await stepName(), /^Undo: Rename column/);

  await undo(page).click();
  await becomes(() => detail(page, "Key column").inputValue(), "objectId");
  await becomes(() => details(page).getByLabel("Columns of the key").last().inputValue(), "objectId");
  await page.locator(".grid").evaluate((grid) => grid.scrollTo(0, 0));
  assert.ok((await columnNames(page)).includes("objectId"));
  assert.match(await stepName(), /^Undo: Add index/);
  await undo(page).click();
  assert.match(await stepName(), /^Undo: Paste 300 rows/);
  await becomes(rows, before + 300);
  await undo(page).click();
  await becomes(rows, before);
  await becomes(() => undo(page).isDisabled(), true);
  await openExport(page, "registrations.json");
  assert.equal(await shownText(page), original, "everything is as it was");

  const redo = page.getByRole("banner").getByRole("button", { name: "Redo" });
  for (let steps = 0; steps < 3; steps += 1) await redo.click();
  await becomes(() => redo.isDisabled(), true);
  await page.getByRole("navigation", { name: "Open documents" }).getByRole("button", { name: /Object$/ }).first().click();
  await becomes(rows, before + 300);
  await becomes(() => detail(page, "Key column").inputValue(), "thingId");
});
