// Measures the diagram of one schema after the other; see scripts/measure-diagram.

import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { tmpdir } from "node:os";
import { chromium } from "playwright-core";
import { serveFolder } from "../tests/e2e/server.mjs";

const files = process.argv.slice(2).map((path) => [basename(path), readFileSync(path, "utf8")]);
const schemas = files.length ? files : [100, 1000, 5000].map((count) => [`${count}.sql`, made(count)]);
const server = await serveFolder("dist");
const rows = [["schema", "tables", "import ms", "first ms", "pan ms p50/p95", "worker", "zoom ms p50/p95", "worker", "far pan p50/p95", "worker", "longest task", "MB page", "MB worker"]];
for (const [name, text] of schemas) rows.push(await measure(name, text));
const blank = await blankFrames();
await server.stop();
console.log(`Frames of a page that draws a single rectangle in a worker, ms p50/p95: ${blank}`);
for (const row of rows) console.log(row.map((cell, at) => String(cell)[at ? "padStart" : "padEnd"](at ? 16 : 28)).join(" "));

async function measure(name, text) {
  const { context, profile } = await browser();
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.goto(server.address);
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  const start = Date.now();
  await drop(page, name, text);
  await page.getByRole("button", { name: /^(Import [\d,]+ tables?|Open)/ }).first().click({ timeout: 120_000 });
  await page.getByTitle("All projects").waitFor({ timeout: 120_000 });
  const imported = Date.now() - start;
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
    }).observe({ type: "longtask" });
  });
  const opened = Date.now();
  const started = page.waitForEvent("worker", { predicate: (one) => one.url().includes("diagram"), timeout: 60_000 });
  await page.getByRole("banner").getByRole("button", { name: "Diagram" }).click();
  const worker = await started;
  await quiet(worker);
  const frames = await worker.evaluate(() => self.frames);
  const first = (await worker.evaluate(() => performance.timeOrigin)) + frames[0] + frames[1] - opened;
  const far = await gesture(page, worker, { every: 60, x: 24, y: 8 });
  await page.getByRole("button", { name: /^\d+ %$/ }).click();
  await quiet(worker);
  const pan = await gesture(page, worker, { every: 120, x: 30, y: 14 });
  const zoom = await gesture(page, worker, { every: 80, x: 0, y: 40, ctrlKey: true });
  const tables = await page.locator("[role=option]").first().getAttribute("aria-setsize");
  const longest = Math.round(await page.evaluate(() => window.longest));
  const heap = Math.round((await page.evaluate(() => (gc?.(), performance.memory.usedJSHeapSize))) / 1e6);
  const workers = Math.round((await worker.evaluate(() => performance.memory?.usedJSHeapSize ?? 0)) / 1e6);
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return [name, tables, imported, Math.round(first), ...pan, ...zoom, ...far, longest, heap, workers];
}

/** With a profile of its own. */
async function browser() {
  const profile = mkdtempSync(join(tmpdir(), "tabledraft-measure-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
    viewport: { width: 1440, height: 900 },
  });
  return { context, profile };
}

/** What the browser and the machine give at best: three seconds of frames of a canvas as large as the diagram's, with next to nothing to draw. */
async function blankFrames() {
  const { context, profile } = await browser();
  const page = await context.newPage();
  await page.goto("about:blank");
  const starts = await page.evaluate(
    () =>
      new Promise((done) => {
        document.body.innerHTML = '<canvas width="1440" height="800"></canvas>';
        const canvas = document.querySelector("canvas").transferControlToOffscreen();
        const work = (event) => {
          const pen = event.data.getContext("2d");
          const starts = [];
          const frame = (time) => {
            starts.push(time);
            pen.fillRect(0, 0, starts.length % 1440, 800);
            if (starts.at(-1) - starts[0] < 3000) requestAnimationFrame(frame);
            else postMessage(starts);
          };
          requestAnimationFrame(frame);
        };
        const worker = new Worker(URL.createObjectURL(new Blob([`onmessage = ${work}`])));
        worker.onmessage = (event) => done(event.data);
        worker.postMessage(canvas, [canvas]);
      }),
  );
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return pair(starts.slice(1).map((time, at) => time - starts[at]));
}

