// Every view of the designer and the way there, in both languages: the words are those of the dictionary.

import { readFile } from "node:fs/promises";
import { becomes, drop } from "./steps.mjs";

const texts = JSON.parse(await readFile(new URL("../../static/i18n/zh.json", import.meta.url), "utf8"));

/** English text to what is seen in the language. */
export const words = (language) => (english) => {
  if (language === "en") return english;
  if (!(english in texts)) throw new Error(`“${english}” is not in the dictionary`);
  return texts[english];
};

const BAD = `CREATE TABLE \`order\` (id int, name varchar(10), KEY k (nam));
CREATE TABLE T_STORE (ID int PRIMARY KEY, state enum('a','b'));
INSERT INTO T_STORE VALUES (1, 'a');
CREATE TABLE broken (id int,, x`;

const FELIS = `name: sky
"@id": "#sky"
tables:
  - name: Object
    "@id": "#Object"
    primaryKey: "#Object.objectId"
    columns:
      - { name: objectId, "@id": "#Object.objectId", datatype: long, nullable: false }
      - { name: ra, "@id": "#Object.ra", datatype: double }
      - { name: dec, "@id": "#Object.dec", datatype: double }
`;

/** Names that the ways to the views bring into the page. */
export const NAMES = `${BAD} ${FELIS}`.match(/[A-Za-z_]+/g);

/**
 * The views: a name, and the way there from the view before. `w` gives a word in the language, `narrow` says that the side
 * panels are drawers.
 */
