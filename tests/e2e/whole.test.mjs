// The worker that people get, cut in parts, answers what the program answers from which it was cut (scripts/lib/parts.mjs).
//
// Questions are the cases of tests/verdicts, and the recorded statements and real mistakes of ../shared where they are: each executed on
// two servers, and read into the model. `WHOLE=all` asks all of them; otherwise every so many, which a test run can afford.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { startWorker } from "../../scripts/lib/worker.mjs";
import { dist } from "./lib.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const SERVERS = ["mysql-9.7", "mariadb-10.11"];
const PROGRAM = "tabledraft-server";

/** What trunk took for the build, before it was cut. */
const WHOLE = join(target, "wasm-bindgen/release");

/** So many texts of each kind, three questions each, are what a test run can afford. */
const ENOUGH = process.env.WHOLE === "all" ? Infinity : 120;

const KINDS = {
  "the project's own cases": () =>
    readdirSync(join(root, "tests/verdicts")).filter((name) => name.endsWith(".sql")).flatMap((name) =>
      readFileSync(join(root, "tests/verdicts", name), "utf8").split(/^-- case: /m).slice(1).map((one) => `-- ${one}`)),
  "recorded statements": () => lines("mysql/verdicts.jsonl").map(({ setup, sql }) => [...setup, sql].map((one) => `${one};`).join("\n")),
  "real mistakes": () => lines("bkci/real_breakages.jsonl").map(({ text }) => text),
};

for (const [kind, texts] of Object.entries(KINDS)) {
  test(`${kind}: the parts answer what the whole answers`, (t) => {
    const all = texts();
    if (all.length === 0) return t.skip("../shared is not there");
    const step = Math.max(1, Math.ceil(all.length / ENOUGH));
    const [whole, cut] = [start(program(WHOLE)), program(dist)];
    let parts = start(cut);
    const loaded = [0, 0, 0, 0];
    for (const text of all.filter((_, at) => at % step === 0)) {
      for (const [word, argument] of questions(text)) {
        assert.equal(told(parts, word, argument), told(whole, word, argument), `${word} of ${argument}`);
        loaded[parts.scope.fetched.length] += 1;
        // The next question meets a worker that has not fetched what it may need.
        if (parts.scope.fetched.length > 0) parts = start(cut);
      }
    }
    t.diagnostic(`answered by the first part alone: ${loaded[0]}; with the reader: ${loaded[1]}; with what is rare: ${loaded[2]}; with all: ${loaded[3]}`);
    assert.ok(loaded[0] > 0 && loaded[2] > 0, "some need the first part alone, some need more");
  });
}

test("what is asked of a worker without a project is answered alike, whatever the question", () => {
  const [whole, parts] = [WHOLE, dist].map((folder) => start(program(folder)));
  for (const word of ["check", "no such", "text", "creates", "offer", "columns", "script"]) {
    for (const argument of ["", "all", "{}", "x"]) assert.equal(told(parts, word, argument), told(whole, word, argument), `${word} of ${argument}`);
  }
});

function questions(text) {
  const scripts = SERVERS.map((server) => ["script", `${server}\nCREATE DATABASE tt DEFAULT CHARSET utf8mb4; USE tt;\n${text}`]);
  return [...scripts, ["columns", text]];
}

/** A program that breaks off throws, and ends the test. */
function told(worker, word, argument) {
  return JSON.stringify(worker.ask(word, argument));
}

/** What a folder has of the worker: its script, and its program's first part. */
function program(folder) {
  const source = readFileSync(join(folder, `${PROGRAM}.js`), "utf8");
  return { source, module: new WebAssembly.Module(readFileSync(join(folder, `${PROGRAM}_bg.wasm`))) };
}

/** A worker whose script finds the parts beside it. */
function start({ source, module }) {
  const fetched = [];
  class XMLHttpRequest {
    open(_, address) {
      fetched.push((this.address = address));
    }
    overrideMimeType() {}
    send() {
      this.responseText = readFileSync(fileURLToPath(this.address), "latin1");
      this.status = 200;
    }
  }
  return startWorker(source, module, { fetched, XMLHttpRequest, location: new URL(`file://${dist}/${PROGRAM}.js`), addEventListener() {} });
}

function lines(path) {
  const file = join(root, "../shared", path);
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
}
