// Nothing that was done is lost: saved by itself, listed, found again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, startApp } from "./lib.mjs";
import {
  addColumn, addTable, becomes, begin, button, cell, columnNames, drop, entry, explorer, focused, goHome, newColumn, said, saved, savedBy, tableName, tableNames, type,
} from "./steps.mjs";

const projects = (page) => page.getByRole("main").getByRole("listitem");
const names = (page) => projects(page).evaluateAll((all) => all.map((one) => one.innerText.split(/\n|\s\d+ table/)[0].trim()));

test("a draft is there after a reload", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "orders");
  await newColumn(page).focus();
  await addColumn(page, "state", "varchar(20)");
  await saved(page).waitFor();
  await page.reload();
  await entry(page, "orders").waitFor();
  assert.deepEqual(await columnNames(page), ["id", "state"]);
});

test("what was done just before the page is left is kept", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "BK-CI");
  await saved(page).waitFor();
  for (let round = 0; round < 5; round += 1) {
    await cell(page, "Comment", "PIPELINE_ID").focus();
    await page.keyboard.type(`round ${round}`);
    // Commit, and away at once.
    await page.keyboard.press("Enter");
    await page.reload();
    await becomes(() => cell(page, "Comment", "PIPELINE_ID").inputValue(), `round ${round}`);
  }
});

test("what is still being typed when the page is left is kept", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await cell(page, "Comment", "jobId").focus();
  await page.keyboard.type("half a sen");
  await page.reload();
  await becomes(() => cell(page, "Comment", "jobId").inputValue(), "half a sen");
});

/** As on a busy machine: whatever is put off, in slices of the drawing too, comes much later. */
const busy = (app) =>
  app.context.addInitScript(() => {
    const now = Date.now.bind(Date);
    let ahead = 0;
    // The drawing takes a break when it sees that 16 ms are over.
    Date.now = () => now() + (ahead += 20);
    const later = window.setTimeout.bind(window);
    window.setTimeout = (act, pause, ...rest) => later(act, Math.max(pause ?? 0, 400), ...rest);
  });

test("on a busy machine, what was done just before the page is left is kept", async (t) => {
  const app = await startApp(t);
  await busy(app);
  const page = await app.open();
  await begin(page, "BK-CI");
  for (let round = 0; round < 3; round += 1) {
    await cell(page, "Comment", "PIPELINE_ID").focus();
    await page.keyboard.type(`round ${round}`);
    await page.keyboard.press("Enter");
    await page.reload();
    await becomes(() => cell(page, "Comment", "PIPELINE_ID").inputValue(), `round ${round}`);
  }
});

test("on a busy machine, each key goes to the cell that the key before it led to", async (t) => {
  const app = await startApp(t);
  await busy(app);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await becomes(async () => (await columnNames(page)).length > 3, true);
  const columns = (await columnNames(page)).slice(0, 4);
  await cell(page, "Comment", columns[0]).focus();
  for (const column of columns) {
    await page.keyboard.type(`of ${column}`);
    await page.keyboard.press("Enter");
  }
  for (const column of columns) await becomes(() => cell(page, "Comment", column).inputValue(), `of ${column}`);
});

test("on a busy machine, Enter goes to the field that the key before it led to", async (t) => {
  const app = await startApp(t);
  await busy(app);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await becomes(async () => (await columnNames(page)).length > 3, true);
  const columns = await columnNames(page);
  await page.getByLabel("Name of a new column").focus();
  // The first Enter adds it and leads to its type, the second one takes that and leads back.
  for (const name of ["first", "second"]) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
  }
  await becomes(() => columnNames(page), [...columns, "first", "second"]);
  await becomes(() => focused(page), "Name of a new column");
});

test("a large project that is left at once is kept, and the next one is saved too", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  const columns = Array.from({ length: 12 }, (_, at) => `c${at} int`).join(", ");
  const tables = Array.from({ length: 300 }, (_, at) => `CREATE TABLE t${at} (${columns});`).join("\n");
  await drop(page, ["large.sql", tables]);
  await button(page, "Import 300 tables").click();
  await said(page, "300 tables, 3600 columns imported.").waitFor();
  await saved(page).waitFor();
  for (const text of ["one", "two"]) {
    await entry(page, "t0").click();
    await cell(page, "Comment", "c0").focus();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await goHome(page);
    await projects(page).getByRole("button").first().click();
    await entry(page, "t0").waitFor();
    await becomes(() => cell(page, "Comment", "c0").inputValue(), text);
  }
});

/** Nothing that the storage is given while a page is left arrives: browsers may give it up. */
const givenUp = (app) =>
  app.context.addInitScript(() => {
    let left = false;
    for (const event of ["beforeunload", "pagehide"]) addEventListener(event, () => (left = true), true);
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (record) {
      const request = put.call(this, record);
      if (left) this.transaction.abort();
      return request;
    };
  });