/**
 * Three seconds of a movement, a turn of the wheel a frame, to and fro: the time from frame to frame, as the browser dates
 * them (16.7 ms where none is left out), and what the worker needs for one. The page turns the wheel itself, because a
 * driver's turns come more seldom than frames.
 */
async function gesture(page, worker, movement) {
  await worker.evaluate(() => {
    if (!self.dates) {
      self.dates = [];
      const request = self.requestAnimationFrame.bind(self);
      self.requestAnimationFrame = (draw) => request((date) => (self.dates.push(date), draw(date)));
    }
    self.frames.length = self.dates.length = 0;
  });
  await page.evaluate(
    ({ every, x, y, ctrlKey }) =>
      new Promise((done) => {
        const canvas = document.querySelector("diagram-canvas canvas") ?? document.querySelector("canvas");
        const { left, top, width, height } = canvas.getBoundingClientRect();
        const place = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true, ctrlKey };
        const end = performance.now() + 3000;
        let step = 0;
        const turn = () => {
          const way = step++ % every < every / 2 ? 1 : -1;
          canvas.dispatchEvent(new WheelEvent("wheel", { ...place, deltaX: way * x, deltaY: way * y }));
          if (performance.now() < end) requestAnimationFrame(turn);
          else done();
        };
        requestAnimationFrame(turn);
      }),
    movement,
  );
  const [dates, all] = await worker.evaluate(() => [Array.from(self.dates), Array.from(self.frames)]);
  await quiet(worker);
  const between = dates.slice(1).map((time, at) => time - dates[at]);
  return [pair(between), pair(all.filter((_, at) => at % 2 === 1))];
}

function pair(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1);
  return `${at(0.5)}/${at(0.95)}`;
}

/** Waits until there has been a frame and none for 300 ms; a gesture that draws nothing is an error, not a wait for ever. */
async function quiet(worker) {
  let before = -1;
  for (const end = Date.now() + 60_000; ;) {
    const now = await worker.evaluate(() => self.frames?.at(-2) ?? -1);
    if (now >= 0 && now === before) return;
    if (Date.now() > end) throw new Error("the diagram draws nothing, or never ends");
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function drop(page, name, text) {
  const data = await page.evaluateHandle(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    return data;
  }, [name, text]);
  for (const event of ["dragenter", "dragover", "drop"]) await page.locator("body").dispatchEvent(event, { dataTransfer: data });
}

/** Tables of 12 columns with keys, each with references to one or two of those before it; always the same ones. */
function made(count) {
  let seed = 42;
  const random = (below) => ((seed = (seed * 1103515245 + 12345) % 2147483648), Math.floor((seed / 2147483648) * below));
  const columns = ["code varchar(64)", "title varchar(255)", "ra double", "decl double", "flux decimal(18,6)", "status enum('a','b')", "flags int unsigned", "payload json", "updated_at datetime(3)"];
  const table = (at) => {
    const keys = at === 0 ? [] : [`FOREIGN KEY (parent_id) REFERENCES table_${random(at)} (id)`];
    if (at > 0 && random(10) < 4) keys.push(`FOREIGN KEY (owner_id) REFERENCES table_${random(at)} (id)`);
    const lines = ["id bigint NOT NULL AUTO_INCREMENT", "parent_id bigint", "owner_id bigint", ...columns, "PRIMARY KEY (id)", "KEY by_code (code)", ...keys];
    return `CREATE TABLE table_${at} (\n  ${lines.join(",\n  ")}\n) ENGINE=InnoDB;\n`;
  };
  return Array.from({ length: count }, (_, at) => table(at)).join("");
}
