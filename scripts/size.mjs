// The size budget: everything that the browser fetches before the designer can be used, each file
// as `gzip -9` makes it. That is index.html, and the scripts, styles and wasm that it leads to;
// the service worker and what is fetched later (samples, help pages) is listed, not counted.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { filesIn } from "./lib/files.mjs";

// What there is, so that nothing grows unseen; the aims are 350 and, for the worker, 650 (docs/decisions/0019).
const BUDGET = 480 * 1024;
// The worker that plays the servers: loaded when somebody asks them (docs/decisions/0008).
const WORKER = /^tabledraft-server/;
const WORKER_BUDGET = 980 * 1024;
// The code editor: loaded when the first text is shown (docs/decisions/0017).
const EDITOR = /^editor\.js$/;
const EDITOR_BUDGET = 150 * 1024;
// The worker that draws the diagram: loaded when it is first opened (docs/decisions/0018).
const DIAGRAM = /^(tabledraft-)?diagram/;
const DIAGRAM_BUDGET = 300 * 1024;
const dist = process.argv[2] ?? "dist";
if (!existsSync(join(dist, "index.html"))) {
  console.error(`${dist}/ holds no build: run ./scripts/test e2e, or trunk build --release.`);
  process.exit(1);
}

const files = await filesIn(dist);
const first = firstLoad(files);
const rows = files
  .map((name) => ({ name, first: first.has(name), ...sizes(name) }))
  .sort((a, b) => b.first - a.first || b.gzip - a.gzip);
const total = rows.filter((row) => row.first).reduce((sum, row) => sum + row.gzip, 0);

const line = (first, raw, gzip, name) =>
  console.log(first.padEnd(7), String(raw).padStart(10), String(gzip).padStart(10), " " + name);
line("load", "bytes", "gzip -9", "file");
for (const row of rows) line(row.first ? "first" : "later", row.raw, row.gzip, row.name);
console.log(`\nFirst load: ${kib(total)} of ${kib(BUDGET)} (${Math.round((100 * total) / BUDGET)} %)`);

const worker = rows.filter((row) => WORKER.test(row.name)).reduce((sum, row) => sum + row.gzip, 0);
console.log(`Simulated servers: ${kib(worker)} of ${kib(WORKER_BUDGET)} (${Math.round((100 * worker) / WORKER_BUDGET)} %)`);

const editor = rows.filter((row) => EDITOR.test(row.name)).reduce((sum, row) => sum + row.gzip, 0);
console.log(`Code editor: ${kib(editor)} of ${kib(EDITOR_BUDGET)} (${Math.round((100 * editor) / EDITOR_BUDGET)} %)`);

const diagram = rows.filter((row) => DIAGRAM.test(row.name)).reduce((sum, row) => sum + row.gzip, 0);
console.log(`Diagram: ${kib(diagram)} of ${kib(DIAGRAM_BUDGET)} (${Math.round((100 * diagram) / DIAGRAM_BUDGET)} %)`);

for (const over of [total - BUDGET, worker - WORKER_BUDGET, editor - EDITOR_BUDGET, diagram - DIAGRAM_BUDGET]) {
  if (over <= 0) continue;
  console.log(`Over the budget by ${over} bytes.`);
  process.exitCode = 1;
}

/** Follows the names that files mention, from index.html on. The service worker loads nothing itself. */
function firstLoad(files) {
  const reached = new Set(["index.html"]);
  for (const name of reached) {
    if (!/\.(html|js|css)$/.test(name)) continue;
    const text = readFileSync(join(dist, name), "utf8");
    for (const other of files) {
      if (!/\.(js|css|wasm)$/.test(other) || other === "sw.js") continue;
      if (mentions(text, dirname(name), other)) reached.add(other);
    }
  }
  return reached;
}

/** Does the text hold the file's address, relative to the text's own folder, in quotes or brackets? */
function mentions(text, folder, file) {
  const address = posix.relative(folder, file);
  const at = [address, `./${address}`, `/${file}`];
  return at.some((a) => [`"${a}"`, `'${a}'`, `(${a})`, `\`${a}\``].some((quoted) => text.includes(quoted)));
}

function sizes(name) {
  const content = readFileSync(join(dist, name));
  return { raw: content.length, gzip: gzipSync(content, { level: 9 }).length };
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
