// The last screen: the program has stopped, the work is not lost.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { begin, button, cell, entry, saved, type } from "./steps.mjs";

test("a stop offers the project as a file, and a reload goes on", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await type(cell(page, "Comment", "jobId"), "kept");
  await saved(page).waitFor();
  // Nothing in the program may stop it, so the browser has to: it refuses to make elements.
  await page.evaluate(() => {
    document.createElementNS = document.createElement = Node.prototype.cloneNode = () => {
      throw new Error("out of elements");
    };
  });
  await entry(page, "users").click();
  const screen = page.getByRole("alertdialog", { name: "Tabledraft has stopped" });
  await screen.waitFor();
  await app.shot(page, "stopped");
  const waiting = page.waitForEvent("download");
  await screen.getByRole("link", { name: "Save the project as a file" }).click();
  const project = JSON.parse(await readFile(await (await waiting).path(), "utf8"));
  assert.equal(project.name, "DLWorkspace");
  assert.match(JSON.stringify(project), /"comment":"kept"/);

  await button(page, "Reload").click();
  await entry(page, "users").waitFor();
  assert.ok(app.faults.length > 0, "the stop was reported");
  app.faults.length = 0;
});
