// Import: everything that comes in is shown before anything changes.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { dist, startApp } from "./lib.mjs";
import {
  CLIPBOARD, addTable, becomes, begin, button, cell, columnNames, drop, entry, goHome, openExport, openImport, paste, readText,
  said, shownText, tableNames,
} from "./steps.mjs";

const SQL = `CREATE TABLE jobs (id int NOT NULL PRIMARY KEY, title varchar(10));
INSERT INTO jobs VALUES (1, 'a');
CREATE TABLE extra (id int PRIMARY KEY);
`;

test("text in the box is shown, and imported on the first page as a project of its own", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await readText(page, `CREATE DATABASE shop; USE shop;\n${SQL}`);
  await page.getByRole("heading", { name: "2 tables, 3 columns, 2 keys" }).waitFor();
  await page.getByText("1 statement is kept as text").click();
  await page.getByText("INSERT INTO jobs").last().waitFor();
  await button(page, "Import 2 tables").click();
  await said(page, "2 tables, 3 columns imported; 1 statement kept as text.").waitFor();
  await becomes(() => tableNames(page), ["jobs", "extra"]);
  assert.equal(await page.getByLabel("Project name").inputValue(), "shop");
  await openExport(page, "shop.sql");
  assert.match(await shownText(page), /INSERT INTO jobs VALUES \(1, 'a'\);\s+CREATE TABLE/);
});

test("a mistyped type is named, with its place and what was meant, before the import", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await readText(page, "CREATE TABLE jobs (\n  id int PRIMARY KEY,\n  title varcher(10)\n);");
  const said = page.getByRole("listitem").filter({ hasText: "varcher" });
  await said.filter({ hasText: "pasted text:3:" }).filter({ hasText: "Did you mean VARCHAR(10)?" }).waitFor();
  await button(page, "Import 1 table").click();
  await cell(page, "Type", "title").waitFor();
});

test("cancel changes nothing, here and on the first page", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const begins = page.getByRole("heading", { name: "Begin" });
  await begins.waitFor();
  await readText(page, SQL);
  await button(page, "Import 2 tables").waitFor();
  assert.equal(await begins.count(), 0, "what was read has the page to itself");
  await button(page, "Cancel").click();
  await becomes(() => button(page, "Import 2 tables").count(), 0);
  await begins.waitFor();
  assert.equal(await page.getByLabel("Text to import").inputValue(), "");
  await begin(page, "DLWorkspace");
  const before = await tableNames(page);
  await openImport(page);
  await readText(page, SQL);
  await button(page, "Cancel").click();
  await becomes(() => page.getByRole("heading", { name: "Import", exact: true }).count(), 0);
  assert.deepEqual(await tableNames(page), before);
  assert.ok(await page.getByRole("banner").getByRole("button", { name: "Undo" }).isDisabled());
});

test("tables of the same name are replaced, merged, or stand beside", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const again = `USE DLWorkspaceCluster; ${SQL}`;
  await begin(page, "DLWorkspace");
  await openImport(page);
  await readText(page, again);
  const choice = (word) => page.getByRole("group", { name: /names? .*that (is|are) there:$/ }).getByRole("radio", { name: new RegExp(`^${word}`) });
  const line = page.getByRole("listitem").filter({ hasText: "DLWorkspaceCluster.jobs" });
  assert.ok(await choice("Replace").isChecked());
  await line.getByText(/^replaced: columns 1 added, \d+ removed, 1 changed$/).waitFor();
  await page.getByRole("listitem").filter({ hasText: "DLWorkspaceCluster.extra" }).getByText("new").waitFor();
  await button(page, "Import 2 tables").click();
  await becomes(() => tableNames(page), ["jobs", "clusterstatus", "commands", "users", "extra"]);
  await entry(page, "jobs").click();
  await becomes(() => columnNames(page), ["id", "title"]);
  await openImport(page);
  await readText(page, again.replace("title varchar(10)", "title varchar(10), more int"));
  await choice("Merge").check();
  await line.getByText("merged: 1 column is added").waitFor();
  await button(page, "Import 2 tables").click();
  await becomes(() => columnNames(page), ["id", "title", "more"]);
  await openImport(page);
  await readText(page, again);
  await choice("Add").check();
  await line.getByText("stands beside the one that is there").waitFor();
  await button(page, "Import 2 tables").click();
  await becomes(async () => (await tableNames(page)).filter((name) => name === "jobs").length, 2);
});

