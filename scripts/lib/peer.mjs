// The fastest of the peers, erd-editor, on the same machine in the same minutes: its time tells how fast the machine is.
// It is measured as the peers were: in a bare page, from handing over the script until nothing happens any more.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serveFolder } from "../../tests/e2e/server.mjs";

const PAGE = `<!doctype html><title>erd-editor</title><body style="margin:0">
<erd-editor style="display:block;width:100%;height:100vh"></erd-editor><script src="erd-editor.umd.js"></script>`;

/** `umd` is dist/erd-editor.umd.js of the package; `folder` is one that may be written into. */
export async function startPeer(umd, folder) {
  const host = join(folder, "peer");
  mkdirSync(host);
  copyFileSync(umd, join(host, "erd-editor.umd.js"));
  writeFileSync(join(host, "index.html"), PAGE);
  const server = await serveFolder(host);
  return { stop: () => server.stop(), measure: (browser, files) => measure(browser, server.address, files) };
}

/** Milliseconds until the last long task, late frame or change of the document. */
async function measure(browser, address, files) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForTimeout(1500);
  const took = await page.evaluate(async (script) => {
    const editor = document.querySelector("erd-editor");
    let last = 0;
    let before = performance.now();
    editor.addEventListener("change", () => (last = performance.now()));
    const frame = () => {
      const now = performance.now();
      if (now - before > 34) last = now;
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    await new Promise((done) => setTimeout(done, 300));
    const start = (last = performance.now());
    editor.setSchemaSQL(script);
    while (performance.now() - last < 1500) await new Promise((done) => setTimeout(done, 50));
    return last - start;
  }, files.map((path) => readFileSync(path, "utf8")).join("\n"));
  await context.close();
  return took;
}
