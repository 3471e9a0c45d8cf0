import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";

test("the designer opens", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  assert.equal(await page.title(), "Tabledraft");
  await app.shot(page, "open");
});
