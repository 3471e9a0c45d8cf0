// The list of actions: the command palette, shortcuts and the help sheet, all by the keyboard.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, explorer, focused, tableName, tableNames } from "./steps.mjs";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const options = (page) => page.getByRole("listbox").getByRole("option");
const chosen = (page) => page.getByRole("option", { selected: true }).locator(".name").innerText();

async function clean(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
  });
  assert.deepEqual(found, []);
}

test("the palette finds actions, tables and columns, and gives the keyboard back", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await tableName(page).focus();
  await press(page, "ControlOrMeta+k");
  await becomes(() => focused(page), "Type an action, a table or a column");
  await clean(page);
  await page.keyboard.type("usrs");
  await becomes(() => chosen(page), "users");
  await press(page, "Enter");
  await becomes(() => tableName(page).inputValue(), "users");

  await press(page, "ControlOrMeta+k");
  await becomes(() => chosen(page), "users", "what was used last comes first");
  await page.keyboard.type("errormsg");
  await becomes(() => chosen(page), "errorMsg");
  await press(page, "Enter");
  await becomes(() => focused(page), "Name of errorMsg");

  await press(page, "ControlOrMeta+k", "ArrowDown", "ArrowUp", "ArrowUp");
  const last = await options(page).count();
  await becomes(() => options(page).nth(last - 1).getAttribute("aria-selected"), "true", "beyond the first is the last");
  await press(page, "Escape");
  await becomes(() => focused(page), "Name of errorMsg");
  await press(page, "ControlOrMeta+k");
  await page.keyboard.type("add a tab");
  await press(page, "Enter");
  await becomes(async () => (await tableNames(page)).length, 5);
  await becomes(() => focused(page), "Table name");
});

test("a shortcut is changed in the help sheet, said where it was, and remembered", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await press(page, "F1");
  const sheet = page.getByRole("dialog", { name: "Help and shortcuts" });
  await sheet.waitFor();
  await clean(page);
  await sheet.getByRole("button", { name: "Change the shortcut of “Add a table”" }).focus();
  await press(page, "Enter");
  await sheet.getByText("Press the new keys").waitFor();
  await press(page, "Alt+1");
  await sheet.getByText("Alt+1 is the shortcut of “Add a table” now. It was that of “Show the columns”, which lost it.").waitFor();
  await press(page, "Escape");
  await becomes(() => sheet.count(), 0);
  await press(page, "Alt+1");
  await becomes(async () => (await tableNames(page)).length, 5);
  await page.reload();
  await explorer(page).waitFor();
  await becomes(async () => (await tableNames(page)).length, 5);
  await press(page, "Alt+1");
  await becomes(async () => (await tableNames(page)).length, 6);
  await press(page, "F1");
  await sheet.getByRole("button", { name: "All shortcuts as they came" }).click();
  await press(page, "Escape");
  await press(page, "Alt+t");
  await becomes(async () => (await tableNames(page)).length, 7);
});

test("a question mark is a letter where one types, and help elsewhere", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await tableName(page).focus();
  await page.keyboard.type("?");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await press(page, "Escape");
  await page.getByRole("button", { name: "Undo", exact: true }).or(page.getByTitle("All projects")).first().focus();
  await page.getByTitle("All projects").focus();
  await page.keyboard.type("?");
  await page.getByRole("dialog", { name: "Help and shortcuts" }).waitFor();
});

test("panels are resized by arrow keys and the pointer, hidden, and remembered", async (t) => {
  const app = await startApp(t, { viewport: { width: 1440, height: 900 } });
  const page = await app.open();
  await begin(page, "DLWorkspace");
  const edge = page.getByRole("separator", { name: "Width of the tables" });
  const width = async () => Math.round((await explorer(page).boundingBox())?.width ?? 0);
  const before = await width();
  await edge.focus();
  await press(page, "ArrowRight", "ArrowRight");
  await becomes(width, before + 32);
  assert.equal(await edge.getAttribute("aria-valuenow"), String(before + 32));
  const box = await edge.boundingBox();
  await page.mouse.move(box.x + 3, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + 63, 400, { steps: 4 });
  await page.mouse.up();
  await becomes(width, before + 92);
  await page.reload();
  await explorer(page).waitFor();
  await becomes(width, before + 92);
  await press(page, "ControlOrMeta+b");
  await becomes(() => explorer(page).isVisible(), false);
  await page.reload();
  await page.getByTitle("All projects").waitFor();
  await becomes(() => explorer(page).isVisible(), false);
  await press(page, "ControlOrMeta+b");
  await becomes(() => explorer(page).isVisible(), true);
});

test("F6 goes from part to part of the window", async (t) => {
  const app = await startApp(t, { viewport: { width: 1440, height: 900 } });
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await page.getByTitle("All projects").focus();
  const part = () =>
    page.evaluate(() => {
      const here = (place) => document.activeElement.closest(place);
      return [".explorer", ".pane", ".inspector", ".problems"].find(here);
    });
  for (const place of [".explorer", ".pane", ".inspector", ".problems", ".explorer"]) {
    await press(page, "F6");
    await becomes(part, place);
  }
  await press(page, "Shift+F6");
  await becomes(part, ".problems");
});

test("F6 goes on to parts that were not drawn yet when it was pressed", async (t) => {
  const app = await startApp(t);
  await app.context.addInitScript(() => {
    const press = () => dispatchEvent(new KeyboardEvent("keydown", { key: "F6", cancelable: true }));
    const seen = new MutationObserver(() => {
      if (!document.querySelector(".workbench")) return;
      seen.disconnect();
      for (let time = 0; time < 3; time += 1) press();
    });
    addEventListener("DOMContentLoaded", () => seen.observe(document.body, { subtree: true, childList: true }));
  });
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await becomes(() => page.evaluate(() => Boolean(document.activeElement.closest(".inspector"))), true);
});
