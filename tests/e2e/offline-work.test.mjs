// Without a network everything works that does not need another machine, which is everything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  becomes, begin, button, cell, entry, goHome, openExport, problem, savedBy, shownText, tableNames, type,
} from "./steps.mjs";

test("samples, rule pages, drafting, export and reloading work offline", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await app.keptForOffline(page);
  await app.goOffline();
  await page.reload();

  await begin(page, "BK-CI");
  await becomes(async () => (await tableNames(page)).length, 37);
  await goHome(page);
  await begin(page, "Qserv catalogue");
  await problem(page, "VARCHAR").getByRole("button", { name: "Why?" }).click();
  await page.getByRole("heading", { name: "director-variable-length-column" }).waitFor();
  await entry(page, "Object").click();
  await type(cell(page, "Comment", "name"), "written offline");
  await type(cell(page, "Type", "refBand"), "CHAR(7)");
  await openExport(page, "sky_survey/Object.json");
  assert.match(await shownText(page), /CHAR\(7\)/);
  const file = await savedBy(page, () => button(page, "Download").click());
  assert.equal(file.name, "sky_survey-Object.json");

  await page.reload();
  await entry(page, "Object").click();
  await becomes(() => cell(page, "Comment", "name").inputValue(), "written offline");
  await goHome(page);
  await becomes(() => page.getByRole("main").getByRole("listitem").count(), 2);
});
