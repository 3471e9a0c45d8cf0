// Cuts each program of `scripts/lib/parts.mjs` in two, and makes both parts small.
//
// The first part is loaded with the page. The other one has the functions of the rooms that are listed, and what only they
// call; it is loaded at the first call of one of them, or before, when the page has nothing else to do. Where a function was, the
// first part keeps a few bytes that load the other part and call through a table. So the list only says when bytes are loaded: a function
// that was cut off is always there when it is called (docs/decisions/0020).

import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import binaryen from "binaryen";
import { transform } from "esbuild";
import { cut } from "./lib/cut.mjs";
import { FEATURES, PARTS } from "./lib/parts.mjs";

/** Does so in the folder of a build. */
export async function split(dist) {
  const names = await readdir(dist);
  const work = await mkdtemp(join(tmpdir(), "tabledraft-split-"));
  try {
    for (const part of PARTS) await splitProgram(dist, names, work, part);
  } finally {
    await rm(work, { recursive: true });
  }
}

async function splitProgram(dist, names, work, { program, rooms, passes }) {
  const wasm = names.find((name) => name.startsWith(program) && name.endsWith("_bg.wasm"));
  const script = wasm?.replace("_bg.wasm", ".js");
  if (!names.includes(script)) throw new Error(`${dist} has no ${program}.`);
  const later = wasm.replace("_bg.wasm", "_later.wasm");
  const parts = cut(binaryen, await readFile(join(dist, wasm)), rooms);
  const small = async (bytes, name) => {
    const from = join(work, name);
    await writeFile(from, bytes);
    await promisify(execFile)("wasm-opt", [...FEATURES, ...passes, from, "-o", join(dist, name)]);
  };
  await Promise.all([small(parts.first, wasm), small(parts.later, later)]);
  const source = withLoader(await readFile(join(dist, script), "utf8"), script, later);
  await writeFile(join(dist, script), (await transform(source, { minify: true })).code);
}

/** wasm-bindgen's script, with what loads the other part. */
function withLoader(source, script, later) {
  const imports = /return \{\s*__proto__: null,\s*(?="\.\/[^"]+_bg\.js": import0)/;
  if (!imports.test(source)) {
    throw new Error(`${script} is not as wasm-bindgen used to write it: where are its imports?`);
  }
  return source.replace(imports, (line) => `${line} first: { __proto__: null, load: loadLater }, `) + loader(later);
}

/** `makeWhole` brings the other part in good time; the program asks for it before it does what needs it (src/web/later.rs). A
 *  call that comes all the same cannot wait: it fetches the part at once, and goes on. */
const loader = (later) => `
let later, coming;
const laterAddress = new URL("${later}", import.meta.url);
function loadLater() {
    if (!later) {
        const request = new XMLHttpRequest();
        request.open("GET", laterAddress, false);
        request.overrideMimeType("text/plain; charset=x-user-defined");
        request.send();
        if (request.status !== 200) throw new Error("${later} could not be loaded.");
        later = new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0)));
    }
    new WebAssembly.Instance(later, { ...__wbg_get_imports(), first: wasm });
}
window.tabledraft.isWhole = () => later !== undefined;
window.tabledraft.makeWhole = () => coming ??= bring().catch((error) => {
    coming = undefined;
    throw error;
});
async function bring() {
    const response = await fetch(laterAddress);
    if (!response.ok) throw new Error(\`the server answered \${response.status}\`);
    later = await WebAssembly.compile(await response.arrayBuffer());
}
addEventListener("TrunkApplicationStarted", () => {
    (window.requestIdleCallback ?? setTimeout)(() => window.tabledraft.makeWhole().catch(() => {}));
});
`;
