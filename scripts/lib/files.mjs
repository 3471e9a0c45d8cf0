import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The files below a folder, as sorted paths relative to it, with forward slashes. */
export async function filesIn(folder, below = "") {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = [];
  for (const entry of entries) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, path)));
    else found.push(path);
  }
  return found.sort();
}
