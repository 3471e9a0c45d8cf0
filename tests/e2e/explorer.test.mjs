// The explorer: groups, search over everything, many tables at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, button, cell, details, drop, entry, explorer, focused, said, tableNames } from "./steps.mjs";

const search = (page) => explorer(page).getByRole("searchbox");
const heads = (page) => explorer(page).locator("li.database strong").allInnerTexts();

test("tables are listed by database, by kind and by tag", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  const group = explorer(page).getByLabel("Group the tables");
  await group.selectOption({ label: "By kind" });
  await becomes(() => heads(page), ["Directors", "Dependents", "Ref-matches", "Regular tables"]);
  await entry(page, "Object").click();
  await entry(page, "Source").click({ modifiers: ["Control"] });
  await explorer(page).getByText("2 tables selected").waitFor();
  await explorer(page).getByLabel("What to do with them").selectOption({ label: "Tag" });
  await explorer(page).getByLabel("What to set").fill("sky");
  await button(page, "Apply").click();
  await said(page, "Tag sky: 2 tables").waitFor();
  await group.selectOption({ label: "By tag" });
  await becomes(() => heads(page), ["sky", "Without a tag"]);
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await becomes(() => heads(page), ["Without a tag"], "one step");
});

test("a few letters find tables, columns, comments and indexes, and show where they are", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await search(page).fill("forsou");
  await becomes(async () => (await tableNames(page))[0], "ForcedSource");
  assert.equal((await explorer(page).locator("button[data-table] mark").first().innerText()).toLowerCase(), "for");
  await search(page).fill("refband");
  const hit = explorer(page).getByRole("button", { name: /^refBand column/ }).first();
  await hit.click();
  await becomes(() => focused(page), "Name of refBand");
  await search(page).fill("nothing has this");
  await explorer(page).getByText("Nothing has that in its name or comment.").waitFor();
});

test("many tables are selected with keys and changed in one step", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  const before = await tableNames(page);
  await entry(page, "jobs").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await explorer(page).getByText("3 tables selected").waitFor();
  await explorer(page).getByLabel("What to do with them").selectOption({ label: "Set engine" });
  await explorer(page).getByLabel("What to set").fill("MyISAM");
  await button(page, "Apply").click();
  await said(page, "Set engine MyISAM: 3 tables").waitFor();
  await becomes(() => details(page).getByLabel("Engine", { exact: true }).inputValue(), "MyISAM");
  await explorer(page).getByLabel("What to do with them").selectOption({ label: "Add column" });
  await explorer(page).getByLabel("What to set").fill("made_at datetime not null");
  await button(page, "Apply").click();
  await becomes(() => cell(page, "Null", "made_at").isChecked(), false);
  await entry(page, "jobs").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await becomes(() => tableNames(page), []);
  await said(page, `Delete: ${before.length} tables`).getByRole("button", { name: "Undo" }).click();
  await becomes(() => tableNames(page), before);
});

test("a letter leads to the next name that begins so, drawn or not", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const names = ["alpha", ...Array.from({ length: 120 }, (_, at) => `middle_${at}`), "zebra", "zoo"];
  await drop(page, ["many.sql", names.map((name) => `CREATE TABLE ${name} (id bigint NOT NULL PRIMARY KEY);`).join("\n")]);
  await button(page, `Import ${names.length} tables`).click();
  await entry(page, "alpha").focus();
  assert.ok(!(await tableNames(page)).includes("zebra"), "it is far below");
  for (const [key, name] of [["z", "zebra"], ["z", "zoo"], ["a", "alpha"], ["m", "middle_0"], ["m", "middle_1"], ["End", "zoo"], ["ArrowUp", "zebra"], ["Home", "alpha"], ["PageDown", "middle_14"]]) {
    await page.keyboard.press(key);
    await becomes(() => page.evaluate(() => document.activeElement.querySelector(".name")?.textContent), name, key);
  }
});
