// Writes sw.js, the service worker with the list of a build's files.
// Its version is a hash of every file's name and content, so any change makes a new worker.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { filesIn } from "./lib/files.mjs";

const template = new URL("../static/sw.template.js", import.meta.url);

/** Does so in the folder of a build. */
export async function precache(dist) {
  const names = (await filesIn(dist)).filter((name) => !/(^|\/)sw\.(template\.)?js$/.test(name));
  const source = await readFile(template, "utf8");

  const hash = createHash("sha256").update(source);
  for (const name of names) hash.update(`\n${name}\n`).update(await readFile(join(dist, name)));
  const version = hash.digest("hex").slice(0, 16);

  // "./" is the start page at the address that a person opens.
  const addresses = ["./", ...names.map((name) => `./${encodeURI(name)}`)];
  const worker = source
    .replace("__VERSION__", () => version)
    .replace("__FILES__", () => JSON.stringify(addresses, null, 2));
  await writeFile(join(dist, "sw.js"), worker);
}
