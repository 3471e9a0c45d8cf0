// Large schemas: everything is shown and checked, and the page stays small.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  becomes, begin, button, cell, columnNames, detail, drop, entry, focused, goHome, openExport, problemCounts, said, saved, shownText, tableName,
  tableNames, type,
} from "./steps.mjs";

/** Every 40th table has no primary key. */
function script(tables) {
  const table = (at) => {
    const columns = Array.from({ length: 12 }, (_, column) => `  \`column_${column}\` varchar(64) NOT NULL DEFAULT ''`);
    const key = at % 40 === 0 ? [] : ["  PRIMARY KEY (`id`)", "  KEY `by_one` (`column_1`, `column_2`)"];
    return `CREATE TABLE \`table_${at}\` (\n${["  `id` bigint NOT NULL", ...columns, ...key].join(",\n")}\n) ENGINE=InnoDB;\n`;
  };
  return `CREATE DATABASE big;\nUSE big;\n${Array.from({ length: tables }, (_, at) => table(at)).join("")}`;
}

function wideRegistration(columns) {
  const column = (at) => ({ name: `flux_${at}`, type: at % 2 ? "DOUBLE DEFAULT NULL" : "BIGINT NOT NULL" });
  const own = ["objectId BIGINT NOT NULL", "ra DOUBLE NOT NULL", "decl DOUBLE NOT NULL", "chunkId INT NOT NULL", "subChunkId INT NOT NULL"];
  const schema = own.map((text) => ({ name: text.split(" ")[0], type: text.slice(text.indexOf(" ") + 1) }));
  return JSON.stringify({
    database: "wide", table: "Object", is_partitioned: 1, director_key: "objectId", longitude_key: "ra",
    latitude_key: "decl", schema: [...schema, ...Array.from({ length: columns - own.length }, (_, at) => column(at))],
  });
}

const elements = (page) => page.evaluate(() => document.querySelectorAll("*").length);

/** The words of the worker's questions, in `window.asked`; the rehearsal's with its steps. Those that are answered are in `window.answered`. */
const noteQuestions = (app) => app.context.addInitScript(() => {
  window.asked = [];
  window.answered = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    this.addEventListener("message", ({ data }) => data[0] === message[0] && data[1] === "done" && window.answered.push(message[1]));
    window.asked.push(message[1] === "rehearsal" ? `rehearsal ${message[2].length > 2 ? "begins" : message[2]}` : message[1]);
    return post.call(this, message, ...more);
  };
});

test("400 tables are imported, listed, checked and exported", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await drop(page, ["big.sql", script(400)]);
  await page.getByRole("heading", { name: "400 tables, 5200 columns, 780 keys" }).waitFor();
  await button(page, "Import 400 tables").click();
  await said(page, "400 tables, 5200 columns imported.").waitFor();
  const drawn = await tableNames(page);
  assert.ok(drawn.length > 10 && drawn.length < 40, `${drawn.length} of 400 are drawn`);
  await entry(page, drawn[0]).focus();
  await page.keyboard.press("End");
  await becomes(() => tableNames(page).then((names) => names.at(-1)), "table_399");
  const found = async () => Object.values(await problemCounts(page)).reduce((sum, count) => sum + count, 0);
  await becomes(found, 10, "each table without a primary key");
  await page.getByLabel("Search tables, columns, comments, indexes").fill("table_399");
  await becomes(() => tableNames(page), ["table_399"]);
  await entry(page, "table_399").click();
  await becomes(() => tableName(page).inputValue(), "table_399");
  await type(tableName(page), "the_last");
  await openExport(page, "big.sql");
  await page.getByText("The first 3000 lines are shown.").waitFor();
  assert.ok((await shownText(page)).split("\n").length <= 3001);
});

test("lists and the grid are drawn as far as they are seen, whatever the window and the foot are like", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await drop(page, ["big.sql", script(400).replace("id` bigint NOT NULL,", `id\` bigint NOT NULL, ${Array.from({ length: 200 }, (_, at) => `c${at} int`).join()},`)]);
  await button(page, "Import 400 tables").click();
  await said(page, "400 tables, 5400 columns imported.").waitFor();
  /** The names of what shows nothing at its lower edge. */
  const empty = () => page.evaluate(() => {
    const rows = { ".explorer .list": "li:not([aria-hidden])", ".grid": "tr[data-row]", ".problems ul": "li:not([aria-hidden])" };
    return Object.entries(rows).flatMap(([place, row]) => {
      const list = document.querySelector(place);
      const last = [...(list?.querySelectorAll(row) ?? [])].at(-1);
      // A drawer that is not open is drawn when it is opened.
      if (!last || !list.checkVisibility({ visibilityProperty: true }) || list.getBoundingClientRect().right <= 0) return [];
      const [end, edge] = [last, list].map((one) => Math.round(one.getBoundingClientRect().bottom));
      return end < edge && list.scrollTop + list.clientHeight < list.scrollHeight ? [`${place} ends at ${end} of ${edge}, scrolled by ${list.scrollTop}`] : [];
    });
  });
  const edge = page.getByRole("separator", { name: "Height of the problems" });
  const fold = page.getByRole("button", { name: "Problems", exact: true });
  for (const size of [{ width: 1280, height: 800 }, { width: 1280, height: 1500 }, { width: 700, height: 1000 }]) {
    await page.setViewportSize(size);
    await becomes(empty, []);
    for (const key of ["Home", "End"]) {
      await edge.focus();
      await page.keyboard.press(key);
      await becomes(empty, [], `${size.height} pixels high, the foot after ${key}`);
    }
    await fold.click();
    await becomes(empty, [], `${size.height} pixels high, without the foot`);
    await fold.click();
  }
});

