// Measures the designer in headless Chromium, and prints a table: what a person waits for from the choice of a file until
// nothing moves any more (file to preview, and click to the drawn and checked project; how long they look at the preview in between is
// theirs, and what is drawn out of sight meanwhile is printed as `ready`; with --at-once they click as soon as there is a button), the longest task of the main thread, the heap, the elements of the page, and the time from a key
// to the problems that it changes. Wall times stand beside those of a blank page in the same run, and with --beside those of
// another build, with --peer those of erd-editor, which are measured in turn.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serveFolder } from "../tests/e2e/server.mjs";
import { startPeer } from "./lib/peer.mjs";

const { values: options } = parseArgs({
  options: {
    generator: { type: "string", default: "../shared/tools/gen_schema.py" },
    tree: { type: "string", default: "" },
    registrations: { type: "string", default: "../shared/qserv/corpus" },
    only: { type: "string", default: "" },
    times: { type: "string", default: "3" },
    "at-once": { type: "boolean", default: false },
    // The page's main thread so many times slower than it is, as a slower machine's.
    slow: { type: "string", default: "1" },
    dist: { type: "string", default: "dist" },
    beside: { type: "string", default: "" },
    // Where `npm install @dineug/erd-editor@3.9.0` has put dist/erd-editor.umd.js.
    peer: { type: "string", default: "" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "tabledraft-measure-"));
const builds = [];
for (const dist of [options.beside, options.dist].filter(Boolean)) builds.push({ dist, server: await serveFolder(join(process.cwd(), dist)) });
const { server } = builds.at(-1);
const HOW = {
  executablePath: process.env.CHROME || "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--enable-precise-memory-info"],
};
const browser = await chromium.launch(HOW);
const peer = options.peer ? await startPeer(options.peer, folder) : null;

try {
  const cases = [...generated(1000, 1000, 100), ...generated(5000, 4000, 300), ...real(), ...largest()];
  console.log(`${cpus().length} processors of ${cpus()[0].model}`);
  const { blank } = await firstPages("another page of a browser", async () => ({ of: browser, done: async () => {} }));
  await firstPages("a browser that was just started", async () => {
    const of = await chromium.launch(HOW);
    return { of, done: () => of.close() };
  });
  console.log("");
  const widths = [34, 16, 16, 12, 12, 12, 12, 16];
  const row = (cells) => console.log(cells.map((cell, at) => String(cell).padEnd(widths[at])).join("").trimEnd());
  row(["import", "to quiet ms", "target ms", "x blank", "longest ms", "heap MB", "elements", "key p95 ms"]);
  for (const one of cases.filter((one) => one.name.includes(options.only))) {
    const measured = builds.map(() => []);
    const beside = [];
    for (let time = 0; time < Number(options.times); time += 1) {
      for (const [at, build] of builds.entries()) measured[at].push(await measure(one, build.server));
      if (peer && one.peer) beside.push(await peer.measure(browser, one.files));
    }
    for (const [at, all] of measured.entries()) {
      const of = (key) => median(all.map((figures) => figures[key]));
      row([
        builds[1] ? `${one.name}, ${builds[at].dist}` : one.name, of("quiet").toFixed(0), one.target, (of("quiet") / blank).toFixed(1),
        Math.max(...all.map((figures) => figures.longest)) || "< 50", `${of("heap").toFixed(0)} of ${one.heap}`,
        of("elements"), of("key").toFixed(1),
      ]);
      const parts = options["at-once"] ? "clicked at once" : `read ${of("read").toFixed(0)} ms, ready ${of("ready").toFixed(0)} ms, taken ${of("taken").toFixed(0)} ms`;
      console.log(`  ${parts}, long tasks: ${all.map((figures) => figures.tasks.map((task) => task.when).join(", ") || "none").join("; ")}`);
      if (beside.length) sayBeside(one, of("quiet"), median(beside));
    }
  }
} finally {
  await browser.close();
  for (const build of builds) await build.server.stop();
  await peer?.stop();
  rmSync(folder, { recursive: true, force: true });
}

function generated(tables, target, heap) {
  if (!existsSync(options.generator)) return skipped(`${tables} generated tables`, options.generator);
  const path = join(folder, `${tables}.sql`);
  execFileSync("python3", [options.generator, String(tables), "-o", path]);
  return [{ name: `${tables} generated tables`, files: [path], target, heap }];
}

function real() {
  if (!options.tree || !existsSync(options.tree)) return skipped("real script tree", options.tree || "--tree");
  const files = readdirSync(options.tree).filter((name) => name.endsWith(".sql")).map((name) => join(options.tree, name));
  return [{ name: `${files.length} real scripts`, files: files.filter((path) => statSync(path).isFile()), target: 400, heap: 100, peer: 2100 }];
}

/** The registration with the most columns of all. */
function largest() {
  if (!existsSync(options.registrations)) return skipped("largest registration", options.registrations);
  let best = { columns: 0 };
  for (const name of readdirSync(options.registrations, { recursive: true }).filter((name) => name.endsWith(".json"))) {
    const path = join(options.registrations, name);
    let columns = 0;
    try {
      columns = JSON.parse(readFileSync(path, "utf8")).schema.length;
    } catch {}
    if (columns > best.columns) best = { path, columns };
  }
  return [{ name: `a registration of ${best.columns} columns`, files: [best.path], target: 50, heap: 100 }];
}

/** What the same machine needs for the peer tells how it compares with the one on which the peers were measured. */
function sayBeside(one, own, theirs) {
  const pace = theirs / one.peer;
  console.log(`  erd-editor 3.9.0: ${theirs.toFixed(0)} ms in the same minutes; where it was measured, ${one.peer} ms. So this machine`);
  console.log(`  takes ${pace.toFixed(2)} times as long as that one, on which ours would take ${(own / pace).toFixed(0)} ms (target ${one.target}).`);
}

function skipped(name, why) {
  console.log(`left out: ${name}, because ${why} is not there`);
  return [];
}

/**
 * Milliseconds from the address to the first frame of a blank page, and to that of the designer's first page in which a
 * button does something; in turn, each in a profile that knows neither. The peers were measured in browsers that were just
 * started.
 */
async function firstPages(where, start) {
  const path = join(process.cwd(), options.dist, "blank-page.html");
  writeFileSync(path, "<!doctype html><title>blank</title><p>blank");
  const times = { blank: [], first: [] };
  try {
    for (let time = 0; time < 9; time += 1) {
      for (const [name, address, ready] of [["blank", "blank-page.html", "p"], ["first", "", "main button"]]) {
        const { of, done } = await start();
        const context = await of.newContext({ viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        await page.addInitScript((ready) => {
          const look = () => (document.querySelector(ready) ? setTimeout(() => (window.took = performance.now())) : requestAnimationFrame(look));
          requestAnimationFrame(look);
        }, ready);
        await page.goto(server.address + address);
        // The page is asked when it is long there: to be asked is work of its own main thread.
        await new Promise((done) => setTimeout(done, 1000));
        times[name].push(await (await page.waitForFunction(() => window.took)).jsonValue());
        await context.close();
        await done();
      }
    }
  } finally {
    rmSync(path);
  }
  const [blank, first] = [median(times.blank), median(times.first)];
  console.log(`In ${where}: a blank page after ${blank.toFixed(0)} ms, the first page after ${first.toFixed(0)} ms, ${(first / blank).toFixed(1)} times as long (target: 3).`);
  return { blank };
}

async function measure(one, server) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(server.address);
  await page.getByLabel("Choose files to import").waitFor({ state: "attached" });
  await warm(page);
  const client = await context.newCDPSession(page);
  await client.send("Performance.enable");
  await client.send("Emulation.setCPUThrottlingRate", { rate: Number(options.slow) });

  const chosen = await page.evaluate(() => watched.begin());
  await page.getByLabel("Choose files to import").setInputFiles(one.files);
  // Asked of the page itself, seldom: finding things by their roles would be work of the page's main thread.
  const seen = (look) => page.waitForFunction(look, null, { timeout: 120_000, polling: 50 });
  await seen(() => [...document.querySelectorAll("button.primary")].some((one) => /^Import \d/.test(one.textContent)));
  const began = (await page.evaluate(() => watched.chosen ?? 0)) || chosen;
  const first = options["at-once"] ? null : await quiet(page);
  const clicked = await page.evaluate(() => {
    const button = [...document.querySelectorAll("button.primary")].find((one) => /^Import \d/.test(one.innerText));
    const at = performance.now();
    button.click();
    return at;
  });
  await seen(() => document.querySelector(".workbench:not(.ahead) #project-name"));
  const { moved } = await quiet(page);
  const taken = moved - clicked;
  const read = (first?.moved ?? clicked) - began;
  const ready = (first?.stirred ?? clicked) - began;
  const tasks = (await page.evaluate(() => watched.tasks)).map(({ took, at }) => ({
    took, when: at >= clicked - 1 ? `${took} at ${Math.round(at - clicked)} after the click` : `${took} at ${Math.round(at - began)}`,
  }));
  const key = await keys(page);

  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  const used = metrics.find((metric) => metric.name === "JSHeapUsedSize").value;
  const wasm = await page.evaluate(() => watched.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  const elements = await page.evaluate(() => document.getElementsByTagName("*").length);
  await context.close();
  return { read, ready, taken, quiet: read + taken, longest: Math.max(0, ...tasks.map((task) => task.took)), tasks, heap: (used + wasm) / 2 ** 20, elements, key };
}

/** As on a second visit: the worker runs, because something was typed. */
async function warm(page) {
  const box = page.getByLabel("Text to import");
  await box.fill("CREATE TABLE warm (id int primary key);");
  await page.getByRole("button", { name: "Read this text" }).click();
  await page.getByRole("button", { name: "Import 1 table" }).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Clear" }).click();
  await quiet(page);
  // Nobody finds a file in less time; the page's rehearsal ends in it.
  await page.waitForTimeout(1500);
}

/** When the page moved for the last time, seen and at all, as soon as it has not for a while and the worker has no question left. */
async function quiet(page) {
  return page.evaluate(async () => {
    while (performance.now() - watched.stirred < 700 || watched.stirred === 0 || watched.asked.size) await new Promise((done) => setTimeout(done, 50));
    return { moved: watched.moved, stirred: watched.stirred };
  });
}

/** From a key to the problems that it changes: a type that no server knows comes and goes. */
async function keys(page) {
  const cell = page.locator("tr[data-row] td[data-f='1']").first();
  if (!(await cell.count())) return NaN;
  await cell.click();
  const field = page.locator("#cell-input");
  const times = [];
  for (let time = 0; time < 40; time += 1) {
    await field.fill(time % 2 ? "bigint" : "nosuchtype");
    await page.evaluate(() => (watched.key = null));
    await field.press("Enter");
    const took = await page.waitForFunction(() => watched.key, null, { timeout: 10_000, polling: 10 });
    times.push(await took.jsonValue());
    // Enter went down a row.
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(20);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)];
}

/** Runs in the page before anything else. */
function watch() {
  const watched = { tasks: [], moved: 0, stirred: 0, asked: new Set(), memories: [], key: null, begin: () => ((watched.tasks.length = 0), performance.now()) };
  globalThis.watched = watched;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.tasks.push({ took: Math.round(entry.duration), at: entry.startTime });
  }).observe({ type: "longtask", buffered: true });
  addEventListener("change", (event) => event.target.type === "file" && (watched.chosen = performance.now()), true);
  let pressed = 0;
  addEventListener("keydown", (event) => event.key === "Enter" && (pressed = event.timeStamp), true);
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (Array.isArray(message) && message[0]) {
      watched.asked.add(message[0]);
      this.addEventListener("message", ({ data }) => ["done", "failed"].includes(data[1]) && watched.asked.delete(data[0]));
    }
    return post.call(this, message, ...more);
  };
  const element = (node) => (node.closest ? node : node.parentElement);
  const within = (node, place) => Boolean(element(node)?.closest(place));
  /** Out of sight, or a text of no letters that keeps the place of something. */
  const isUnseen = (node) => within(node, ".ahead") || (node.nodeType === Node.TEXT_NODE && node.data === "");
  const unseen = ({ target, addedNodes, removedNodes }) => {
    const moved = [...addedNodes, ...removedNodes];
    return within(target, ".ahead") || (moved.length > 0 && moved.every(isUnseen));
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver((changes) => {
      // A toast that goes is no work, and that it is kept is none of the drawing.
      const drawn = changes.filter((change) => !within(change.target, ".toast, .saved"));
      if (drawn.length === 0) return;
      watched.stirred = performance.now();
      if (drawn.every(unseen)) return;
      watched.moved = watched.stirred;
      if (pressed && drawn.some((change) => within(change.target, ".problems"))) {
        watched.key = performance.now() - pressed;
        pressed = 0;
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await real.apply(WebAssembly, all);
      const memory = (made.instance ?? made).exports.memory;
      if (memory) watched.memories.push(memory);
      return made;
    };
  }
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
