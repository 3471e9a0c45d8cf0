// Cuts each program of `scripts/lib/parts.mjs` in parts, and makes all of them small.
//
// The first part is what runs at the start. Each other one has the functions of the rooms that are listed, or that did not run when ordinary
// scripts did, and what only they need; it is loaded at the first call of one of them, or before. Where a function was, the first part keeps a few
// bytes that load the other part and call through a table. So the list and the scripts only say when bytes are loaded: what was cut off is
// always there when it is called (docs/decisions/0020).

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import binaryen from "binaryen";
import { transform } from "esbuild";
import { cut } from "./lib/cut.mjs";
import { readLinked, withoutLinking } from "./lib/linked.mjs";
import { inPage, inWorker } from "./lib/loaders.mjs";
import { renamed } from "./lib/names.mjs";
import { ordered } from "./lib/order.mjs";
import { FEATURES, PROGRAMS } from "./lib/parts.mjs";
import { rehearse } from "./lib/rehearse.mjs";

/** What is said of a program beside it: names, the compiler, the features. */
const STRIPPED = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** Does so in the folder of a build. */
export async function split(dist) {
  const names = await readdir(dist);
  const work = await mkdtemp(join(tmpdir(), "tabledraft-split-"));
  try {
    for (const program of PROGRAMS) await splitProgram(dist, names, work, program);
  } finally {
    await rm(work, { recursive: true });
  }
}

async function splitProgram(dist, names, work, { program, parts = [], alone, rehearsed, passes }) {
  const wasm = names.find((name) => name.startsWith(program) && name.endsWith("_bg.wasm"));
  const script = wasm?.replace("_bg.wasm", ".js");
  if (!names.includes(script)) throw new Error(`${dist} has no ${program}.`);
  const source = await readFile(join(dist, script), "utf8");
  const whole = withoutLinking(await readFile(join(dist, wasm)));
  const seen = rehearsed && (await rehearse(source, whole, rehearsed));
  const rooms = parts.map((part) => part.rooms);
  const pieces = rooms.length > 0 ? cut(binaryen, readLinked(await linked(program)), seen?.bytes ?? whole, rooms, seen) : [whole];
  const small = renamed(await Promise.all(pieces.map(async (bytes, number) => {
    const [from, to] = [join(work, `${program}-${number}`), join(work, `${program}-${number}.wasm`)];
    await writeFile(from, bytes);
    await promisify(execFile)("wasm-opt", [...FEATURES, ...passes, ...STRIPPED, from, "-o", to]);
    return ordered(await readFile(to));
  })));
  await writeFile(join(dist, wasm), small[0]);
  if (parts.length === 0) return;
  const files = await Promise.all(parts.map(async ({ name }, at) => {
    // The content is in the name, so that no part is ever joined to those of another build.
    const hash = createHash("sha256").update(small[at + 1]).digest("hex").slice(0, 16);
    const file = `${program}-${name}-${hash}.wasm`;
    await writeFile(join(dist, file), small[at + 1]);
    return file;
  }));
  const loaded = alone ? inWorker(source, script, files, alone) : inPage(source, script, files);
  await writeFile(join(dist, script), (await transform(loaded, { minify: true })).code);
}

/** The linker's output, from which wasm-bindgen made the program. */
async function linked(program) {
  const target = process.env.CARGO_TARGET_DIR ?? "target";
  return await readFile(join(target, "wasm32-unknown-unknown", "release", `${program}.wasm`));
}