test("who imports while what was read is being checked waits for that check, and not for a second one", async (t) => {
  const app = await startApp(t);
  await app.context.addInitScript(() => {
    window.asked = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...more) {
      const [, word, argument] = message;
      if (/^check/.test(word)) window.asked.push(word === "check" ? `check ${argument}` : word);
      if (word === "check-ahead") setTimeout(() => [...document.querySelectorAll("main button.primary")].find((one) => /^Import \d/.test(one.textContent)).click());
      return post.call(this, message, ...more);
    };
  });
  const page = await app.open();
  await drop(page, ["big.sql", script(400)]);
  await said(page, "400 tables, 5200 columns imported.").waitFor();
  await becomes(async () => (await problemCounts(page)).error + (await problemCounts(page)).warning, 10);
  // What is asked behind it is what is new since then.
  await becomes(() => page.evaluate(() => [...new Set(window.asked)].join()), "check-ahead,check ");
  assert.equal((await page.evaluate(() => window.asked)).filter((one) => one === "check-ahead").length, 1);
});

test("who is quicker than the rehearsal has it while they look at what was read", async (t) => {
  const app = await startApp(t);
  await noteQuestions(app);
  await app.context.addInitScript(() => {
    // As soon as there is a field.
    const type = () => {
      const field = document.querySelector("main textarea");
      if (!field) return setTimeout(type);
      field.value = "CREATE TABLE a (id int primary key);";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      [...document.querySelectorAll("main button.primary")].find((one) => one.textContent === "Read this text").click();
    };
    addEventListener("TrunkApplicationStarted", () => setTimeout(type));
  });
  const page = await app.open();
  await button(page, "Import 1 table").waitFor();
  await becomes(async () => (await page.evaluate(() => window.asked)).at(-1), "rehearsal 8");
  const asked = await page.evaluate(() => window.asked);
  assert.ok(asked.indexOf("import") < asked.indexOf("rehearsal begins"), asked.join());
  await button(page, "Import 1 table").click();
  await entry(page, "a").waitFor();
});

test("what was read is drawn before it is seen, and the click only shows it", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const ahead = page.locator(".workbench.ahead");
  const whole = () => ahead.locator(".inspector").count();
  const first = page.locator(".start-page");
  await first.evaluate((drawn) => (drawn.first = true));
  await drop(page, ["wide.json", wideRegistration(40)]);
  await button(page, "Import 1 table").waitFor();
  await becomes(whole, 1);
  assert.equal(await ahead.isVisible(), false);
  assert.equal(await first.evaluate((drawn) => drawn.first), true, "what is seen is not drawn anew for it");
  await becomes(() => page.getByRole("main").count(), 1, "nobody hears of it");
  // No key comes into it.
  for (let key = 0; key < 30; key += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => Boolean(document.activeElement.closest(".ahead"))), false);
  }

  // What is not taken is not there any more, and of another file another workbench is drawn.
  await ahead.evaluate((drawn) => (drawn.first = true));
  await button(page, "Clear").click();
  await becomes(() => ahead.count(), 0);
  await drop(page, ["big.sql", script(80)]);
  await button(page, "Import 80 tables").waitFor();
  await becomes(whole, 1);
  await becomes(async () => ahead.locator("button[data-table]").first().textContent().then((text) => text.includes("table_0")), true);
  assert.equal(await ahead.evaluate((drawn) => drawn.first ?? false), false);

  await ahead.evaluate((drawn) => (drawn.second = true));
  await button(page, "Import 80 tables").click();
  await said(page, "80 tables, 1040 columns imported.").waitFor();
  await becomes(() => page.locator(".workbench").evaluateAll((all) => all.map((one) => [one.second, one.className.includes("ahead")])), [[true, false]]);
  await becomes(async () => Object.values(await problemCounts(page)).reduce((sum, count) => sum + count, 0), 2);
  await becomes(() => page.evaluate(() => document.activeElement.tagName), "MAIN");
  await cell(page, "Type", "column_1").focus();

  // It is left like any other.
  await goHome(page);
  await becomes(() => page.locator(".workbench").count(), 0);
  await drop(page, ["wide.json", wideRegistration(40)]);
  await becomes(whole, 1);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("new project");
  await page.keyboard.press("Enter");
  await page.getByText("Add a table, or import SQL").waitFor();
  await becomes(() => page.locator(".workbench").evaluateAll((all) => all.map((one) => one.className.includes("ahead"))), [false]);
  assert.deepEqual(await tableNames(page), []);
});

