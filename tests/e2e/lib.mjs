// What every browser test needs: a server for the built app, a browser, and pages that fail the
// test when something goes wrong that no assertion looks at. All of it ends with the test.
//
//   test("it opens", async (t) => {
//     const app = await startApp(t);
//     const page = await app.open();
//     await app.shot(page, "open");
//   });

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serveFolder } from "./server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The release build that ./scripts/test e2e makes before it runs these tests. */
export const dist = join(here, "../../dist");

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Serves dist/ (or another `folder`) and starts a browser with an empty profile, both until the test `t` ends.
 * `options` go to the browser context: viewport, colorScheme, locale, permissions, ...
 */
export async function startApp(t, { folder = dist, ...options } = {}) {
  assert.ok(existsSync(join(folder, "index.html")), `${folder} holds no build: run ./scripts/test e2e`);
  const server = await serveFolder(folder);
  const profile = await mkdtemp(join(tmpdir(), "tabledraft-e2e-"));
  let context, faults;
  t.after(async () => {
    await context?.close();
    await server.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    assert.deepEqual(faults?.list ?? [], [], "the page reported errors");
  });

  context = await chromium.launchPersistentContext(profile, {
    executablePath: chromePath(),
    // Chromium refuses to run as root with its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  faults = watchFaults(context, server.address);

  return {
    address: server.address,
    context,
    server,
    /** What went wrong in the pages so far; a test that provokes errors empties it. */
    faults: faults.list,

    /** Opens the app at a path below its address and waits until it shows something. */
    async open(path = "") {
      const page = await context.newPage();
      await page.goto(server.address + path);
      await Promise.race([shown(page), faults.first]);
      return page;
    },

    /** Waits until the build that the server has now, and no other, is kept for use without it. */
    async keptForOffline(page) {
      await page.evaluate(async () => {
        const source = await (await fetch("./sw.js")).text();
        const version = source.match(/VERSION = "(\w+)"/)[1];
        await navigator.serviceWorker.ready;
        const kept = async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const settled = !registration.installing && !registration.waiting && registration.active.state === "activated";
          return settled && (await caches.keys()).join() === `tabledraft-${version}`;
        };
        while (!(await kept())) await new Promise((resolve) => setTimeout(resolve, 50));
      });
    },

    /** Takes the network away: the browser is told so, and the server is really gone. */
    async goOffline() {
      faults.offline = true;
      await context.setOffline(true);
      await server.stop();
    },

    /** Brings it back, at the same address. */
    async goOnline() {
      await server.start();
      await context.setOffline(false);
      faults.offline = false;
    },

    /** Writes tests/e2e/shots/NAME.png, for a person to look at. */
    async shot(page, name) {
      const folder = join(here, "shots");
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, animations: "disabled" });
      return path;
    },
  };
}

/** Resolves as soon as the page shows any text. */
export async function shown(page) {
  await page.waitForFunction(() => document.body.innerText.trim() !== "");
}

/** Collects console errors, uncaught exceptions and requests to anywhere but the app's own address. */
function watchFaults(context, address) {
  const faults = { list: [], offline: false };
  let failFirst;
  // Rejects at the first fault, so that nobody waits for a page that will never come.
  faults.first = new Promise((_, reject) => (failFirst = reject));
  faults.first.catch(() => {});
  const add = (kind, text) => {
    faults.list.push(`${kind}: ${text}`);
    failFirst(new Error(faults.list[0]));
  };

  context.on("console", (message) => {
    if (message.type() !== "error") return;
    // Without a network the browser itself reports that it could not look for a newer service worker.
    if (faults.offline && /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED)/.test(message.text())) return;
    add("console", message.text());
  });
  context.on("weberror", (event) => add("uncaught", event.error().stack || String(event.error())));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob|about):/.test(url)) add("foreign request", url);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) add(`status ${response.status()}`, response.url());
  });
  return faults;
}

function chromePath() {
  const found = [process.env.CHROME, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
  assert.ok(found, "No Chromium found: run ./scripts/test e2e, or set CHROME to its path.");
  return found;
}
