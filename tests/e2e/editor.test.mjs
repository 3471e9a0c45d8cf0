// SQL, registrations and the script of a project edited as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, button, cell, columnNames, columnTypes, entry, explorer, problem, tab, tableNames } from "./steps.mjs";


/** An empty project with one table, its text open. */
async function openText(page) {
  await begin(page, "Empty project");
  await explorer(page).getByRole("button", { name: "Table", exact: true }).click();
  await page.getByLabel("Table name", { exact: true }).waitFor();
  await button(page, "SQL").click();
  await code(page).waitFor();
  await becomes(() => status(page), "Understood");
}

const showGrid = (page) =>
  page.getByRole("group", { name: "How the table is shown" }).getByRole("button", { name: "Table" }).click();
const code = (page) => page.getByRole("textbox", { name: /^SQL of / });
const status = (page) => page.locator("code-editor").first().getByRole("status").textContent();
const text = (page, of = 0) =>
  page.locator("code-editor").nth(of).evaluate((editor) => editor.view.state.doc.toString());
const cursor = (page) => page.locator("code-editor").first().evaluate((editor) => editor.view.state.selection.main.head);

/** Puts the cursor behind a piece of the text. */
const goBehind = (page, piece, of = 0) =>
  page.locator("code-editor").nth(of).evaluate((editor, piece) => {
    const at = editor.view.state.doc.toString().indexOf(piece) + piece.length;
    editor.view.focus();
    editor.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  }, piece);

test("typing makes columns, with completion, in one step", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await openText(page);
  await goBehind(page, "AUTO_INCREMENT,");
  await page.keyboard.type("\n  name ");
  await page.keyboard.type("varch");
  const offered = page.locator(".cm-tooltip-autocomplete [role=option]").first();
  await offered.filter({ hasText: "16,383 characters in utf8mb4" }).waitFor();
  await app.shot(page, "editor-completion");
  await page.keyboard.press("Enter");
  await page.keyboard.type("(64");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(" NOT NULL,");
  await becomes(() => status(page), "Understood");
  await showGrid(page);
  await becomes(() => columnNames(page), ["id", "name"]);
  assert.deepEqual(await columnTypes(page), ["bigint", "VARCHAR(64)"]);
  // All of it was typed in one go.
  await page.keyboard.press("ControlOrMeta+z");
  await becomes(() => columnNames(page), ["id"]);
});

test("a mistake is shown at its token, changes nothing, and survives leaving and reloading", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await openText(page);
  await goBehind(page, "NOT NULL");
  await page.keyboard.type(" nto nul");
  await becomes(() => status(page), "1 mistake. The table stays as it was.");
  await page.locator(".cm-lintRange-error").filter({ hasText: "nto" }).waitFor();
  await app.shot(page, "editor-mistake-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await app.shot(page, "editor-mistake-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await showGrid(page);
  await explorer(page).getByText("draft", { exact: true }).waitFor();
  await page.waitForTimeout(300);
  await page.reload();
  await explorer(page).getByText("draft", { exact: true }).waitFor();
  await button(page, "SQL").click();
  await becomes(() => status(page), "1 mistake. The table stays as it was.");
  assert.match(await text(page), /nto nul/);
  await goBehind(page, " nto nul");
  for (let press = 0; press < " nto nul".length; press++) await page.keyboard.press("Backspace");
  await becomes(() => status(page), "Understood");
  await explorer(page).getByText("draft", { exact: true }).waitFor({ state: "hidden" });
});

test("undo in the text is the project's, and comes to its end there", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await openText(page);
  const before = await text(page);
  await goBehind(page, "CREATE TABLE IF NOT EXISTS `");
  await page.keyboard.type("my_");
  await entry(page, "my_table_1").waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await entry(page, "table_1").waitFor();
  assert.equal(await text(page), before);
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  await entry(page, "my_table_1").waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await entry(page, "table_1").waitFor();
  // The text has nothing more to undo: the table goes.
  await page.keyboard.press("ControlOrMeta+z");
  await becomes(() => tableNames(page), []);
});

test("the text follows the other pane, and the cursor stays", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await explorer(page).getByRole("button", { name: "Table", exact: true }).click();
  await button(page, "Split").click();
  await code(page).waitFor();
  await becomes(() => status(page), "Understood");
  await goBehind(page, "PRIMARY");
  const here = await cursor(page);
  await cell(page, "Type", "id").fill("int");
  await cell(page, "Type", "id").press("Enter");
  await becomes(async () => (await text(page)).includes("`id` int"), true);
  assert.equal(await cursor(page), here + "int".length - "bigint".length);
  await app.shot(page, "editor-split-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await app.shot(page, "editor-split-dark");
  await page.emulateMedia({ colorScheme: "light" });
  // F6 goes from pane to pane.
  await cell(page, "Type", "id").focus();
  await page.keyboard.press("F6");
  await becomes(() => page.evaluate(() => document.activeElement.getAttribute("aria-label")), "SQL of table_1");
  await page.keyboard.press("Shift+F6");
  await becomes(() => page.evaluate(() => Boolean(document.activeElement.closest("code-editor"))), false);
  await page.waitForTimeout(300);
  await page.reload();
  await code(page).waitFor();
});

test("Esc and Tab leave the text", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await openText(page);
  await goBehind(page, "PRIMARY");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await becomes(() => page.evaluate(() => Boolean(document.activeElement.closest(".cm-content"))), false);
});

test("a registration is edited as text, and problems are mended there", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await button(page, "Payload").click();
  const payload = page.getByRole("textbox", { name: /^Registration of / });
  await payload.waitFor();
  await becomes(() => status(page), "Understood");
  await app.shot(page, "editor-payload");
  const name = (await text(page)).match(/"table": "(\w+)"/)[1];
  await goBehind(page, `"table": "${name}`);
  await page.keyboard.type("X");
  await entry(page, `${name}X`).waitFor();
});

test("the whole script takes pasted statements, also without a network", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await app.keptForOffline(page);
  await app.goOffline();
  await page.reload();
  await begin(page, "Empty project");
  await button(page, "Script").click();
  await page.getByRole("textbox", { name: "Script of the project" }).waitFor();
  await page.locator(".cm-content").click();
  await page.locator(".cm-content").evaluate((content) => {
    const data = new DataTransfer();
    data.setData("text/plain", "CREATE TABLE a (id int);\nCREATE TABLE b (id int, x text);\nGRANT ALL ON a TO b;\n");
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await becomes(() => tableNames(page), ["a", "b"]);
  await app.shot(page, "editor-script");
  await page.keyboard.press("ControlOrMeta+z");
  await becomes(() => tableNames(page), []);
});
