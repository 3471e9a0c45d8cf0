// How every view looks, light and dark, wide and narrow: pictures for a person in tests/e2e/shots, and what a machine can
// see by itself: nothing overflows the window, and axe finds nothing that shuts anybody out.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  begin, button, cell, deleteColumn, details, entry, explorer, goHome, openExport, openImport, problem, problems,
  readText, type,
} from "./steps.mjs";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const BAD = `CREATE TABLE \`order\` (id int, name varchar(10), KEY k (nam));
CREATE TABLE T_STORE (ID int PRIMARY KEY, state enum('a','b'));
INSERT INTO T_STORE VALUES (1, 'a');
CREATE TABLE broken (id int,, x`;

/** Each view: its name, and the way there from the first page. A way may go on from the one before it. */
const VIEWS = [
  ["start", async () => {}],
  ["start-reading", async (page) => {
    await readText(page, BAD);
    await page.getByRole("heading", { name: /^\d tables,/ }).waitFor();
  }],
  ["empty", async (page) => {
    await button(page, "Clear").click();
    await begin(page, "Empty project");
  }],
  ["start-projects", async (page) => {
    await goHome(page);
    await page.getByRole("heading", { name: "Your projects in this browser" }).waitFor();
  }],
  ["table", (page) => begin(page, "Qserv catalogue")],
  ["table-sql", async (page) => {
    await button(page, "SQL").click();
    await page.getByText("Understood").waitFor();
  }],
  ["table-payload", async (page) => {
    await button(page, "Payload").click();
    await page.getByRole("textbox", { name: "Registration of Object" }).waitFor();
    await page.getByText("Understood").waitFor();
  }],
  ["table-split", async (page) => {
    await page.getByRole("group", { name: "How the table is shown" }).getByRole("button", { name: "Table" }).click();
    await button(page, "Split").click();
    await page.getByText("Understood").waitFor();
  }],
  ["script", async (page) => {
    await button(page, "Close the second pane").click();
    await page.locator(".code-buttons").getByRole("button", { name: "Script" }).click();
    await page.getByText("Understood").waitFor();
  }],
  ["rule", async (page) => {
    await problem(page, "VARCHAR").getByRole("button", { name: "Why?" }).click();
    await page.getByRole("heading", { name: "What to do" }).waitFor();
  }],
  ["import", (page) => openImport(page)],
  ["import-reading", async (page) => {
    await readText(page, BAD);
    await page.getByRole("heading", { name: /^\d tables,/ }).waitFor();
  }],
  ["problems", async (page) => {
    await page.getByRole("button", { name: /^Import \d tables$/ }).click();
    await problem(page, "nam").first().waitFor();
  }],
  ["problems-refused", async (page) => {
    await type(cell(page, "Type", "name"), "varchar(");
    await page.getByText("was not taken").waitFor();
  }],
  ["server", async (page) => {
    await button(page, "Server").click();
    await page.getByText("/ingest/table").first().waitFor();
  }],
  ["server-refused", async (page) => {
    await page.getByLabel("Server to ask").selectOption({ label: "MySQL 9.7" });
    await page.getByText("ERROR 1072").waitFor();
  }],
  ["export", async (page) => {
    await button(page, "Problems").click();
    await openExport(page);
  }],
  ["export-plan", async (page) => {
    await button(page, "ingest.sh").click();
    await page.getByText(/^Tried on /).click();
  }],
];

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1280, 800], [800, 700], [390, 844], [2560, 1300]]) {
    test(`every view, ${colorScheme}, ${width} pixels wide`, async (t) => {
      const app = await startApp(t, { viewport: { width, height }, colorScheme });
      const page = await app.open();
      const wrong = [];
      for (const [name, go] of VIEWS) {
        await go(page);
        await page.mouse.move(0, 0);
        await app.shot(page, `${name}-${width}-${colorScheme}`);
        wrong.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      }
      if (width < 1000) {
        await button(page, "Tables").click();
        await explorer(page).getByRole("searchbox").waitFor();
        await app.shot(page, `drawer-explorer-${width}-${colorScheme}`);
        wrong.push(...(await faultsOf(page)).map((fault) => `explorer: ${fault}`));
        await entry(page, "order").click();
        await button(page, "Details").click();
        await details(page).getByText("Keys and indexes").waitFor();
        await app.shot(page, `drawer-details-${width}-${colorScheme}`);
        wrong.push(...(await faultsOf(page)).map((fault) => `details: ${fault}`));
      }
      assert.deepEqual(wrong, []);
    });
  }
}

test("the message does not cover the fixes of the problems", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await deleteColumn(page, "refBand");
  const message = await page.getByRole("status").filter({ hasText: "Deleted" }).boundingBox();
  const list = await problems(page).boundingBox();
  assert.ok(message.y + message.height <= list.y, `the message ends at ${message.y + message.height}, the list begins at ${list.y}`);
});

/** What axe finds, and what reaches beyond the window. */
async function faultsOf(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`),
    );
    const beyond = document.documentElement.scrollWidth - innerWidth;
    return beyond > 0 ? [...found, `the page is ${beyond} pixels wider than the window`] : found;
  });
}
