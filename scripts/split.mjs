// Cuts each program of `scripts/lib/parts.mjs` in parts, and makes all of them small.
//
// The first part is what runs at the start. Each other one has the functions of the rooms that are listed, and what only they
// need; it is loaded at the first call of one of them, or before. Where a function was, the first part keeps a few bytes that load the other
// part and call through a table. So the list only says when bytes are loaded: a function that was cut off is always there when it is called
// (docs/decisions/0020).

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
import { FEATURES, PROGRAMS } from "./lib/parts.mjs";

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

async function splitProgram(dist, names, work, { program, parts = [], alone, passes }) {
  const wasm = names.find((name) => name.startsWith(program) && name.endsWith("_bg.wasm"));
  const script = wasm?.replace("_bg.wasm", ".js");
  if (!names.includes(script)) throw new Error(`${dist} has no ${program}.`);
  const whole = await readFile(join(dist, wasm));
  const rooms = parts.map((part) => part.rooms);
  const pieces = rooms.length > 0 ? cut(binaryen, readLinked(await linked(program)), whole, rooms) : [withoutLinking(whole)];
  const small = await Promise.all(pieces.map(async (bytes, number) => {
    const [from, to] = [join(work, `${program}-${number}`), join(work, `${program}-${number}.wasm`)];
    await writeFile(from, bytes);
    await promisify(execFile)("wasm-opt", [...FEATURES, ...passes, ...STRIPPED, from, "-o", to]);
    return await readFile(to);
  }));
  await writeFile(join(dist, wasm), small[0]);
  if (parts.length === 0) return;
  const files = await Promise.all(parts.map(async ({ name }, at) => {
    // The content is in the name, so that no part is ever joined to those of another build.
    const hash = createHash("sha256").update(small[at + 1]).digest("hex").slice(0, 16);
    const file = `${program}-${name}-${hash}.wasm`;
    await writeFile(join(dist, file), small[at + 1]);
    return file;
  }));
  const source = await readFile(join(dist, script), "utf8");
  const loaded = alone ? inWorker(source, script, files, alone) : inPage(source, script, files);
  await writeFile(join(dist, script), (await transform(loaded, { minify: true })).code);
}

/** The linker's output, from which wasm-bindgen made the program. */
async function linked(program) {
  const target = process.env.CARGO_TARGET_DIR ?? "target";
  return await readFile(join(target, "wasm32-unknown-unknown", "release", `${program}.wasm`));
}
