// What ordinary scripts need of the worker's program: it executes and reads those of scripts/ordinary, and its code is watched.

import { readdir, readFile } from "node:fs/promises";
import { bodies, readFrame, readFunction } from "./code.mjs";
import { outline } from "./outline.mjs";
import { readSymbol } from "./symbol.mjs";
import { functionNames } from "./linked.mjs";
import { watch } from "./watch.mjs";
import { startWorker } from "./worker.mjs";

/**
 * The program without what did not run, and what `cut` has to know of that: see there. `source` is the program's script, `rest` the part
 * that has what did not run, `whole` fits the names of functions that are never taken apart.
 */
export async function rehearse(source, bytes, { folder, servers, rest, whole }) {
  const frame = readFrame(bytes);
  const functions = bodies(bytes, frame.imported).map((place, index) => (place.start < 0 ? undefined : readFunction(bytes, place, frame, index)));
  const watched = watch(bytes, frame, functions);
  const { ask, exports } = startWorker(source, watched.bytes);
  const scripts = await ordinary(folder);
  const reached = [];
  const note = (part) => {
    watched.passed(exports);
    for (const one of functions) if (one && one.body.reached > 0) reached[one.index] ??= part;
  };
  for (const script of scripts) for (const server of servers) done(ask("script", `${server}\n${script}`));
  note(0);
  for (const script of scripts) done(ask("columns", script));
  note(1);
  functionNames(bytes).forEach((symbol, index) => {
    // Which of their ways memory is found on is chance.
    if (functions[index] && whole.test(readSymbol(symbol).name)) [(reached[index] = 0), delete functions[index]];
  });
  const outlined = outline(bytes, frame, functions.filter((one) => one && reached[one.index] !== undefined));
  return { ...outlined, reached, rest };
}

async function ordinary(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
}

/** An answer, whatever it is; that there is none would be a mistake in what asks. */
function done(said) {
  const [[kind, text]] = said.slice(-1);
  if (kind !== "done") throw new Error(`An ordinary script was not answered: ${text}`);
}
