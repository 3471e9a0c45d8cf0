// The size budget: everything that the browser fetches before the designer can be used, each file
// as `gzip -9` makes it. That is index.html, and the scripts, styles and wasm that it leads to;
// the service worker and what is fetched later (samples, help pages) is listed, not counted.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { filesIn } from "./lib/files.mjs";

const BUDGET = 350 * 1024;
// What was cut off, and is loaded at the first call into it (docs/decisions/0020).
const LATER = /^tabledraft-web-later-.*\.wasm$/;
const LATER_BUDGET = 200 * 1024;
// What reads the texts in editors: comes with the code editor (docs/decisions/0017).
const TEXTS = /^tabledraft-web-texts-.*\.wasm$/;
const TEXTS_BUDGET = 90 * 1024;
// Of the worker that plays the servers, what ordinary scripts need that MySQL or MariaDB executes, and that are read into the model. Then
// all of it (docs/decisions/0008).
const ORDINARY = /^tabledraft-server(_bg\.wasm|(_loader)?\.js|-reader-.*)$/;
const ORDINARY_BUDGET = 220 * 1024;
const WORKER = /^tabledraft-server/;
const WORKER_BUDGET = 1030 * 1024;
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
const groups = [["First load", total, BUDGET]];
const later = [["Loaded at need", LATER, LATER_BUDGET], ["Texts in editors", TEXTS, TEXTS_BUDGET], ["Reader and dry-run", ORDINARY, ORDINARY_BUDGET], ["Simulated servers", WORKER, WORKER_BUDGET], ["Code editor", EDITOR, EDITOR_BUDGET], ["Diagram", DIAGRAM, DIAGRAM_BUDGET]];
for (const [what, files, budget] of later) {
  const size = rows.filter((row) => files.test(row.name)).reduce((sum, row) => sum + row.gzip, 0);
  groups.push([what, size, budget]);
}
console.log("");
for (const [what, size, budget] of groups) {
  console.log(`${what}: ${kib(size)} of ${kib(budget)} (${Math.round((100 * size) / budget)} %)`);
  if (size <= budget) continue;
  console.log(`Over the budget by ${size - budget} bytes.`);
  process.exitCode = 1;
}

/** Follows the names that files mention, from index.html on. The service worker loads nothing itself. */
function firstLoad(files) {
  const reached = new Set(["index.html"]);
  for (const name of reached) {
    if (!/\.(html|js|css)$/.test(name)) continue;
    const text = readFileSync(join(dist, name), "utf8");
    for (const other of files) {
      if (!/\.(js|css|wasm)$/.test(other) || other === "sw.js" || LATER.test(other) || TEXTS.test(other)) continue;
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
