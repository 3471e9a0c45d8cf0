// Files of the disk, snapshots, links and other windows: what is kept, where, and that nothing is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { addTable, becomes, begin, button, entry, explorer, focused, goHome, said, saved, savedBy, tableName, tableNames, type } from "./steps.mjs";

const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const run = async (page, words) => {
  await press(page, "ControlOrMeta+k");
  await becomes(() => focused(page), "Type an action, a table or a column");
  await page.keyboard.type(words);
  await press(page, "Enter");
};

/** A disk in the place of the browser's pickers: tests cannot press the buttons of the system's windows. */
const DISK = () => {
  const files = (window.disk = new Map());
  const handle = (name) => ({
    kind: "file",
    name,
    getFile: async () => new File([files.get(name)], name),
    createWritable: async () => ({ write: async (text) => files.set(name, text), close: async () => {} }),
  });
  window.showOpenFilePicker = async () => [handle(window.toOpen)];
  window.showSaveFilePicker = async ({ suggestedName }) => handle(suggestedName);
  window.showDirectoryPicker = async () => ({
    kind: "directory",
    entries: async function* () {
      for (const name of files.keys()) yield [name, handle(name)];
    },
  });
};

test("Ctrl+S saves into the opened file, again and again; a folder is imported", async (t) => {
  const app = await startApp(t);
  const page = await app.context.newPage();
  // A real handle lives in the storage; one that a test makes cannot, so these projects are saved without it.
  await page.addInitScript(DISK);
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (record) {
      return put.call(this, { ...record, file: null });
    };
  });
  await page.goto(app.address);
  await begin(page, "DLWorkspace");
  await press(page, "ControlOrMeta+s");
  await said(page, "Saved in DLWorkspace.tabledraft.json.").waitFor();
  await tableName(page).fill("work");
  await press(page, "ControlOrMeta+s");
  const written = () => page.evaluate(() => window.disk.get("DLWorkspace.tabledraft.json"));
  await becomes(async () => JSON.parse(await written()).workspace.databases[0].tables[0].name, "work");
  await goHome(page);
  await page.evaluate(() => {
    window.disk.set("a.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    window.disk.set("b.sql", "CREATE TABLE b (id int PRIMARY KEY);");
    window.disk.delete("DLWorkspace.tabledraft.json");
  });
  await run(page, "open a folder");
  await page.getByRole("heading", { name: /^2 tables,/ }).waitFor();
});

test("a browser that writes no files downloads instead", async (t) => {
  const app = await startApp(t);
  const page = await app.context.newPage();
  await page.addInitScript(() => delete window.showSaveFilePicker);
  await page.goto(app.address);
  await begin(page, "DLWorkspace");
  const file = await savedBy(page, () => press(page, "ControlOrMeta+s"));
  assert.equal(file.name, "DLWorkspace.tabledraft.json");
});

test("snapshots are taken, compared, gone back to, and that is undone", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await run(page, "snapshots of");
  const sheet = page.getByRole("dialog", { name: "Snapshots of the project" });
  await sheet.getByRole("button", { name: "Take a snapshot" }).click();
  await type(sheet.getByLabel("Name of the snapshot"), "before");
  await sheet.getByText("as it is now").waitFor();
  // What was deleted can be brought back as long as the list is open.
  await button(page, "Delete the snapshot before").click();
  await sheet.getByText("The snapshot before is deleted.").waitFor();
  await button(page, "Bring it back: before").click();
  await sheet.getByText("as it is now").waitFor();
  await press(page, "Escape");
  await addTable(page, "orders");
  await button(page, "Delete the table users").click();
  await saved(page).waitFor();
  await page.reload();
  await explorer(page).waitFor();
  await run(page, "snapshots of");
  await sheet.getByText("since then 1 added, 1 removed, 0 changed").waitFor();
  await sheet.getByRole("button", { name: "Go back to it: before" }).click();
  await becomes(async () => (await tableNames(page)).includes("users"), true);
  assert.ok(!(await tableNames(page)).includes("orders"));
  await said(page, "This is before again.").getByRole("button", { name: "Undo" }).click();
  await becomes(async () => (await tableNames(page)).includes("orders"), true);
});

test("a link holds the project; it is looked at first, and then made one's own", async (t) => {
  const app = await startApp(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await run(page, "share by");
  await said(page, "The link is copied").waitFor();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(address, /#share=[\w-]+$/);

  const other = await app.context.newPage();
  await other.goto(address);
  await entry(other, "Object").waitFor();
  await other.getByText("This project came by a link.").waitFor();
  await button(other, "Delete the table Filter").click();
  await said(other, "Make it yours to change it").waitFor();
  assert.ok((await tableNames(other)).includes("Filter"));
  await button(other, "Make it mine").click();
  await becomes(() => other.evaluate(() => location.hash.startsWith("#project=")), true);
  await button(other, "Delete the table Filter").click();
  await becomes(async () => (await tableNames(other)).includes("Filter"), false);
  assert.ok((await tableNames(page)).includes("Filter"), "the one that was shared stays as it is");

  const broken = await app.context.newPage();
  await broken.goto(address.slice(0, -40));
  await broken.getByText("This link holds no project").waitFor();
});

test("two windows with one project follow each other", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await saved(page).waitFor();
  const other = await app.context.newPage();
  await other.goto(page.url());
  await entry(other, "users").waitFor();
  await button(other, "Delete the table users").click();
  await becomes(async () => (await tableNames(page)).includes("users"), false);
  await said(page, "Another window changed this project").waitFor();
  await page.getByTitle("Undo: Take over what another window did (Ctrl+Z)").click();
  await becomes(async () => (await tableNames(other)).includes("users"), true, "and back again");
});

test("the project's name and profile are undone like everything else", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await type(page.getByLabel("Project name"), "Cluster");
  await becomes(() => page.title(), "Cluster - Tabledraft");
  await page.getByLabel("Profile").selectOption({ label: "BK-CI" });
  await page.getByTitle("Undo: Judge by the profile BK-CI (Ctrl+Z)").click();
  await becomes(() => page.getByLabel("Profile").evaluate((list) => list.selectedOptions[0].label), "DLWorkspace");
  await page.getByTitle("Undo: Rename the project to Cluster (Ctrl+Z)").click();
  await becomes(() => page.title(), "DLWorkspace - Tabledraft");
});
