// What is loaded with the page, and what later (scripts/lib/parts.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { addColumn, addTable, becomes, columnNames, newColumn } from "./steps.mjs";

const LATER = /tabledraft-web-later-\w+\.wasm$/;

/** The other part comes when the test lets it. Calls that could not wait for it are listed. */
async function held(app) {
  const calls = [];
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await app.context.route(LATER, async (route) => {
    if (route.request().resourceType() === "xhr") calls.push(route.request().url());
    await released;
    await route.continue();
  });
  return { calls, release };
}

test("the first page stands before the other part is there; what is wished then is done when it has come", async (t) => {
  const app = await startApp(t);
  const { calls, release } = await held(app);
  const page = await app.open();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await page.waitForTimeout(300);
  assert.ok(await page.getByRole("heading", { name: "Begin" }).isVisible(), "it waits");
  release();
  await addTable(page, "orders");
  await newColumn(page).focus();
  await addColumn(page, "state", "varchar(20)");
  await becomes(() => columnNames(page), ["id", "state"]);
  assert.deepEqual(calls, []);
});

test("the palette's key waits for the other part too", async (t) => {
  const app = await startApp(t);
  const { calls, release } = await held(app);
  const page = await app.open();
  await page.keyboard.press("Control+k");
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole("dialog").count(), 0, "it waits");
  release();
  await page.getByRole("dialog", { name: "Search or run" }).waitFor();
  assert.deepEqual(calls, []);
});

test("the palette's own key waits too, and the one that it had is left to the browser", async (t) => {
  const app = await startApp(t);
  const { calls, release } = await held(app);
  await app.context.addInitScript(() => location.protocol === "http:" && localStorage.setItem("tabledraft-keys", '{"palette":"Ctrl+J"}'));
  const page = await app.open();
  await page.evaluate(() => {
    globalThis.taken = [];
    addEventListener("keydown", (event) => setTimeout(() => taken.push([event.key, event.defaultPrevented])));
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+j");
  const taken = () => page.evaluate(() => globalThis.taken.filter(([key]) => key !== "Control"));
  await becomes(taken, [["k", false], ["j", true]]);
  release();
  await page.getByRole("dialog", { name: "Search or run" }).waitFor();
  assert.deepEqual(calls, []);
});

test("a saved project, in Chinese and with keys of one's own, needs no call that cannot wait", async (t) => {
  const app = await startApp(t, { locale: "zh-CN" });
  const { calls, release } = await held(app);
  release();
  const page = await app.open();
  await page.evaluate(() => localStorage.setItem("tabledraft-keys", '{"palette":"Ctrl+J"}'));
  await page.getByRole("button", { name: /^DLWorkspace/ }).click();
  await page.getByRole("grid").waitFor();
  await page.reload();
  await page.getByRole("grid").waitFor();
  assert.deepEqual(calls, []);
});

test("where the other part does not come, the page says so and stays", async (t) => {
  const app = await startApp(t);
  let fail;
  const opened = new Promise((resolve) => (fail = resolve));
  await app.context.route(LATER, (route) => opened.then(() => route.fulfill({ status: 503 })));
  const page = await app.open();
  fail();
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await page.getByText("A part of the designer could not be loaded").waitFor();
  await app.context.unroute(LATER);
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await page.getByText("Add a table, or import SQL").waitFor();
  app.faults.length = 0;
});

test("the text of a table is read in the page, by a part that comes with the editor; the whole script by the worker", async (t) => {
  const app = await startApp(t);
  const { calls, release } = await held(app);
  release();
  const parts = [];
  app.context.on("request", (request) => /tabledraft-web-texts/.test(request.url()) && parts.push(request.resourceType()));
  await app.context.addInitScript(() => {
    window.asked = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message[1] === "text") window.asked.push(JSON.parse(message[2].split("\n")[1]).what);
      return post.call(this, message, ...more);
    };
  });
  const page = await app.open();
  await page.getByRole("button", { name: /^DLWorkspace/ }).click();
  await page.getByRole("grid").waitFor();
  assert.deepEqual(parts, [], "it is not loaded before");
  await page.getByRole("button", { name: "SQL", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("code-editor")?.view);
  await page.evaluate(() => {
    const { view } = document.querySelector("code-editor");
    view.focus();
    view.dispatch({ selection: { anchor: view.state.doc.line(2).to } });
  });
  await page.keyboard.type(" x");
  await page.locator("code-editor").getByRole("status").filter({ hasText: "mistake" }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.asked), []);
  assert.deepEqual([...parts, ...calls], ["fetch"]);
  await page.evaluate(() => {
    const { view } = document.querySelector("code-editor");
    view.dispatch({ changes: { from: 0, insert: `-- ${"long ".repeat(20_000)}\n` } });
  });
  await becomes(() => page.evaluate(() => window.asked.slice(0, 2)), ["open", "type"]);
  await page.locator("code-editor").getByRole("status").filter({ hasText: "mistake" }).waitFor();
});

// The worker: what a script needs that MySQL or MariaDB executes comes first, the rest when a question needs it.

