// Types into the SQL of one table of a generated project, and times each keystroke: until the text, the model and the
// problems are up to date, and until that is drawn.

import { chromium } from "playwright-core";
import { serveFolder } from "../tests/e2e/server.mjs";
import { drop } from "../tests/e2e/steps.mjs";

const tables = Number(process.argv[2] ?? 1000);
const KEYS = 200;

const server = await serveFolder("dist");
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-gpu", "--disable-quic", "--no-first-run"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(server.address);
  await page.getByRole("button", { name: /^Empty project/ }).click();
  await drop(page, ["many.sql", script(tables)]);
  await page.getByRole("button", { name: /^Import [\d,]+ tables$/ }).click({ timeout: 120_000 });
  await page.getByRole("button", { name: "SQL", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("code-editor")?.view, null, { timeout: 120_000 });
  await page.evaluate(() => {
    const editor = document.querySelector("code-editor");
    const at = editor.view.state.doc.toString().indexOf("`", editor.view.state.doc.line(3).from + 3);
    editor.view.focus();
    editor.view.dispatch({ selection: { anchor: at } });
    window.times = { told: [], drawn: [] };
    const inner = window.tabledraftEditor;
    let started = 0;
    editor.addEventListener("keydown", () => (started = performance.now()), true);
    window.tabledraftEditor = (what, text) => {
      inner(what, text);
      // The answer comes behind the problems; by then both are shown.
      if (what !== "answer" || !started || JSON.parse(text).what !== "type") return;
      const since = started;
      started = 0;
      window.times.told.push(performance.now() - since);
      requestAnimationFrame(() => setTimeout(() => window.times.drawn.push(performance.now() - since)));
    };
  });
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 20 < 10 ? "x" : "Backspace");
    await page.waitForTimeout(60);
  }
  const times = await page.evaluate(() => window.times);
  for (const [name, list] of Object.entries(times)) {
    list.sort((a, b) => a - b);
    const at = (part) => list[Math.min(list.length - 1, Math.floor(list.length * part))]?.toFixed(1);
    console.log(`${tables} tables, ${list.length} keystrokes, ${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`);
  }
} finally {
  await browser.close();
  await server.stop();
}

function script(count) {
  const out = ["CREATE DATABASE many;\nUSE many;"];
  for (let number = 1; number <= count; number++) {
    const columns = Array.from({ length: 10 }, (_, at) => `  col_${at} ${["varchar(40)", "bigint", "datetime", "text", "decimal(10,2)"][at % 5]} NOT NULL`);
    const parent = number > 1 ? `,\n  KEY idx_parent (parent_id),\n  CONSTRAINT fk_${number} FOREIGN KEY (parent_id) REFERENCES t_${number - 1} (id)` : "";
    out.push(`CREATE TABLE t_${number} (\n  id bigint NOT NULL AUTO_INCREMENT,\n  parent_id bigint,\n${columns.join(",\n")},\n  PRIMARY KEY (id)${parent}\n);`);
  }
  return out.join("\n");
}
