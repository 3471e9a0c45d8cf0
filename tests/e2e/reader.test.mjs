// The journey as a screen reader has it: the tree of roles, names and states at each step, and what has the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, focused } from "./steps.mjs";

/** Waits until the tree has these lines in this order, whatever is between them. */
async function hears(page, ...expected) {
  let missing;
  const inOrder = async () => {
    const lines = (await page.locator("body").ariaSnapshot()).split("\n").map((line) => line.trim().replace(/^- '?/, "").replace(/'?:$/, "").replaceAll("''", "'"));
    let at = 0;
    for (const line of expected) {
      const found = lines.findIndex((own, place) => place >= at && (line instanceof RegExp ? line.test(own) : own === line));
      if (found < 0) {
        missing = `${line} is not behind ${expected[expected.indexOf(line) - 1] ?? "the beginning"} in\n${lines.join("\n")}`;
        return false;
      }
      at = found + 1;
    }
    return true;
  };
  await becomes(inOrder, true).catch(() => assert.fail(missing));
}

/** The role of what has the keyboard, its name and its states. */
const holder = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const role = active.getAttribute("role") ?? { INPUT: "textbox", SELECT: "combobox", BUTTON: "button" }[active.tagName] ?? active.tagName;
    const name = active.getAttribute("aria-label") ?? active.closest("label")?.querySelector("span").innerText ?? active.innerText;
    const states = ["invalid", "expanded", "current", "pressed"].filter((state) => active.getAttribute(`aria-${state}`) === "true");
    return [role, name.replaceAll("\n", " "), ...states].join(", ");
  });

test("who hears the window drafts a table, mends it and exports it", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  await hears(page, "banner", 'heading "Tabledraft" [level=1]', "main", 'heading "Begin" [level=2]', /^button "Empty project /, 'textbox "Text to import"');

  await page.getByRole("button", { name: /^Empty project / }).focus();
  await press("Enter");
  await hears(
    page, "banner", 'heading "Untitled" [level=1]', 'combobox "Profile"', 'option "MySQL" [selected]', 'button "Undo" [disabled]',
    'complementary "Tables of the project"', 'searchbox "Search tables, columns, comments, indexes"', "main", 'button "Add a table"',
    'complementary "Details of the table"', 'region "Problems"', 'button "Problems" [expanded]', 'button "0 errors" [pressed]',
  );

  await press("ControlOrMeta+k");
  await becomes(() => holder(page), "combobox, Type an action, a table or a column, expanded");
  await hears(page, 'dialog "Search or run"', /^combobox "Type an action, a table or a column" \[expanded\]/, 'listbox "What fits"', /^option ".+" \[selected\]/);
  await page.keyboard.type("profile qserv");
  await hears(page, 'dialog "Search or run"', /^option "Judge by the profile Qserv.*" \[selected\]/, /^status: \d+ found/);
  await press("Enter");
  await hears(page, 'combobox "Profile"', 'option "Qserv" [selected]', 'button "Undo"');

  await press("Alt+t");
  await becomes(() => holder(page), "textbox, Table name");
  await page.keyboard.type("Object");
  await press("Enter");
  await becomes(() => holder(page), "textbox, Name of id");
  await hears(
    page, 'complementary "Tables of the project"', 'button "R Object"', 'navigation "Open documents"', 'button "R Object"',
    'group "How the table is shown"', 'button "Table" [pressed]', 'grid "Columns of Object"', 'columnheader "Name"',
    'columnheader "Comment"', /^row "1 id BIGINT no/, 'rowheader "1"', 'gridcell "id"', 'textbox "Name of id": id',
    'textbox "Name of a new column"', 'group "Selected columns"', 'heading "Qserv registration" [level=2]', 'combobox "Kind"',
    'option "Regular" [selected]',
  );

  await page.keyboard.type("objectId");
  await press("Enter");
  await becomes(() => holder(page), "textbox, Name of a new column");
  await page.keyboard.type("ra");
  await press("Enter");
  await becomes(() => holder(page), "textbox, Type of ra");
  await page.keyboard.type("dou");
  await hears(page, 'listbox "Proposals"', /^option "DOUBLE 15 digits/, 'combobox "Type of ra" [expanded]: dou');
  await press("ArrowDown");
  await hears(page, 'listbox "Proposals"', /^option "DOUBLE 15 digits.*" \[selected\]/);
  await press("Enter");
  await hears(page, /^row "2 ra DOUBLE/);

  // A type that is none is said, and stays marked.
  await becomes(() => focused(page), "Type of ra");
  await page.keyboard.type("double (");
  await press("Enter");
  await becomes(() => holder(page), "textbox, Type of ra, invalid");
  await hears(page, "status", /“double \(” was not taken/);
  await press("Escape");
  await becomes(() => holder(page), "textbox, Type of ra");

  await press("ControlOrMeta+k");
  await page.keyboard.type("make it a director");
  await press("Enter");
  await hears(
    page, 'button "D Object 3"', 'option "Director" [selected]', 'combobox "Key column"', 'option "objectId" [selected]',
    'combobox "Latitude column"', 'option "(choose)" [selected]', 'region "Problems"', 'button "3 errors" [pressed]', "list",
    /^button "error /,
  );

  await press("ControlOrMeta+k");
  await page.keyboard.type("fix all");
  await press("Enter");
  await hears(page, 'grid "Columns of Object"', /^row "3 chunkId INT no/, /^row "4 subChunkId INT no/, 'button "2 errors" [pressed]');

  await press("ControlOrMeta+z");
  await hears(page, "status", /Undone: /);
  await press("ControlOrMeta+Shift+z");
  await hears(page, /^row "4 subChunkId INT no/);

  await press("ControlOrMeta+e");
  await becomes(() => holder(page), "button, plan.json, current");
  await hears(page, 'navigation "Files to export"', 'heading "Ingest plan" [level=2]', 'button "plan.json"', 'button "ingest.sh"', 'button "Copy"', 'button "Download"', /^region "Content of plan\.json"/);
  await press("F1");
  await hears(page, 'dialog "Help and shortcuts"', 'heading "Help and shortcuts" [level=1]', /^button "Change the shortcut of “Show the diagram”"/);
  await press("Escape");
  await becomes(() => holder(page), "button, plan.json, current");
});
