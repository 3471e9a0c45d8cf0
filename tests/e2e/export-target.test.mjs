// The ingest plan for a server that has some of it: its configuration is pasted or opened beside the plan.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, openExport } from "./steps.mjs";

const CONFIG = {
  success: 1,
  config: {
    database_families: [
      { name: "layout_340_3", min_replication_level: 1, num_stripes: 340, num_sub_stripes: 3, overlap: 0.01667 },
    ],
    databases: [
      {
        database: "sky_survey",
        family_name: "layout_340_3",
        is_published: 1,
        tables: [
          { name: "Filter", is_partitioned: 0, is_published: 1, columns: [{ name: "filterId", type: "TINYINT NOT NULL" }] },
        ],
      },
    ],
  },
};

test("a plan for a server that tells its configuration leaves what is there, and un-publishes", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await openExport(page, "plan.json");
  const plan = async () => JSON.parse(await page.getByLabel("Content of plan.json", { exact: true }).innerText());
  const requests = async () => (await plan()).map(({ method, path }) => `${method} ${path}`);
  const empty = await requests();
  assert.ok(!empty.includes("PUT /replication/config/database/sky_survey"));

  const target = page.locator(".export .plan-target");
  await target.locator("summary").click();
  assert.equal(await target.locator("summary").innerText(), "The plan is for an empty Qserv");
  const text = page.getByLabel("Configuration of the server", { exact: true });
  await text.fill(JSON.stringify(CONFIG));
  await text.blur();
  await becomes(() => target.locator("summary").innerText(), "The plan is for a Qserv that has 1 database and 1 table");
  await becomes(async () => (await requests())[0], "PUT /replication/config/database/sky_survey");
  assert.equal((await requests()).filter((one) => one === "POST /ingest/database").length, 0, "it is there");
  await page.locator(".export .tried summary").click();
  await page.getByText("is left as it is there", { exact: false }).first().waitFor();
  await page.getByText("`sky_survey.Filter` on the server lacks these columns:", { exact: false }).waitFor();
  await app.shot(page, "export-target");

  await text.fill("{");
  await text.blur();
  await page.getByText("There is no ingest plan", { exact: false }).waitFor();

  await page.getByLabel("File with the configuration of the server").setInputFiles({
    name: "config.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(CONFIG)),
  });
  await becomes(() => target.locator("summary").innerText(), "The plan is for a Qserv that has 1 database and 1 table");
  await target.getByRole("button", { name: "For an empty Qserv" }).click();
  await becomes(() => target.locator("summary").innerText(), "The plan is for an empty Qserv");
  await openExport(page, "plan.json");
  await becomes(requests, empty);
});
