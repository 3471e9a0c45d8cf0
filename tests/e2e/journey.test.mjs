// A newcomer, who has read nothing, drafts a catalogue of three tables and downloads a plan that the server accepts: with the
// mouse, and by the keyboard alone. Only what can be read on the screen leads the way, and each thing done counts.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { promisify } from "node:util";
import { startApp } from "./lib.mjs";
import { becomes, columnNames, focused, savedBy } from "./steps.mjs";

/** So many interactions are the most that a newcomer may need. */
const MOST = 60;

const list = (page, name) => page.getByRole("combobox", { name, exact: true });

/**
 * A hand on the keyboard and one on the mouse. A click, a key and a text that is typed count one each; choosing in a list counts
 * two: it is opened, and a line is clicked.
 */
function newcomer(page) {
  let count = 0;
  const done = (many = 1) => (count += many);
  return {
    count: () => count,
    click: async (role, name, place = page) => {
      await place.getByRole(role, { name, exact: true }).click();
      done();
    },
    choose: async (label, word) => {
      await list(page, label).selectOption({ label: word });
      done(2);
    },
    type: async (text) => {
      await page.keyboard.type(text);
      done();
    },
    press: async (...keys) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        done();
      }
    },
    /** Presses a key until what has the keyboard is called so. */
    reach: async (name, key = "Tab") => {
      for (let presses = 0; presses < 30; presses += 1) {
        if (name.test(await focused(page))) return;
        await page.keyboard.press(key);
        done();
      }
      assert.fail(`${name} is not reached with ${key}`);
    },
  };
}

/** What the file asks of the server, and what the command line says to it, where that is built. */
async function accepted(file) {
  assert.equal(file.name, "plan.json");
  const plan = JSON.parse(file.text);
  const tables = plan.filter((request) => request.path === "/ingest/table").map((request) => request.body);
  assert.deepEqual(tables.map((table) => table.table).sort(), ["Filter", "Object", "Source"]);
  const [filter, object, source] = ["Filter", "Object", "Source"].map((name) => tables.find((table) => table.table === name));
  assert.deepEqual(
    [object.is_partitioned, object.director_key, object.longitude_key, object.latitude_key],
    [1, "objectId", "ra", "decl"],
  );
  assert.deepEqual(object.schema.map((column) => column.name), ["objectId", "ra", "decl", "chunkId", "subChunkId"]);
  assert.deepEqual([source.is_partitioned, source.director_table, source.director_key], [1, "Object", "objectId"]);
  assert.equal(filter.is_partitioned, 0);
  assert.ok(plan.findIndex((request) => request.path === "/ingest/database") < plan.findIndex((request) => request.path === "/ingest/table"));

  const program = ["debug", "native", "release"].map((kind) => fileURLToPath(new URL(`../../target/${kind}/tabledraft`, import.meta.url)));
  const found = program.find(existsSync);
  if (!found) return;
  const folder = await mkdtemp(join(tmpdir(), "tabledraft-plan-"));
  try {
    await writeFile(join(folder, file.name), file.text);
    const run = promisify(execFile)(found, ["dry-run", "--server", "qserv-55", join(folder, file.name)]);
    const { stdout } = await run;
    assert.doesNotMatch(stdout, /refused: [1-9]|[1-9]\d* refused/);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The verdict that the export screen shows: every request is accepted. */
async function verdict(page) {
  const said = page.getByText(/^Tried on Qserv, API 55: /);
  await said.waitFor();
  assert.match(await said.innerText(), /^Tried on Qserv, API 55: \d+ accepted$/);
}

const columns = (page, ...names) => becomes(() => columnNames(page), names);

test("a newcomer drafts a director, a dependent and a regular table, and downloads an accepted plan", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  const { click, choose, type, press, count } = newcomer(page);
  await page.getByRole("button", { name: /^Empty project / }).click();
  const first = 1;
  await choose("Profile", "Qserv");

  await click("button", "Add a table");
  await type("Object");
  await press("Enter");
  await type("objectId");
  await press("Enter");
  for (const name of ["ra", "decl"]) {
    await type(name);
    await press("Enter", "Enter");
  }
  await columns(page, "objectId", "ra", "decl");
  await choose("Kind", "Director");
  assert.equal(await list(page, "Key column").inputValue(), "objectId");
  assert.equal(await list(page, "Longitude column").inputValue(), "ra");
  await click("button", "Add chunkId, subChunkId");
  await columns(page, "objectId", "ra", "decl", "chunkId", "subChunkId");

  await click("button", "Table", page.getByRole("complementary", { name: "Tables of the project" }));
  await type("Source");
  await press("Enter");
  await type("sourceId");
  await press("Enter");
  await type("objectId");
  await press("Enter");
  await type("BIGINT");
  await press("Enter");
  await columns(page, "sourceId", "objectId");
  await choose("Kind", "Dependent");
  assert.equal(await list(page, "Director").inputValue(), "Object");

  await click("button", "Table", page.getByRole("complementary", { name: "Tables of the project" }));
  await type("Filter");
  await press("Enter");
  await type("filterId");
  await press("Enter");
  await type("name");
  await press("Enter");
  await type("CHAR(8)");
  await press("Enter");
  await columns(page, "filterId", "name");
  await list(page, "Kind").filter({ hasText: "Regular" }).waitFor();

  await click("button", "Export");
  await verdict(page);
  const file = await savedBy(page, () => click("button", "Download"));
  await accepted(file);
  const interactions = first + count();
  t.diagnostic(`${interactions} interactions with the mouse`);
  assert.ok(interactions < MOST, `${interactions} interactions`);
});

test("the same by the keyboard alone", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  // Whoever touches the mouse fails.
  page.mouse.click = page.mouse.down = () => assert.fail("no mouse");
  const { type, press, reach, count } = newcomer(page);
  const enter = async (...texts) => {
    for (const text of texts) {
      await type(text);
      await press("Enter");
    }
  };
  const act = async (words) => {
    await press("ControlOrMeta+k");
    await enter(words);
  };
  const newTable = async (...texts) => {
    await press("Alt+t");
    await becomes(() => focused(page), "Table name");
    await enter(...texts);
  };
  await reach(/^Empty project/);
  await press("Enter");
  await page.getByTitle("All projects").waitFor();
  await act("qserv");
  await becomes(() => list(page, "Profile").inputValue(), "qserv");

  await act("add a table");
  await becomes(() => focused(page), "Table name");
  await enter("Object", "objectId");
  for (const name of ["ra", "decl"]) {
    await type(name);
    await press("Enter", "Enter");
  }
  await act("director");
  await act("fix all");
  await columns(page, "objectId", "ra", "decl", "chunkId", "subChunkId");

  await newTable("Source", "sourceId", "objectId", "BIGINT");
  await act("dependent");
  await columns(page, "sourceId", "objectId");
  await becomes(() => list(page, "Director").inputValue(), "Object");

  await newTable("Filter", "filterId", "name", "CHAR(8)");
  await columns(page, "filterId", "name");

  await press("ControlOrMeta+e");
  await verdict(page);
  await reach(/^Download$/);
  const file = await savedBy(page, () => press("Enter"));
  await accepted(file);
  t.diagnostic(`${count()} interactions with the keyboard`);
  assert.ok(count() < MOST, `${count()} interactions`);
});