test("what is imported is written while it is looked at, and not a second time", async (t) => {
  const app = await startApp(t);
  await noteQuestions(app);
  const page = await app.open();
  await drop(page, ["big.sql", script(400)]);
  const written = async () => (await page.evaluate(() => window.asked)).filter((word) => word === "project").length;
  await becomes(() => page.evaluate(() => window.answered.includes("project")), true);
  await button(page, "Import 400 tables").click();
  await saved(page).waitFor();
  assert.equal(await written(), 1);
  await page.reload();
  await becomes(() => tableNames(page).then((names) => names[0]), "table_0");
});

test("what is imported is kept, also when the page is left at once", async (t) => {
  const app = await startApp(t);
  await noteQuestions(app);
  const page = await app.open();
  await drop(page, ["big.sql", script(400)]);
  await becomes(() => page.evaluate(() => window.answered.includes("project")), true);
  await button(page, "Import 400 tables").click();
  await page.getByLabel("Project name").waitFor();
  await page.reload();
  await becomes(() => tableNames(page).then((names) => names[0]), "table_0");
});

test("who leaves a project that is too large to be kept at once is asked, and may go when it is", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await drop(page, ["big.sql", script(4_000)]);
  await button(page, "Import 4000 tables").click();
  await page.getByLabel("Project name").waitFor();
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  await page.evaluate(() => location.reload());
  await becomes(() => asked.join(), "beforeunload");
  await saved(page).waitFor();
  await page.reload();
  await becomes(() => tableNames(page).then((names) => names[0]), "table_0");
  assert.deepEqual(asked, ["beforeunload"]);
});

test("a table of 1,305 columns draws the rows in sight only, and each can be reached", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await drop(page, ["wide.json", wideRegistration(1305)]);
  await button(page, "Import 1 table").click();
  await becomes(() => tableName(page).inputValue(), "Object");
  await becomes(() => problemCounts(page), { error: 0, warning: 0, advice: 0 });
  assert.ok((await columnNames(page)).length < 80, "virtual rows");
  assert.ok((await elements(page)) < 5_000, `${await elements(page)} elements`);

  // The lists of the details are filled when somebody comes to them.
  const key = detail(page, "Key column");
  const choices = () => key.locator("option").count();
  assert.equal(await key.inputValue(), "objectId");
  assert.ok((await choices()) < 5);
  await key.focus();
  await becomes(choices, 1306);
  await key.selectOption("flux_7");
  await becomes(() => key.inputValue(), "flux_7");
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await becomes(() => key.inputValue(), "objectId");

  await page.getByRole("grid").hover();
  await page.mouse.wheel(0, 100_000);
  await cell(page, "Name", "flux_1299").waitFor();
  assert.ok((await columnNames(page)).length < 80);
  await type(cell(page, "Name", "flux_1299"), "the_last");
  await page.mouse.wheel(0, -100_000);
  await cell(page, "Name", "objectId").waitFor();
  await cell(page, "Name", "objectId").focus();
  // A key that is held comes faster than rows are drawn: it may wait for them, but not leave the grid.
  for (let press = 0; press < 300 && (await focused(page)) !== "Name of flux_55"; press += 1) {
    assert.match(await focused(page), /^Name of (?!a new)/);
    await page.keyboard.press("ArrowDown");
  }
  assert.equal(await focused(page), "Name of flux_55");
  await openExport(page, "wide/Object.json");
  assert.match(await shownText(page), /"the_last"/);
});

test("what is being typed is not lost when its row is scrolled away", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await drop(page, ["wide.json", wideRegistration(1305)]);
  await button(page, "Import 1 table").click();
  await cell(page, "Comment", "ra").focus();
  await page.keyboard.type("right ascension");
  await page.getByRole("grid").hover();
  await page.mouse.wheel(0, 50_000);
  await becomes(async () => (await columnNames(page)).includes("ra"), false);
  await page.mouse.wheel(0, -50_000);
  await becomes(() => cell(page, "Comment", "ra").inputValue(), "right ascension");
});

test("a project of many tables opens quickly enough to be used at once", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "BK-CI");
  await becomes(async () => (await tableNames(page)).length, 37);
  assert.ok((await elements(page)) < 3_000, `${await elements(page)} elements`);
});
