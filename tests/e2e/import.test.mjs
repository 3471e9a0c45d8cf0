// Import: everything that comes in is shown before anything changes.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { dist, startApp } from "./lib.mjs";
import {
  CLIPBOARD, becomes, begin, button, cell, columnNames, drop, entry, goHome, openExport, openImport, paste, readText,
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

test("cancel changes nothing, here and on the first page", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await readText(page, SQL);
  await button(page, "Cancel").click();
  await becomes(() => button(page, "Import 2 tables").count(), 0);
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

test("tables of the same name are replaced, or stand beside", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const again = `USE DLWorkspaceCluster; ${SQL}`;
  await begin(page, "DLWorkspace");
  await openImport(page);
  await readText(page, again);
  const replace = page.getByRole("checkbox", { name: /^Replace the .* of the same name: jobs/ });
  assert.ok(await replace.isChecked());
  await button(page, "Import 2 tables").click();
  await becomes(() => tableNames(page), ["jobs", "clusterstatus", "commands", "users", "extra"]);
  await entry(page, "jobs").click();
  await becomes(() => columnNames(page), ["id", "title"]);
  await openImport(page);
  await readText(page, again);
  await replace.uncheck();
  await button(page, "Import 2 tables").click();
  await becomes(async () => (await tableNames(page)).filter((name) => name === "jobs").length, 2);
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
  await page.getByText("a.sql read as SQL").waitFor();
  await page.getByText("b.sql read as SQL").waitFor();
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

test("a script pasted on the page is read", async (t) => {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await entry(page, "users").click();
  await paste(page, "CREATE TABLE pasted (id int primary key);");
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
