// Trunk's build hook: bundles the code editor (src/web/editor, CodeMirror) into one file, which the designer loads when the
// first text is shown.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = process.env.TRUNK_STAGING_DIR ?? join(root, "dist");

await build({
  entryPoints: [join(root, "src/web/editor/main.js")],
  outfile: join(dist, "editor.js"),
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: process.env.TRUNK_PROFILE === "release",
  legalComments: "eof",
  logLevel: "warning",
});