export const VIEWS = [
  ["start", async (page, { w }) => page.getByRole("heading", { name: w("Begin") }).waitFor()],
  ["start-reading", async (page, { w }) => {
    await page.getByLabel(w("Text to import")).fill(BAD);
    await button(page, w("Read this text")).click();
    await page.locator(".understood h2").waitFor();
  }],
  ["empty", async (page, { w }) => {
    await button(page, w("Clear")).click();
    await page.locator("button.card").first().click();
    await page.getByTitle(w("All projects")).waitFor();
  }],
  ["diagram-empty", async (page, { w }) => banner(page, w("Diagram"))],
  ["export-empty", async (page, { w }) => banner(page, w("Export"))],
  ["start-projects", async (page, { w }) => {
    await page.getByTitle(w("All projects")).click();
    await page.getByRole("heading", { name: w("Your projects in this browser") }).waitFor();
  }],
  ["table", async (page) => {
    await page.locator("button.card").nth(1).click();
    await page.locator("tr[data-row]").first().waitFor();
  }],
  ["types-offered", async (page) => {
    await page.locator("tr[data-row='1'] td[data-f='1']").dblclick();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("d");
    await page.locator("#cell-offers").waitFor();
  }],
  ["charsets-offered", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("tr[data-row='1'] td[data-f='5']").dblclick();
    await page.locator("#cell-offers").waitFor();
  }],
  ["cell-problems", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("button.problem").first().click();
    await becomes(() => page.evaluate(() => document.activeElement.id), "cell-input");
    await page.keyboard.press("ControlOrMeta+.");
    await page.locator(".cell-menu").waitFor();
  }],
  ["details", async (page, { w, narrow }) => {
    await page.keyboard.press("Escape");
    if (narrow) await banner(page, w("Details"));
    for (const add of ["Add a key", "Add a foreign key", "Add a check"]) await button(page, w(add)).click();
    await page.locator(".inspector details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await becomes(() => page.locator(".inspector [role=status]").count(), 0);
  }],
  ["explorer-search", async (page, { w, narrow }) => {
    if (narrow) {
      await page.keyboard.press("Escape");
      await banner(page, w("Tables"));
    }
    await page.getByLabel(w("Search tables, columns, comments, indexes")).fill("ra");
    await page.locator("button.hit").first().waitFor();
  }],
  ["explorer-bulk", async (page, { w }) => {
    await page.getByLabel(w("Search tables, columns, comments, indexes")).fill("");
    await page.getByLabel(w("Group the tables")).selectOption("kind");
    await page.locator("button[data-table]").first().focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.locator(".bulk").waitFor();
  }],
  ["problems-by-table", async (page, { w, narrow }) => {
    await page.keyboard.press("Escape");
    if (narrow) await page.keyboard.press("Escape");
    await page.getByLabel(w("Group the problems")).selectOption("table");
    await page.locator(".problems li.group").first().waitFor();
  }],
  ["problems-by-rule", async (page, { w }) => {
    await page.getByLabel(w("Group the problems")).selectOption("rule");
    await page.locator(".problems li.group strong.code").first().waitFor();
  }],
  ["problem-let-pass", async (page) => {
    await page.locator(".problems button.pass").first().click();
    await page.locator("#pass-reason").waitFor();
  }],
  ["rule", async (page, { w }) => {
    await page.keyboard.press("Escape");
    await page.locator(".problems li.error, .problems li.warning, .problems li.advice").first().getByRole("button", { name: w("Why?") }).click();
    await page.locator(".scroll h2").first().waitFor();
  }],
  ["server", async (page, { w }) => {
    await button(page, w("Server")).click();
    await page.getByText("/ingest/table").first().waitFor();
  }],
  ["sql", async (page, { w }) => {
    await button(page, w("Problems")).click();
    await page.locator("nav.tabs button.open").first().click();
    await page.getByRole("group", { name: w("How the table is shown") }).getByRole("button", { name: "SQL" }).click();
    await understood(page, w);
  }],
  ["sql-find", async (page) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+f");
    await page.locator(".cm-search").waitFor();
  }],
  ["payload", async (page, { w }) => {
    await page.keyboard.press("Escape");
    await page.getByRole("group", { name: w("How the table is shown") }).getByRole("button", { name: w("Payload") }).click();
    await understood(page, w);
  }],
  ["script", async (page, { w }) => {
    await page.locator(".code-buttons").getByRole("button", { name: w("Script") }).click();
    await understood(page, w);
  }],
  ["beside-diagram", async (page, { w }) => {
    await page.locator("nav.tabs button.open").first().click();
    await page.getByRole("group", { name: w("How the table is shown") }).getByRole("button", { name: w("Table") }).click();
    await button(page, w("Split")).click();
    await page.getByRole("group", { name: w("What the second pane shows") }).getByRole("button", { name: w("Diagram") }).click();
    await page.getByRole("listbox", { name: w("Tables of the diagram") }).waitFor();
  }],
  ["diagram", async (page, { w }) => {
    await button(page, w("Close the second pane")).click();
    await banner(page, w("Diagram"));
    await page.getByRole("listbox", { name: w("Tables of the diagram") }).focus();
    await becomes(async () => /\d/.test(await page.locator("#diagram-zoom").innerText()), true);
    await page.keyboard.press("Home");
    await page.getByLabel(w("Tag of the selected tables")).waitFor();
  }],
  ["diagram-note", async (page, { w }) => {
    await page.getByRole("toolbar").getByRole("button", { name: w("Note"), exact: true }).click();
    await page.getByLabel(w("Text of the note")).waitFor();
  }],
  ["partitioning", async (page, { w, narrow }) => {
    await page.locator("nav.tabs button.open").first().click();
    if (narrow) await banner(page, w("Details"));
    await button(page, w("See the partitioning")).click();
    await page.locator(".partitioning svg").first().waitFor();
  }],
  ["import", async (page, { w, narrow }) => {
    if (narrow) await page.keyboard.press("Escape");
    await banner(page, w("Import"));
    await page.getByLabel(w("Text to import")).waitFor();
  }],
  ["import-proposals", async (page) => {
    await drop(page, ["sky.yaml", FELIS]);
    await page.locator(".confirm h3").waitFor();
  }],
  ["import-reading", async (page, { w }) => {
    await page.getByLabel(w("Text to import")).fill(BAD);
    await button(page, w("Read this text")).click();
    await page.locator("pre.unread").first().waitFor({ state: "attached" });
  }],
  ["export", async (page, { w }) => {
    await banner(page, w("Export"));
    await page.locator("details.tried summary").click();
    await page.locator("details.tried li").first().waitFor();
  }],
  ["palette", async (page) => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.locator("#palette-list li").first().waitFor();
  }],
  ["help", async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    await page.locator(".sheet .groups").waitFor();
  }],
  ["snapshots", async (page, { w }) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type(w("Snapshots of the project"));
    await page.keyboard.press("Enter");
    await button(page, w("Take a snapshot")).click();
    await page.locator(".sheet .saved li").first().waitFor();
  }],
  ["undone", async (page, { w }) => {
    await page.keyboard.press("Escape");
    await page.locator("header.top-bar .group button").first().click();
    await page.getByRole("status").filter({ hasText: w("Undone: {}").split("{")[0] }).waitFor();
  }],
];

const button = (page, name) => page.getByRole("button", { name, exact: true });
const banner = (page, name) => page.getByRole("banner").getByRole("button", { name, exact: true }).click();
const understood = (page, w) => page.locator("code-editor").getByText(w("Understood")).waitFor();