/** In the page, what a worker of its own answers to some questions, and which of its files were fetched by then. */
async function workerSays(page, questions, address = "./tabledraft-server_loader.js") {
  const fetched = [];
  const note = (request) => /tabledraft-server.*\.wasm$/.test(request.url()) && fetched.push(request.url().replace(/.*tabledraft-server[-_](\w+).*/, "$1"));
  page.context().on("request", note);
  const answers = await page.evaluate(async ({ address, questions }) => {
    const worker = new Worker(address);
    const next = () => new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => data[1] !== "part" && resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
    await next();
    const answers = [];
    for (const [index, [word, argument]] of questions.entries()) {
      const answer = next();
      worker.postMessage([index + 1, word, argument, []]);
      const [, kind, bytes] = await answer; // Or a Blob, of a project.
      answers.push([kind, bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes]);
    }
    worker.terminate();
    return answers;
  }, { address, questions });
  page.context().off("request", note);
  return { answers, fetched: [...new Set(fetched)].sort() };
}

/** A page of the app's address on which the designer does not run, whose own worker fetches parts too. */
async function withoutDesigner(app) {
  const page = await app.context.newPage();
  await page.goto(`${app.address}sw.js`);
  return page;
}

const said = ([kind, text]) => (assert.equal(kind, "done", text), JSON.parse(text).steps.map(({ outcome, said }) => `${outcome} ${said}`.trim()));

const ORDINARY = `mysql-9.7
CREATE DATABASE shop DEFAULT CHARSET utf8mb4; USE shop; SET NAMES utf8mb4;
CREATE TABLE orders (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, state ENUM('new', 'paid') NOT NULL DEFAULT 'new',
  price DECIMAL(10, 2) DEFAULT '0.00', at DATETIME DEFAULT CURRENT_TIMESTAMP, KEY (state, at)) ENGINE = InnoDB COMMENT 'orders';
ALTER TABLE orders ADD COLUMN note TEXT, ADD INDEX (price), MODIFY COLUMN price DECIMAL(12, 2);
ALTER TABLE orders ADD COLUMN note INT;
RENAME TABLE orders TO sales; DROP TABLE sales;`;
const ORDINARY_SAID = ["Accepted", "Accepted", "Accepted", "Accepted", "Accepted",
  "Refused ERROR 1060 (42S21): Duplicate column name 'note'", "Accepted", "Accepted"];
const RARE = `mysql-9.7
CREATE TABLE p (id INT) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (10), PARTITION b VALUES LESS THAN (10));
CREATE TABLE g (a INT, b INT GENERATED ALWAYS AS (a + 1) STORED, CHECK (a > nothing));`;
const RARE_SAID = ["Refused ERROR 1493 (HY000): VALUES LESS THAN value must be strictly increasing for each partition",
  "Refused ERROR 3820 (HY000): Check constraint 'g_chk_1' refers to non-existing column 'nothing'."];

test("an ordinary script is executed by the first part alone", async (t) => {
  const app = await startApp(t);
  const page = await withoutDesigner(app);
  const { answers, fetched } = await workerSays(page, [["script", ORDINARY], ["script", ORDINARY.replace("mysql-9.7", "mariadb-11.4")]]);
  for (const answer of answers) assert.deepEqual(said(answer), ORDINARY_SAID);
  assert.deepEqual(fetched, ["bg"]);
});

test("a rare clause fetches what it needs, and other questions the rest", async (t) => {
  const app = await startApp(t);
  const page = await withoutDesigner(app);
  const rare = await workerSays(page, [["script", RARE], ["script", ORDINARY]]);
  assert.deepEqual(said(rare.answers[0]), RARE_SAID);
  assert.deepEqual(said(rare.answers[1]), ORDINARY_SAID);
  assert.deepEqual(rare.fetched, ["bg", "rare", "reader"]);
  const columns = await workerSays(page, [["columns", "id INT, name VARCHAR(20), KEY (name)"]]);
  assert.deepEqual(JSON.parse(columns.answers[0][1])[0].map(({ name }) => name), ["id", "name"]);
  assert.deepEqual(columns.fetched, ["bg", "reader"]);
});

test("a worker of a project has everything at once, and answers in order", async (t) => {
  const app = await startApp(t);
  const page = await withoutDesigner(app);
  const { answers, fetched } = await workerSays(page, [["script", RARE], ["check", "all"], ["no such", ""], ["project", ""]], "./tabledraft-server_loader.js#whole");
  assert.deepEqual(said(answers[0]), RARE_SAID);
  assert.deepEqual(answers.map(([kind]) => kind), ["done", "done", "failed", "done"]);
  assert.deepEqual(fetched, ["bg", "others", "rare", "reader"]);
});

test("without a network the worker has all its parts, those that a call fetches too", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await app.keptForOffline(page);
  await app.goOffline();
  const { answers } = await workerSays(page, [["script", RARE], ["columns", "id INT"], ["check", "all"]]);
  assert.deepEqual(said(answers[0]), RARE_SAID);
  assert.deepEqual(answers.map(([kind]) => kind), ["done", "done", "done"]);
});