test("an import is taken into the project as it is then, not as it was when it was read", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  const before = await tableNames(page);
  await addTable(page, "mine");
  await openImport(page);
  await readText(page, "USE DLWorkspaceCluster; CREATE TABLE extra (id int PRIMARY KEY);");
  await button(page, "Import 1 table").waitFor();
  // Longer than it takes to work it out ahead.
  await page.waitForTimeout(500);
  const undo = page.getByRole("banner").getByRole("button", { name: "Undo" });
  while ((await tableNames(page)).length > before.length) await undo.click();
  await button(page, "Import 1 table").click();
  await becomes(() => tableNames(page), [...before, "extra"]);
  await undo.click();
  await becomes(() => tableNames(page), before);
});

test("typed text outlives what else happens on the page", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const box = page.getByLabel("Text to import");
  await box.fill(SQL);
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).waitFor();
  assert.equal(await box.inputValue(), SQL);
});

test("files are dropped anywhere", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await drop(page, ["a.sql", "CREATE TABLE a (id int primary key);"], ["b.sql", "CREATE TABLE b (id int primary key);"]);
  await page.getByText("a.sql, b.sql read as SQL").waitFor();
  await becomes(() => page.getByText("Drop SQL, Qserv JSON or a project file").count(), 0);
  await button(page, "Import 2 tables").click();
  await becomes(() => tableNames(page), ["a", "b"]);
});

test("files are chosen, several at once, and the same one again", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "tabledraft-import-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [sql, json] = [join(folder, "a.sql"), join(folder, "b.json")];
  await writeFile(sql, "CREATE TABLE a (id int primary key);");
  const schema = [{ name: "id", type: "INT" }];
  await writeFile(json, JSON.stringify({ database: "d", table: "B", is_partitioned: 0, schema }));
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await openImport(page);
  const choose = async (...paths) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByText("Choose files", { exact: true }).click();
    await (await chooser).setFiles(paths);
  };
  await choose(sql, json);
  await page.getByText("b.json read as Qserv JSON").waitFor();
  await page.getByRole("heading", { name: "2 tables, 2 columns, 1 key", exact: true }).waitFor();
  await choose(sql);
  await page.getByRole("heading", { name: /^1 table,/ }).waitFor();
  await writeFile(sql, "CREATE TABLE mended (id int primary key, a int);");
  await choose(sql);
  await page.getByText("mended").waitFor();
});

const CHANGES = [
  ["has gone", (path) => rm(path)],
  ["has become shorter", (path) => writeFile(path, "CREATE")],
];
for (const [how, change] of CHANGES) {
  test(`a file that ${how} since it was chosen costs only itself`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "tabledraft-import-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const names = ["first", "changed", "last"];
    const paths = names.map((name) => join(folder, `${name}.sql`));
    for (const [index, path] of paths.entries()) await writeFile(path, `CREATE TABLE ${names[index]} (id int primary key);`);
    const app = await startApp(t);
    const page = await app.open();
    // The question waits until the file has changed.
    await page.evaluate(() => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message, ...more) {
        if (message[1] !== "import") return post.call(this, message, ...more);
        globalThis.goOn = () => post.call(this, message, ...more);
      };
    });
    await page.getByLabel("Choose files to import").setInputFiles(paths);
    await page.waitForFunction(() => globalThis.goOn);
    await change(paths[1]);
    await page.evaluate(() => globalThis.goOn());
    await page.getByRole("heading", { name: "2 tables, 2 columns, 2 keys", exact: true }).waitFor();
    await page.getByText("changed.sql cannot be read").waitFor();
  });
}

test("a script pasted on the page is read", async (t) => {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await entry(page, "users").click();
  await paste(page, "CREATE TABLE pasted (id int primary key);");
  await page.getByText("All of these tables are new; what is there stays as it is.").waitFor();
  await button(page, "Import 1 table").click();
  await entry(page, "pasted").waitFor();
});

test("a project file opens as its own project", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const project = await readFile(join(dist, "samples/qserv.tabledraft.json"), "utf8");
  await begin(page, "DLWorkspace");
  await drop(page, ["mine.tabledraft.json", project]);
  await button(page, "Open the project Sky survey").click();
  await becomes(async () => (await tableNames(page))[0], "Object");
  assert.equal(await page.getByLabel("Profile").inputValue(), "qserv");
  await goHome(page);
  await becomes(() => page.getByRole("main").getByRole("listitem").count(), 2);
});

