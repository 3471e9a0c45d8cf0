// The diagram: what a person does in it, by pointer and by keys; drawn by a worker, so what is on the canvas is told by pixels.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { becomes, begin, button, drop, focused, goHome, said, tableName } from "./steps.mjs";

const list = (page) => page.getByRole("listbox", { name: "Tables of the diagram" });
const words = (page) => page.locator(".diagram-foot").getByRole("status").innerText();
const percent = async (page) => Number((await page.locator("#diagram-zoom").innerText()).match(/\d+/)?.[0]);
const tool = (page, name) => page.getByRole("toolbar", { name: "Tools of the diagram" }).getByRole("button", { name });

/** The page with the diagram of a sample. */
async function openSample(t, card) {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, card);
  await open(page);
  return page;
}

/** Opens the diagram and waits until it is drawn and stands still. */
async function open(page) {
  const ready = page.workers().some((one) => one.url().includes("diagram"))
    ? undefined
    : page.waitForEvent("worker", (one) => one.url().includes("diagram"));
  await page.getByRole("banner").getByRole("button", { name: "Diagram" }).click();
  await ready;
  await still(page);
}

async function still(page) {
  const worker = page.workers().find((one) => one.url().includes("diagram"));
  let before = -1;
  for (;;) {
    const now = await worker.evaluate(() => self.frames?.at(-2) ?? -1);
    if (now >= 0 && now === before) return;
    before = now;
    await page.waitForTimeout(200);
  }
}

/** How many different colours there are on the canvas: an empty one has few. */
async function colours(page) {
  const png = await list(page).screenshot();
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, png.toString("base64"));
}

test("the diagram opens, shows the tables, and a table opens from it by keys alone", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  assert.ok((await colours(page)) > 20, "cards and lines are drawn");
  await list(page).focus();
  await page.keyboard.press("Home");
  await becomes(() => words(page), "Object, director, columns: 12, problems: 1; referred to by ForcedSource, ObjectSourceMatch");
  const active = await list(page).getAttribute("aria-activedescendant");
  assert.match(await page.locator(`#${active}`).textContent(), /^Object, director/);
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowRight");
  await becomes(async () => (await words(page)).split(",")[0] !== "Object", true);
  await page.keyboard.press("End");
  await page.keyboard.press("f");
  await becomes(async () => (await words(page)).split(",")[0], "ForcedSource");
  await page.keyboard.press("f");
  await becomes(async () => (await words(page)).split(",")[0], "Filter");
  await page.keyboard.press("Enter");
  await becomes(() => tableName(page).inputValue(), "Filter");
});

test("keys carry a card in one step, which is undone and kept", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  await list(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.down("Shift");
  for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.up("Shift");
  await page.getByTitle(/Undo: Move Object in the diagram/).waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await said(page, "Undone: Move Object in the diagram").waitFor();
  assert.equal(await page.getByTitle(/^Undo: /).count(), 0, "placing the cards was no step");
});

test("a card is carried by the pointer; a double click opens it", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  await list(page).focus();
  await page.keyboard.press("1");
  await page.keyboard.press("Home");
  await still(page);
  const at = await cardAt(page, "Object");
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 40, at.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.getByTitle(/Undo: Move Object in the diagram/).waitFor();
  await page.mouse.dblclick(at.x + 40, at.y + 60);
  await becomes(() => tableName(page).inputValue(), "Object");
});

/** A point of a card: clicks along the middle until it is selected. */
async function cardAt(page, name) {
  const box = await list(page).boundingBox();
  for (let y = box.y + 30; y < box.y + box.height; y += 60) {
    for (let x = box.x + 40; x < box.x + box.width; x += 90) {
      await page.mouse.click(x, y);
      if ((await words(page)).startsWith(`${name},`)) return { x, y };
    }
  }
  assert.fail(`no card ${name} is found`);
}

