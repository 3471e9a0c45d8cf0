// Trunk's post_build hook: makes a release build small, and makes any build work offline.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { filesIn } from "./lib/files.mjs";
import { precache } from "./precache.mjs";
import { split } from "./split.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? "dist";
await startAsNow(dist);
if (process.env.TRUNK_PROFILE === "release") await split(dist);
await precache(dist);

/** Trunk starts workers with an argument that wasm-bindgen calls deprecated, in the console of everybody who looks there. */
async function startAsNow(dist) {
  for (const name of (await filesIn(dist)).filter((name) => name.endsWith("_loader.js"))) {
    const path = join(dist, name);
    const source = await readFile(path, "utf8");
    await writeFile(path, source.replace(/wasm_bindgen\(("[^"]+")\)/, "wasm_bindgen({ module_or_path: $1 })"));
  }
}
