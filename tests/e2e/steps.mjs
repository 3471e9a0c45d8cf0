// What a person does in the designer, by the words and roles that they see.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

/** Waits until what `read` answers is as expected; what it was last is in the error. */
export async function becomes(read, expected, message) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    try {
      assert.deepEqual(value, expected, message);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// Places

export const explorer = (page) => page.getByRole("complementary", { name: "Tables of the project" });
export const details = (page) => page.getByRole("complementary", { name: "Details of the table" });
export const problems = (page) => page.getByRole("region", { name: "Problems" });
export const problem = (page, text) => problems(page).getByRole("listitem").filter({ hasText: text });
export const tab = (page, name) => page.getByRole("navigation", { name: "Open documents" }).getByRole("button", { name });
/** The table's line in the explorer, whose name begins with the letter of its kind. */
export const entry = (page, name) => explorer(page).getByRole("button", { name: new RegExp(`^\\S ${name}( |$)`) });
const FIELDS = ["Name", "Type", "Null", "Default", "Extra", "Charset", "Key", "Role", "Comment"];
/**
 * A cell of the table editor, by its heading and its column's name. Only the cell with the keyboard is a field, so this one
 * goes there first, as a person does.
 */
export function cell(page, what, column) {
  const quoted = column.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const name = page.locator("td[data-f='0'] .text").filter({ hasText: new RegExp(`^${quoted}$`) });
  const place = page.locator("tr[data-row]").filter({ has: name }).locator(`td[data-f='${FIELDS.indexOf(what)}']`);
  const label = `${what} of ${column}`;
  const field = page.getByLabel(label, { exact: true });
  const focus = async () => {
    if ((await field.count()) === 0) await place.click();
    else await field.focus();
    await becomes(() => focused(page), label);
  };
  const inputValue = () =>
    place.evaluate((cell, label) => {
      const typed = document.querySelector("#cell-input[data-editing]");
      const text = cell.querySelector(".text");
      return (typed?.getAttribute("aria-label") === label ? typed.value : null) ?? (text.querySelector(".remark") ? "" : [...text.childNodes].map((node) => node.textContent).join(", "));
    }, label);
  const isChecked = async () => (await inputValue()) === "yes";
  const tick = async (on) => {
    await focus();
    if ((await isChecked()) !== on) await page.keyboard.press("Space");
    await becomes(isChecked, on);
  };
  return {
    place, focus, inputValue, isChecked,
    check: () => tick(true),
    uncheck: () => tick(false),
    fill: async (text) => { await focus(); await field.fill(text); },
    press: async (key) => { await focus(); await field.press(key); },
    getAttribute: (name) => field.getAttribute(name),
    waitFor: () => place.waitFor(),
    click: () => place.click(),
  };
}
export const newColumn = (page) => page.getByLabel("Name of a new column");
export const tableName = (page) => page.getByLabel("Table name", { exact: true });
/** A field, list or box of the details. The words of a list's label hold its choices too, so the role's name counts. */
export const detail = (page, name) => {
  const find = (role) => details(page).getByRole(role, { name, exact: true });
  return find("combobox").or(find("textbox")).or(find("checkbox"));
};
export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const said = (page, text) => page.getByRole("status").filter({ hasText: text });
export const saved = (page) => page.getByRole("status").filter({ hasText: /^Saved$/ });

// What is seen

export const tableNames = (page) =>
  explorer(page)
    .locator("button[data-table]")
    .evaluateAll((all) => all.map((one) => one.querySelector(".name")?.textContent).filter(Boolean));
export const columnNames = (page) => values(page, "Name");
export const columnTypes = (page) => values(page, "Type");

function values(page, what) {
  const cells = page.locator(`tr[data-row] td[data-f='${FIELDS.indexOf(what)}'] .text`);
  return cells.evaluateAll((all) => all.map((one) => one.textContent));
}

/** Counts as the head of the problem list has them: { error, warning, advice }. */
export async function problemCounts(page) {
  const text = await problems(page).locator("header").getByRole("button").allInnerTexts();
  const count = (word) => Number(text.find((one) => one.includes(word))?.match(/\d+/)?.[0]);
  return { error: count("error"), warning: count("warning"), advice: count("advice") };
}

/** The label or the text of what has the keyboard. */
export const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const label = active.getAttribute("aria-label") ?? active.closest("label")?.querySelector("span").innerText;
    return label ?? (active.tagName === "BUTTON" ? active.innerText : active.tagName);
  });

// Steps

/** Opens one of the cards of the first page. */
export async function begin(page, card) {
  await page.getByRole("button", { name: new RegExp(`^${card} `) }).click();
  await page.getByTitle("All projects").waitFor();
}

export async function goHome(page) {
  await page.getByTitle("All projects").click();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
}

/** Types into a field and commits. */
export async function type(field, text, key = "Enter") {
  await field.fill(text);
  await field.press(key);
}

/** Deletes a column by its button. */
export async function deleteColumn(page, name) {
  await cell(page, "Name", name).focus();
  await button(page, `Delete the column ${name}`).click();
}

/** As a person drafts: the name, Enter, the type, Enter, and the next. */
export async function addColumn(page, name, columnType) {
  await type(newColumn(page), name);
  await becomes(() => focused(page), `Type of ${name}`);
  await type(cell(page, "Type", name), columnType);
  await becomes(() => focused(page), "Name of a new column");
}

/** Adds a table by the button below the explorer. */
export async function addTable(page, name) {
  await explorer(page).getByRole("button", { name: "Table", exact: true }).click();
  await becomes(() => focused(page), "Table name");
  await type(tableName(page), name);
  await entry(page, name).waitFor();
}

export async function openExport(page, file) {
  await page.getByRole("banner").getByRole("button", { name: "Export" }).click();
  const files = page.getByRole("navigation", { name: "Files to export" });
  if (file) {
    const content = page.getByLabel(`Content of ${file}`, { exact: true });
    // A file of the same name may be in the folder for qserv-ingest, at the end.
    await files.getByRole("button", { name: file, exact: true }).first().click();
    await content.waitFor();
  }
  await files.waitFor();
}

/** The text of the file that is shown. */
export async function shownText(page) {
  const shown = page.locator("code-editor, [aria-label^='Content of ']").first();
  // An editor has its text when the reader has.
  await becomes(() => shown.evaluate((element) => element.tagName !== "CODE-EDITOR" || Boolean(element.view)), true);
  return shown.evaluate((element) => element.view?.state.doc.toString() ?? element.textContent);
}

/** What a click makes the browser save: its name and text. */
export async function savedBy(page, act) {
  const waiting = page.waitForEvent("download");
  await act();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

export async function openImport(page) {
  await page.getByRole("banner").getByRole("button", { name: "Import" }).click();
  await page.getByRole("heading", { name: "Import", exact: true }).waitFor();
}

/** Reads a text from the box of the import page. */
export async function readText(page, text) {
  await page.getByLabel("Text to import").fill(text);
  await button(page, "Read this text").click();
}

/** Puts a text on the clipboard and pastes it where the keyboard is. */
export async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Drops files on the page; `files` are [name, text]. */
export async function drop(page, ...files) {
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    return data;
  }, files);
  for (const event of ["dragenter", "dragover", "drop"]) {
    await page.locator("main").dispatchEvent(event, { dataTransfer: data });
  }
}

export const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