test("what the browser gives up with the page is taken in by the next one", async (t) => {
  const app = await startApp(t);
  await givenUp(app);
  const page = await app.open();
  await begin(page, "BK-CI");
  await saved(page).waitFor();
  for (let round = 0; round < 3; round += 1) {
    await cell(page, "Comment", "PIPELINE_ID").focus();
    await page.keyboard.type(`round ${round}`);
    await page.reload();
    await becomes(() => cell(page, "Comment", "PIPELINE_ID").inputValue(), `round ${round}`);
  }
  // It is in the storage now, and nothing is left behind.
  const left = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("tabledraft-left/")));
  assert.deepEqual(await left(), []);
  // Nor does what was left once come back in place of what was done since.
  await type(cell(page, "Comment", "PIPELINE_ID"), "afterwards");
  await saved(page).waitFor();
  await page.reload();
  await becomes(() => cell(page, "Comment", "PIPELINE_ID").inputValue(), "afterwards");
  // In the first page's list too, from another address.
  await type(cell(page, "Comment", "PIPELINE_ID"), "and then");
  await page.goto(`${app.address}?another`);
  await projects(page).first().waitFor();
  await projects(page).first().getByRole("button").first().click();
  await becomes(() => cell(page, "Comment", "PIPELINE_ID").inputValue(), "and then");
});

test("what the storage refused is tried again, and left behind, when the page is left", async (t) => {
  const app = await startApp(t);
  await app.context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (record) {
      if (globalThis.full) throw new DOMException("there is no room", "QuotaExceededError");
      return put.call(this, record);
    };
  });
  const page = await app.open();
  await begin(page, "BK-CI");
  await saved(page).waitFor();
  await page.evaluate(() => (globalThis.full = true));
  await type(cell(page, "Comment", "PIPELINE_ID"), "where there is no room");
  await page.getByText("Not saved").first().waitFor();
  await page.reload();
  await becomes(() => cell(page, "Comment", "PIPELINE_ID").inputValue(), "where there is no room");
});

test("what is drafted before the storage has opened is kept, also when the page is left", async (t) => {
  const app = await startApp(t);
  await app.context.addInitScript(() => {
    const { type } = performance.getEntriesByType("navigation")[0];
    if (type !== "reload") IDBFactory.prototype.open = () => new EventTarget();
  });
  const page = await app.open();
  await begin(page, "Empty project");
  await addTable(page, "orders");
  await page.reload();
  await entry(page, "orders").waitFor();
});

test("an empty project is there after a reload", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await page.reload();
  await page.getByText("Add a table, or import SQL").waitFor();
});

test("projects are listed, the last one first, opened, deleted and brought back", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await type(page.getByLabel("Project name"), "Cluster");
  await goHome(page);
  await begin(page, "Qserv catalogue");
  await goHome(page);
  await becomes(() => names(page), ["Sky survey", "Cluster"]);

  await page.getByRole("button", { name: /^Cluster/ }).click();
  await becomes(async () => (await tableNames(page)).length, 4);
  await type(cell(page, "Comment", "jobId"), "changed");
  await goHome(page);
  await becomes(() => names(page), ["Cluster", "Sky survey"]);

  await button(page, "Delete the project Sky survey").click();
  await becomes(() => names(page), ["Cluster"]);
  await said(page, "Deleted the project Sky survey.").getByRole("button", { name: "Undo" }).click();
  await becomes(() => names(page), ["Cluster", "Sky survey"]);
  await page.reload();
  await becomes(() => names(page), ["Cluster", "Sky survey"]);
});

test("back and forward go between the projects and the first page", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await entry(page, "users").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  await becomes(() => names(page), ["DLWorkspace"]);
  await page.goForward();
  await entry(page, "users").waitFor();
});

test("the address of a project that was deleted says so", async (t) => {
  const app = await startApp(t);
  const page = await app.open("#project=gone");
  await page.getByText("This project is not in this browser any more.").waitFor();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
});

test("Ctrl+S saves the project as a file, with what is being typed", async (t) => {
  const app = await startApp(t);
  // A browser that can write files asks where to, in a window that no test can press buttons in: files.test.mjs has that.
  await app.context.addInitScript(() => delete window.showSaveFilePicker);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await tableName(page).fill("work");
  const file = await savedBy(page, () => page.keyboard.press("ControlOrMeta+s"));
  assert.equal(file.name, "DLWorkspace.tabledraft.json");
  const project = JSON.parse(file.text);
  assert.equal(project.tabledraft, 1);
  assert.equal(project.workspace.databases[0].tables[0].name, "work");
});

test("a browser that keeps nothing says so, and the designer works", async (t) => {
  const app = await startApp(t);
  await app.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("storage is off", "SecurityError");
    };
  });
  const page = await app.context.newPage();
  await page.goto(app.address);
  await shown(page);
  await page.getByRole("alert").getByText("save your work as a file").waitFor();
  await begin(page, "Empty project");
  await addTable(page, "t");
  await becomes(() => tableNames(page), ["t"]);
  assert.equal(await saved(page).count(), 0, "nothing is saved, so nothing says so");
  assert.ok(await explorer(page).isVisible());
});