test("it is zoomed and fitted by tools, keys and the wheel", async (t) => {
  const page = await openSample(t, "BK-CI");
  const fitted = await percent(page);
  await tool(page, "Zoom in").click();
  await becomes(async () => (await percent(page)) > fitted, true);
  await tool(page, "Fit").click();
  await becomes(() => percent(page), fitted);
  await tool(page, /^\d+ %$/).click();
  await becomes(() => percent(page), 100);
  await list(page).hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 300);
  await page.keyboard.up("Control");
  await becomes(async () => (await percent(page)) < 100, true);
  await list(page).focus();
  await page.keyboard.press("0");
  await becomes(() => percent(page), fitted);
});

test("areas and notes are added, written, coloured and deleted; tags colour cards", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  await tool(page, "Note").click();
  await page.getByLabel("Text of the note").fill("Mind the flags");
  await page.getByLabel("Text of the note").press("Tab");
  await becomes(() => words(page), "Note: Mind the flags");
  await page.getByLabel("Colour").selectOption("pink");
  await still(page);
  await button(page, "Delete from the diagram").click();
  await said(page, "Deleted from the diagram.").waitFor();
  await button(page, "Undo").last().click();
  await list(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await becomes(() => words(page), "5 tables selected");
  await tool(page, "Area").click();
  await page.getByLabel("Title of the area").waitFor();
  await list(page).focus();
  await page.keyboard.press("Home");
  await page.getByLabel("Tag of the selected tables").fill("core");
  await page.getByLabel("Tag of the selected tables").press("Enter");
  await page.getByTitle(/Undo: Tag core/).waitFor();
  await becomes(() => page.getByLabel("Colour").inputValue(), "blue");
});

test("only some tables are shown, and their neighbours", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  await list(page).focus();
  await page.keyboard.press("Home");
  await tool(page, "Show only these").click();
  await page.getByText("3 of 5 tables").waitFor();
  await tool(page, "Follow relation").click();
  await becomes(async () => (await words(page)).includes("refers to Object"), true);
  await tool(page, "Show all").click();
  await page.getByText("3 of 5 tables").waitFor({ state: "detached" });
});

test("it is saved as SVG with real text and as PNG", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  const saved = async (name) => {
    const waiting = page.waitForEvent("download");
    await tool(page, name).click();
    const download = await waiting;
    return [download.suggestedFilename(), await readFile(await download.path())];
  };
  const [svgName, svg] = await saved("SVG");
  assert.match(svgName, /\.svg$/);
  assert.match(svg.toString(), /<title>5 tables, 3 relations<\/title>[^]*>ObjectSourceMatch</);
  const [pngName, png] = await saved("PNG");
  assert.match(pngName, /\.png$/);
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.ok(png.length > 10_000);
});

test("another project gets a diagram of its own; what is drafted appears in it", async (t) => {
  const page = await openSample(t, "Qserv catalogue");
  await goHome(page);
  await drop(page, ["one.sql", "CREATE TABLE alone (id int PRIMARY KEY); CREATE TABLE other (alone_id int);"]);
  await button(page, "Import 2 tables").click();
  await open(page);
  await list(page).focus();
  await page.keyboard.press("End");
  await becomes(async () => /^other, MySQL table, columns: 1.*; refers to alone$/.test(await words(page)), true);
  assert.match(await focused(page), /Tables of the diagram/);
  await page.getByRole("complementary", { name: "Tables of the project" }).getByRole("button", { name: "Table", exact: true }).click();
  await becomes(() => tableName(page).inputValue(), "table_1");
  await page.getByRole("navigation", { name: "Open documents" }).getByRole("button", { name: "Diagram", exact: true }).click();
  await list(page).focus();
  await page.keyboard.press("t");
  await becomes(async () => (await words(page)).split(",")[0], "table_1");
});

test("the theme's colours reach the canvas, in both themes", async (t) => {
  const app = await startApp(t, { colorScheme: "dark", viewport: { width: 1440, height: 900 } });
  const page = await app.open();
  for (const [sample, name] of [["Qserv catalogue", "qserv"], ["BK-CI", "bk-ci"]]) {
    await begin(page, sample);
    await open(page);
    await app.shot(page, `diagram-${name}-dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await still(page);
    await page.waitForTimeout(300);
    await app.shot(page, `diagram-${name}-light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await goHome(page);
  }
});
