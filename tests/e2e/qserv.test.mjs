// Registrations in Qserv: kinds, roles, what the server would refuse, and the request that leaves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import {
  CLIPBOARD, addTable, becomes, begin, button, cell, columnNames, deleteColumn, detail, entry, newColumn, openExport,
  paste, problem, problemCounts, said, shownText, tableName, type,
} from "./steps.mjs";


test("a director made by hand leaves as the request that registers it", async (t) => {
  const app = await startApp(t, CLIPBOARD);
  const page = await app.open();
  await begin(page, "Empty project");
  await page.getByLabel("Profile").selectOption("Qserv");
  await addTable(page, "Object");
  await type(cell(page, "Name", "id"), "objectId");
  await newColumn(page).focus();
  await paste(page, "ra\tDOUBLE NOT NULL\ndecl\tDOUBLE NOT NULL\nname\tCHAR(32)\n");
  await becomes(() => columnNames(page), ["objectId", "ra", "decl", "name"]);

  await detail(page, "Kind").selectOption("Director");
  await entry(page, "Object").getByText("D", { exact: true }).waitFor();
  await detail(page, "Key column").selectOption("objectId");
  await detail(page, "Longitude column").selectOption("ra");
  await detail(page, "Latitude column").selectOption("decl");
  const missing = problem(page, "subChunkId");
  await missing.getByRole("button", { name: "Add chunkId and subChunkId", exact: true }).click();
  await becomes(() => columnNames(page), ["objectId", "ra", "decl", "name", "chunkId", "subChunkId"]);
  await becomes(() => missing.count(), 0);

  await detail(page, "Registered in Qserv").check();
  await type(detail(page, "Stripes"), "85");
  await type(detail(page, "Sub-stripes"), "12");
  await type(detail(page, "Overlap (degrees)"), "0.01667");
  await becomes(() => problemCounts(page), { error: 0, warning: 0, advice: 0 });

  // A role follows its column.
  await type(cell(page, "Name", "decl"), "dec_deg");
  await becomes(() => detail(page, "Latitude column").inputValue(), "dec_deg");

  const column = (name, type) => ({ name, type });
  const table = {
    version: 12,
    database: "draft",
    table: "Object",
    is_partitioned: 1,
    director_key: "objectId",
    longitude_key: "ra",
    latitude_key: "dec_deg",
    schema: [
      column("objectId", "BIGINT NOT NULL"),
      column("ra", "DOUBLE NOT NULL"),
      column("dec_deg", "DOUBLE NOT NULL"),
      column("name", "CHAR(32)"),
      column("chunkId", "INT NOT NULL"),
      column("subChunkId", "INT NOT NULL"),
    ],
  };
  const database = {
    version: 12,
    database: "draft",
    num_stripes: 85,
    num_sub_stripes: 12,
    overlap: 0.01667,
  };
  await button(page, "Payload").click();
  assert.deepEqual(JSON.parse(await shownText(page)), table);
  await openExport(page, "draft/draft.json");
  assert.deepEqual(JSON.parse(await shownText(page)), database);
  await openExport(page, "registrations.json");
  assert.deepEqual(JSON.parse(await shownText(page)), [
    { method: "POST", path: "/ingest/database", body: database },
    { method: "POST", path: "/ingest/table", body: table },
  ]);
});

test("another kind keeps the roles that it has too, and says what it has no place for", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await detail(page, "Kind").selectOption("Regular");
  await said(page, "Cleared: ").getByText("director_key (objectId)").waitFor();
  await said(page, "Cleared: ").getByRole("button", { name: "Undo" }).click();
  await becomes(() => detail(page, "Key column").inputValue(), "objectId");
  await detail(page, "Kind").selectOption("Dependent");
  assert.equal(await detail(page, "Longitude column").inputValue(), "coord_ra");
  assert.equal(await detail(page, "Latitude column").inputValue(), "coord_dec");
});

test("a director that is renamed is followed by the tables that refer to it", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await type(tableName(page), "Thing");
  await entry(page, "ForcedSource").click();
  await becomes(() => detail(page, "Director").inputValue(), "Thing");
});

test("a role whose column is gone is asked for again", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  await deleteColumn(page, "coord_ra");
  await becomes(() => detail(page, "Longitude column").inputValue(), "");
  await becomes(async () => (await problemCounts(page)).error, 1);
});

test("a number that is none stays in its field, marked", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "Qserv catalogue");
  const stripes = detail(page, "Stripes");
  await type(stripes, "many");
  await said(page, "“many” is no number.").waitFor();
  assert.equal(await stripes.inputValue(), "many");
  assert.equal(await stripes.getAttribute("aria-invalid"), "true");
  await type(stripes, "85");
  await becomes(() => stripes.getAttribute("aria-invalid"), null);
});
