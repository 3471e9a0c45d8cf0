// All that is said in Chinese: not only how each view looks when it is opened (views.test.mjs), but what readers, servers,
// editors and messages say to each kind of input, right and wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, drop } from "./steps.mjs";
import { englishLeft } from "./spoken.mjs";
import { words } from "./views.mjs";

const w = words("zh");
const button = (page, name) => page.getByRole("button", { name: w(name), exact: true });
const banner = (page, name) => page.getByRole("banner").getByRole("button", { name: w(name), exact: true }).click();

/** A page in Chinese, and a list of what is left in English: `look` adds to it, by the name of the state. */
async function open(t, names = [], options = {}) {
  const app = await startApp(t, { locale: "zh-CN", ...options });
  const page = await app.open();
  const wrong = [];
  const look = async (state) => {
    if (process.env.SHOTS) await app.shot(page, `zh-${state.replace(/\W+/g, "-")}`);
    wrong.push(...(await englishLeft(page, names)).map((text) => `${state}: ${text}`));
  };
  t.after(() => assert.deepEqual(wrong, []));
  return { app, page, look };
}

/** Reads a text or a file on the import page, and looks at what is said of it. */
async function reads(page, look, state, text, file) {
  await banner(page, "Import");
  const clear = button(page, "Clear");
  if (await clear.count()) await clear.click();
  if (file) await drop(page, [file, text]);
  else {
    await page.getByLabel(w("Text to import")).fill(text);
    await button(page, "Read this text").click();
  }
  await page.locator(".understood h2, .import .note.error").first().waitFor();
  await page.locator(".import details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
  await look(state);
}

const SQL = [
  "CREATE TABLE t (id int, name varchar(10) NOT NULL DEFAULT, KEY k (nam), PRIMARY KEY (id), ;",
  "CREATE TABLE a (id int,, x);\nCREATE TABLE a (y text DEFAULT 'x', z enum(), PRIMARY KEY (q));",
  "CREATE TABLE b (id int FIRST, v varchar, d datetime(9), f float(5,2), c int COMMENT);\nALTER TABLE b ADD COLUMN;\nDROP COLUMN x;\nhello world;",
  "CREATE TABLE c (id bigint unsigned AUTO_INCREMENT, ‘x’ int, `p int, FOREIGN KEY (id) REFERENCES (x)) ENGINE=Foo WHAT=1;",
  "CREATE DATABASE;\nUSE;\nINSERT INTO t VALUES (1);\nDELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//",
  "id bigint not null, name varchar(20), created datetime",
  "CREATE TABLE g (x int AS, y int GENERATED ALWAYS AS (x+1) STORED, CHECK x, UNIQUE KEY (), INDEX i (x(5)), KEY (x DESC)",
];

const ROWS = [
  ["objects.csv", "id,ra,decl,name,seen,flag,when\n1,10.5,-3.2,abc,2024-01-01,true,2024-01-01 10:00:00.123\n2,11,NaN,abcdef,2024-01-02,false,\\N\n3,12.25,4,a,x,true,12:00\n"],
  ["ragged.csv", "a,b,c\n1,2\n1,2,3,4\n\"open,2,3\n"],
  ["nameless.csv", "1,2,3\n4,5,6\n"],
  ["twice.tsv", "a\tA\t\n1\t2\t3\n"],
  ["empty.csv", ""],
  ["whole.csv", "n,t,u\n99999999999999999999,12:30:00.5,aa\n-5,13:00:00,bb\n"],
];

const FELIS = [
  ["sky.yaml", "name: sky\ntables:\n  - name: Object\n    primaryKey: \"#Object.objectId\"\n    columns:\n      - { name: objectId, \"@id\": \"#Object.objectId\", datatype: long, nullable: maybe }\n      - { name: ra, \"@id\": \"#Object.ra\", datatype: doubel }\n      - { name: note, datatype: string }\n      - { datatype: int }\n    indexes:\n      - { name: i }\n    constraints:\n      - { name: c, \"@type\": Foo, columns: [\"#x\"] }\n"],
  ["list.yaml", "name: sky\ntables: 5\n"],
  ["broken.yaml", "name: [sky\ntables:\n  - x: y: z\n"],
  ["other.yaml", "a: 1\n"],
  ["alias.yaml", "name: sky\ntables: &t [*t]\n"],
  ["nameless.yaml", "name: sky\ntables:\n  - columns: 3\n  - name: T\n    columns: [4]\n"],
];

const JSONS = [
  ["table.json", "{\"database\": \"sky\", \"table\": \"Object\", \"is_partitioned\": \"1\", \"director_key\": 5, \"schema\": [{\"name\": \"a\"}, 7], \"schema\": {}}"],
  ["broken.json", "{\"database\": \"sky\", // no\n \"table\": }"],
  ["other.json", "{\"a\": 1}"],
  ["config.json", JSON.stringify({ success: 1, config: { database_families: [{ name: "f", num_stripes: 340, num_sub_stripes: 3, overlap: 0.01 }], databases: [{ family_name: "f" }, { database: "sky", family_name: "f", tables: [{ name: "T", columns: [{ name: "a", type: "INT" }] }] }] } })],
  ["index.json", "{\"database\": \"sky\", \"table\": \"Gone\", \"index\": \"i\", \"spec\": \"WHAT\", \"columns\": 5}"],
  ["damaged.tabledraft.json", "{\"tabledraft\": 1, \"name\": 5}"],
  ["newer.tabledraft.json", "{\"tabledraft\": 99}"],
  ["matches.json", "{\"database\": \"sky\", \"table\": \"M\", \"is_partitioned\": 1, \"director_table\": \"Object\", \"director_table2\": \"Source\", \"schema\": [{\"name\": \"a\", \"type\": \"TEXT\"}]}"],
];

test("what is said of texts that come in", async (t) => {
  const given = [...SQL, ...[...ROWS, ...FELIS, ...JSONS].flat()].join(" ").match(/[A-Za-z_]+/g);
  const { page, look } = await open(t, given);
  await page.locator("button.card").first().click();
  await page.getByTitle(w("All projects")).waitFor();
  for (const [at, sql] of SQL.entries()) await reads(page, look, `SQL ${at}`, sql);
  for (const [name, text] of [...ROWS, ...FELIS, ...JSONS]) await reads(page, look, name, text, name);
  await drop(page, ["picture.sql", "\0\0\0"]);
  await becomes(async () => (await page.locator(".import .understood, .import .note.error").count()) > 0, true);
  await look("binary");
});

test("what is said of a project that is not right, and of its way to the servers", async (t) => {
  const { page, look } = await open(t, SQL.join(" ").match(/[A-Za-z_]+/g));
  for (const [at, sql] of SQL.entries()) {
    await page.getByLabel(w("Text to import")).fill(sql);
    await button(page, "Read this text").click();
    await page.locator(".understood h2").waitFor();
    const take = page.locator(".understood button.primary");
    if (!(await take.isVisible())) continue;
    await take.click();
    await page.getByTitle(w("All projects")).waitFor();
    await look(`project ${at}`);
    await button(page, "Server").click();
    for (const value of await page.getByLabel(w("Server to ask")).locator("option").evaluateAll((all) => all.map((one) => one.value))) {
      await page.getByLabel(w("Server to ask")).selectOption(value);
      await becomes(async () => (await page.locator(".problems.server header .summary").innerText()) !== w("Asking…"), true);
      await look(`project ${at}, ${value}`);
    }
    await button(page, "Problems").click();
    await page.getByTitle(w("All projects")).click();
    await page.getByRole("heading", { name: w("Begin") }).waitFor();
  }
});

const CODE = [
  ["SQL", "CREATE TABLE `x` (\n  a varchr(5) NOT NUL,\n  b int DEFAULT,\n  c decimal(99,3) COMMENT,\n  KEY k (gone),\n  FOREIGN KEY (a)\n) ENGINE=; SELECT 1;"],
  ["SQL", "CREATE TABLE other.`y` (a int); CREATE TABLE z (b int); DROP"],
  ["Payload", "{\"database\": \"elsewhere\", \"table\": 5, \"schema\": [{\"name\": \"a\"}], \"ang_sep\": }"],
  ["Payload", "[1]"],
];

test("what the editors say: mistakes, completion, hover, fixes", async (t) => {
  const { page, look } = await open(t, CODE.flat().join(" ").match(/[A-Za-z_]+/g));
  await page.locator("button.card").nth(1).click();
  await page.locator("tr[data-row]").first().waitFor();
  const shown = page.getByRole("group", { name: w("How the table is shown") });
  const editor = page.locator("code-editor").first();
  const has = (text) => editor.evaluate((element, text) => {
    element.view.dispatch({ changes: { from: 0, to: element.view.state.doc.length, insert: text } });
    element.view.focus();
  }, text);
  for (const [kind, text] of CODE) {
    await shown.getByRole("button", { name: kind === "SQL" ? "SQL" : w("Payload") }).click();
    await becomes(() => editor.evaluate((element) => Boolean(element.view)), true);
    const before = await editor.evaluate((element) => element.view.state.doc.toString());
    await look(`${kind}`);
    await has(text);
    await becomes(async () => (await editor.getByRole("status").innerText()) !== w("Understood"), true);
    await look(`${kind} with mistakes`);
    // Each mistake, as it is read out and as it is hovered over.
    await page.keyboard.press("Control+Shift+M");
    await page.locator(".cm-panel-lint").waitFor();
    await look(`${kind}, list of mistakes`);
    await page.keyboard.press("Escape");
    await has(before);
    await becomes(() => editor.getByRole("status").innerText(), w("Understood"));
    // What can stand at each place, and what stands there.
    for (const piece of kind === "SQL" ? ["BIGINT", "DOUBLE", "NOT NULL", "ENGINE"] : ["\"schema\"", "\"is_partitioned\"", "\"director_key\"", "\"type\": \""]) {
      const there = await editor.evaluate((element, piece) => {
        const at = element.view.state.doc.toString().indexOf(piece);
        if (at < 0) return false;
        element.view.focus();
        element.view.dispatch({ selection: { anchor: at + 1 }, scrollIntoView: true });
        return true;
      }, piece);
      if (!there) continue;
      await page.keyboard.press("Control+Space");
      await page.locator(".cm-tooltip-autocomplete").waitFor({ timeout: 2000 }).catch(() => {});
      await look(`${kind}, offered at ${piece}`);
      await page.keyboard.press("Escape");
      const place = await editor.evaluate((element) => element.view.coordsAtPos(element.view.state.selection.main.head));
      await page.mouse.move(place.left + 4, (place.top + place.bottom) / 2);
      await page.locator(".code-hover, .cm-tooltip-lint").first().waitFor({ timeout: 2000 }).catch(() => {});
      await look(`${kind}, said of ${piece}`);
      await page.mouse.move(0, 0);
    }
  }
});

test("what is said of what is done: messages, labels of steps, refusals", async (t) => {
  const { page, look } = await open(t, ["position", "nonsense", "qqq"]);
  await page.locator("button.card").nth(1).click();
  await page.locator("tr[data-row]").first().waitFor();
  const type = async (row, field, text) => {
    // The field of the cell with the keyboard lies over it.
    await page.locator(`tr[data-row='${row}'] td[data-f='0']`).click({ force: true });
    await page.locator(`tr[data-row='${row}'] td[data-f='${field}']`).click({ force: true });
    await page.keyboard.press("F2");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  };
  const DONE = [
    ["rename", () => type(1, 0, "position")],
    ["type", () => type(1, 1, "FLOAT")],
    ["no type", () => type(1, 1, "varchar(")],
    ["unknown type", () => type(1, 1, "nonsense")],
    ["null", () => type(1, 2, "yes")],
    ["neither", () => type(1, 2, "qqq")],
    ["default", () => type(1, 3, "5")],
    ["charset", () => type(1, 5, "latin1")],
    ["no charset", () => type(4, 5, "qqq")],
    ["key", () => type(1, 6, "UNI")],
    ["no key", () => type(1, 6, "QQQ")],
    ["role", () => type(1, 7, "qqq")],
    ["comment", () => type(1, 8, "x")],
    ["delete", async () => {
      await page.locator("tr[data-row='3'] td[data-f='0']").click({ force: true });
      await page.locator("tr[data-row='3'] button").last().click();
    }],
    ["clear", async () => {
      await page.locator("tr[data-row='1'] td[data-f='8']").click({ force: true });
      await page.keyboard.press("Delete");
    }],
    ["fill", async () => {
      await page.locator("tr[data-row='1'] td[data-f='8']").click({ force: true });
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("ControlOrMeta+d");
    }],
    ["check", async () => {
      await button(page, "Add a check").click();
      await button(page, "Add a key").click();
      await button(page, "Add a foreign key").click();
    }],
    ["fix", () => page.locator(".problems button.fix").first().click()],
    ["let pass", async () => {
      await page.locator(".problems button.pass").first().click();
      await page.locator("#pass-reason").fill("x");
      await page.keyboard.press("Enter");
    }],
  ];
  for (const [name, act] of DONE) {
    await act();
    await page.waitForTimeout(150);
    await look(name);
    await page.keyboard.press("Escape");
  }
  // Each of the steps by its name, back and again.
  const undo = page.locator("header.top-bar .group button").first();
  while (await undo.isEnabled()) {
    await undo.click();
    await look("undone");
  }
});

test("the palette, help and settings in Chinese, with each profile", async (t) => {
  const { page, look } = await open(t);
  for (const card of [1, 2, 3]) {
    await page.locator("button.card").nth(card).click();
    await page.getByTitle(w("All projects")).waitFor();
    await look(`sample ${card}`);
    await page.keyboard.press("ControlOrMeta+k");
    await page.locator("#palette-list li").first().waitFor();
    await look(`palette ${card}`);
    await page.keyboard.press("Escape");
    const profile = page.locator("header.top-bar select");
    for (const value of await profile.locator("option").evaluateAll((all) => all.map((one) => one.value))) {
      await profile.selectOption(value);
      await page.locator(".problems header").waitFor();
      await page.waitForTimeout(300);
      await look(`sample ${card}, judged by ${value}`);
    }
    await page.getByTitle(w("All projects")).click();
    await page.getByRole("heading", { name: w("Begin") }).waitFor();
  }
});
