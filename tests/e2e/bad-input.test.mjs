// What cannot be read is said with its place and what to do; the open project stays as it is.

import assert from "node:assert/strict";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { addTable, becomes, begin, button, openImport, readText, saved, tableNames } from "./steps.mjs";

const bytes = (...values) => Buffer.from(values);

/** A schema whose aliases unfold to two to the power of forty things. */
function bomb() {
  const steps = Array.from({ length: 40 }, (_, n) => `s${n + 1}: &s${n + 1} [*s${n}, *s${n}]\n`);
  return `s0: &s0 [x, x]\n${steps.join("")}name: n\ntables: []\n`;
}

/** A name, what the file holds, and what has to be said of it: the place and the remedy. */
const FILES = [
  ["cut.sql", Buffer.from("CREATE TABLE a (id int);\nCREATE TABLE b (\n  id int,\n  name varchar(10"), /cut\.sql:\d+:\d+/, /b\b|\)/],
  ["broken.json", Buffer.from('{\n  "database": "d",\n  "table": "t"\n  "schema": []\n}'), /broken\.json:3:15/, /comma/],
  ["picture.sql", bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13), /picture\.sql/, /text file/],
  ["latin.sql", bytes(...Buffer.from("CREATE TABLE a (id int COMMENT '"), 0xe9, 0x27, 0x29, 0x3b), /latin\.sql:1:33/, /UTF-8/],
  ["wide.sql", bytes(0xff, 0xfe, 0x43, 0), /wide\.sql/, /UTF-8/],
  ["later.tabledraft.json", Buffer.from('{"tabledraft": 99, "name": "x", "profile": "mysql", "workspace": {}}'), /format 99/, /Update Tabledraft/],
  ["torn.tabledraft.json", Buffer.from('{"tabledraft": 1, "name": "x", "work'), /torn\.tabledraft\.json:1:/, /./],
  ["odd.json", Buffer.from('{"hello": "world"}'), /odd\.json/, /./],
  ["twice.json", Buffer.from('{"database": "d", "table": "t", "schema": [], "database": "e"}'), /twice\.json:1:/, /./],
  ["attribute.json", Buffer.from('{"database": "d", "table": "t", "schema": [], "schema": []}'), /attribute\.json:1:/, /./],
  ["number.json", Buffer.from('{"database": "d", "num_stripes": "340", "num_sub_stripes": 3, "overlap": 0.1}'), /number\.json:1:/, /number/],
  ["nan.json", Buffer.from('{"database": "d", "overlap": NaN}'), /nan\.json:1:/, /JSON has no NaN/],
  ["deep.json", Buffer.from("[".repeat(10_000) + "]".repeat(10_000)), /deep\.json:1:/, /right file/],
  ["bomb.yaml", Buffer.from(bomb()), /bomb\.yaml:/, /./],
  ["ragged.csv", Buffer.from("a,b\n1,2\n3\n4,5,6\n"), /ragged\.csv:3:/, /missing fields/],
  ["empty.sql", Buffer.from(""), /Nothing to import was found/, /right text or file/],
  ["blank.json", Buffer.from(" \n\n"), /Nothing to import was found/, /right text or file/],
];

test("every bad file is spoken of, and the project and the designer go on", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await saved(page).waitFor();
  const before = await tableNames(page);
  await openImport(page);
  for (const [name, buffer, place, remedy] of FILES) {
    await page.getByLabel("Choose files to import").setInputFiles({ name, mimeType: "text/plain", buffer });
    const told = page.locator(".understood");
    await becomes(async () => place.test(await told.innerText().catch(() => "")), true, `${name} is named with its place ${place}`);
    assert.match(await told.innerText(), remedy, `${name} has a remedy`);
    assert.deepEqual(await tableNames(page), before);
    await button(page, "Clear").click();
  }
  assert.ok(await page.getByRole("banner").getByRole("button", { name: "Undo" }).isDisabled(), "nothing was changed");
  await addTable(page, "still_here");
});

test("a good file beside a bad one is read", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const text = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const files = [text("good.sql", "CREATE TABLE good (id int primary key);"), text("bad.json", "{")];
  await page.getByLabel("Choose files to import").setInputFiles(files);
  await page.getByText(/bad\.json:1:/).waitFor();
  await button(page, "Import 1 table").click();
  await becomes(() => tableNames(page), ["good"]);
});

test("a file of 100 MB is refused with a way out, and the page goes on", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "tabledraft-huge-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "dump.sql");
  const file = await open(path, "w");
  await file.truncate(100 * 1024 * 1024);
  await file.close();
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await openImport(page);
  await page.getByLabel("Choose files to import").setInputFiles(path);
  const alert = page.getByRole("alert");
  await alert.getByText("dump.sql has 100 MB").waitFor();
  assert.match(await alert.innerText(), /--no-data/);
  await addTable(page, "still_here");
});

test("a text just below the limit is read without losing the page", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const row = `INSERT INTO t VALUES (${"'x',".repeat(2_000)}1);\n`;
  const text = `CREATE TABLE t (id int primary key);\n${row.repeat(Math.floor((20 * 1024 * 1024) / row.length))}`;
  // Larger than a browser driver hands over in one piece, so the page makes the file.
  await page.evaluate(
    ([start, row, times]) => {
      const data = new DataTransfer();
      data.items.add(new File([start, row.repeat(times)], "dump.sql"));
      const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector("main").dispatchEvent(event);
    },
    ["CREATE TABLE t (id int primary key);\n", row, Math.floor(text.length / row.length)],
  );
  await button(page, "Import 1 table").click({ timeout: 60_000 });
  await becomes(() => tableNames(page), ["t"]);
});

test("text typed into the box is judged the same", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await readText(page, "CREATE TABLE a (id int;");
  await page.getByText(/pasted text:1:/).waitFor();
});
