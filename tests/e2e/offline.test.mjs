import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { precache } from "../../scripts/precache.mjs";
import { dist, shown, startApp } from "./lib.mjs";

test("the designer opens without a network once it was opened with one", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await app.keptForOffline(page);
  await app.goOffline();

  await page.reload();
  await shown(page);
  assert.equal(await page.title(), "Tabledraft");

  const another = await app.context.newPage();
  await another.goto(`${app.address}?from=bookmark`);
  await shown(another);
});

test("a new build is seen at the first reload, and is then the one kept for offline", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "tabledraft-build-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(dist, folder, { recursive: true });
  const app = await startApp(t, { folder });
  const page = await app.open();
  await app.keptForOffline(page);

  const index = join(folder, "index.html");
  const html = await readFile(index, "utf8");
  await writeFile(index, html.replace("<body>", '<body data-build="newer">'));
  await precache(folder);

  await page.reload();
  assert.equal(await page.evaluate(() => document.body.dataset.build), "newer");

  await app.keptForOffline(page);
  await app.goOffline();
  await page.reload();
  await shown(page);
  assert.equal(await page.evaluate(() => document.body.dataset.build), "newer");
});