test("registrations are read with their kinds and roles", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const schema = ["id BIGINT", "ra DOUBLE", "decl DOUBLE", "subChunkId INT"].map((text) => text.split(" "));
  const registration = {
    database: "d", table: "Object", is_partitioned: 1, director_key: "id", longitude_key: "ra", latitude_key: "decl",
    schema: schema.map(([name, type]) => ({ name, type: `${type} NOT NULL` })),
  };
  await readText(page, JSON.stringify(registration));
  await button(page, "Import 1 table").click();
  await entry(page, "Object").getByText("D", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Profile").inputValue(), "qserv", "the profile fits what was imported");
  assert.equal(await cell(page, "Null", "id").isChecked(), false);
});

/** A file of each kind, and what is said of it. */
const KINDS = [
  ["shop.sql", "CREATE TABLE orders (id int PRIMARY KEY);", "SQL"],
  ["table.json", JSON.stringify({ database: "d", table: "T", is_partitioned: 0, schema: [{ name: "a", type: "INT" }] }), "Qserv JSON"],
  ["config.json", JSON.stringify({ config: { databases: [{ database: "c", family_name: "f", is_published: 0, tables: [] }], database_families: [{ name: "f", num_stripes: 340, num_sub_stripes: 3, overlap: 0.01667 }] }, success: 1 }), "Qserv JSON"],
  ["index.json", JSON.stringify({ database: "d", table: "gone", index: "i", spec: "DEFAULT", columns: [{ column: "a", length: 0, ascending: 1 }] }), "Qserv JSON"],
  ["cat.yaml", "name: cat\ntables:\n- name: Visit\n  columns:\n  - {name: id, datatype: long}\n", "Felis"],
  ["rows.csv", "id,name\n1,a\n2,b\n", "rows"],
  ["rows.tsv", "id\tname\n1\ta\n", "rows"],
];

test("a file of each kind is read, and what is proposed is confirmed or corrected", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Empty project");
  await openImport(page);
  for (const [name, text, format] of KINDS) {
    await page.getByLabel("Choose files to import").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.getByText(`${name} read as ${format}`).waitFor();
    await button(page, "Clear").click();
  }
  const rows = { name: "Object.csv", mimeType: "text/csv", buffer: Buffer.from("objectId,ra,dec,mag\n1,10.5,-3.2,21\n2,11.5,-3.3,22\n") };
  await page.getByLabel("Choose files to import").setInputFiles(rows);
  const asked = page.getByRole("region", { name: "To confirm" });
  await asked.getByText("0 of 5 confirmed").waitFor();
  await asked.getByText("2 whole numbers from 21 to 22").waitFor();
  const commit = button(page, "Import 1 table");
  assert.ok(await commit.isDisabled(), "nothing is taken unseen");
  await asked.getByLabel("Type of Object.mag").fill("float");
  await asked.getByLabel("Type of Object.mag").press("Tab");
  await asked.getByLabel("Confirm Object.ra").check();
  assert.equal(await asked.getByLabel("Kind of Object").inputValue(), "director");
  assert.equal(await asked.getByLabel("director_key of Object").inputValue(), "objectId");
  await asked.getByText("2 of 5 confirmed").waitFor();
  await button(page, "Confirm the other 3 as proposed").click();
  await commit.click();
  await becomes(() => columnNames(page), ["objectId", "ra", "dec", "mag", "chunkId", "subChunkId"]);
  assert.equal(await cell(page, "Type", "mag").inputValue(), "float");
});

test("an import is undone in one step", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  const before = await tableNames(page);
  await openImport(page);
  await readText(page, `USE DLWorkspaceCluster; ${SQL}`);
  await button(page, "Import 2 tables").click();
  await becomes(async () => (await tableNames(page)).length, before.length + 1);
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await becomes(() => tableNames(page), before);
});

test("a long import says how far it is, and can be stopped", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await openImport(page);
  // Made in the page: larger than a browser driver hands over in one piece.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["id,name\n", "12345,some words that are long enough\n".repeat(4_000_000)], "rows.csv"));
    document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole("status").getByText(/^rows\.csv, \d+ %$/).waitFor();
  await button(page, "Stop").click();
  await becomes(() => button(page, "Stop").count(), 0);
  await readText(page, SQL);
  await button(page, "Import 2 tables").waitFor();
});
