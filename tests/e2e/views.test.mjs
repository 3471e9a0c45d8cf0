// Every view, in both languages, light, dark and in high contrast: axe finds nothing that shuts anybody out, no word is cut off,
// nothing lies over anything, and no English is left in Chinese. The pictures are in tests/e2e/shots.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { englishLeft } from "./spoken.mjs";
import { NAMES, VIEWS, words } from "./views.mjs";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** Each theme in each language, and each language at both widths. */
const WALKS = [
  ["en", "light", 1440], ["en", "dark", 800], ["en", "contrast", 1440],
  ["zh", "light", 800], ["zh", "dark", 1440], ["zh", "contrast", 800],
];

/**
 * Widths at which something gives way, on either side of where the panels become drawers. The walks in dark and in high
 * contrast take both languages through both sides, so those in light need not.
 */
const BETWEEN = { 800: [880, 960, 1024, 1041, 1100], 1440: [1101, 1190, 1191, 1280, 1291, 1340, 1366, 1920, 2560] };

for (const [language, theme, width] of WALKS) {
  test(`every view in ${language}, ${theme}, ${width} pixels wide`, async (t) => {
    const app = await startApp(t, { viewport: { width, height: 900 }, locale: language === "zh" ? "zh-CN" : "en-GB" });
    await app.context.addInitScript((theme) => location.protocol === "http:" && localStorage.setItem("tabledraft-theme", theme), theme);
    const page = await app.open();
    const way = { w: words(language), narrow: width < 1100 };
    const wrong = [];
    let runs = 0;
    for (const [name, go] of VIEWS) {
      try {
        await go(page, way);
      } catch (error) {
        await app.shot(page, `lost-${name}`);
        throw new Error([`${name}: ${error.message}`, ...wrong].join("\n"), { cause: error });
      }
      await page.mouse.move(0, 0);
      await app.shot(page, `view-${name}-${language}-${theme}-${width}`);
      const found = [...(await axeFinds(page)), ...(await page.evaluate(cutOff)), ...(await page.evaluate(covered))];
      if (language === "zh") found.push(...(await englishLeft(page, NAMES)));
      runs += 1;
      wrong.push(...found.map((fault) => `${name}: ${fault}`));
      for (const between of theme === "light" ? [] : BETWEEN[width]) {
        await page.setViewportSize({ width: between, height: 900 });
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
        const found = [...(await page.evaluate(cutOff)), ...(await page.evaluate(covered))];
        if (found.length) await app.shot(page, `between-${name}-${language}-${between}`);
        wrong.push(...found.map((fault) => `${name}, ${between} pixels wide: ${fault}`));
      }
      await page.setViewportSize({ width, height: 900 });
    }
    t.diagnostic(`${runs} views`);
    assert.deepEqual(wrong, []);
  });
}

async function axeFinds(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.split("\n")[1]?.trim()}`),
    );
  });
}

/** Texts of which a part is out of sight: cut by a box that neither scrolls nor shows that there is more. */
function cutOff() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const own = node.parentElement;
    if (!node.textContent.trim() || own.closest("script, style, noscript, select, datalist, code-editor, .hidden, [hidden]")) continue;
    if (!own.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width < 2) continue;
    for (let box = own; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      // What is for who hears only.
      if (style.clipPath !== "none") break;
      if (style.textOverflow === "ellipsis" && style.overflowX !== "visible") break;
      const scrolls = /auto|scroll/;
      if (scrolls.test(style.overflowX) || scrolls.test(style.overflowY)) break;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const place = box.getBoundingClientRect();
      const beyond = Math.max(text.right - place.right, place.left - text.left, text.bottom - place.bottom - 3, place.top - text.top - 3);
      if (beyond > 1.5) found.push(`“${short(node.textContent)}” is cut off by ${Math.round(beyond)} pixels in ${box.tagName}.${box.className}`);
      break;
    }
  }
  // The words of a list, of which the browser cuts what is too long.
  const pen = document.createElement("canvas").getContext("2d");
  for (const list of document.querySelectorAll("select:not(.code):not(.rules)")) {
    const text = list.selectedOptions[0]?.text ?? "";
    if (!list.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(list);
    pen.font = style.font;
    const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 16;
    const needs = pen.measureText(text).width;
    if (needs > room + 2) found.push(`“${text}” needs ${Math.round(needs)} pixels of ${Math.round(room)} in a list`);
  }
  // And those of a field that is empty.
  for (const field of document.querySelectorAll("input[placeholder]")) {
    if (field.value || !field.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(field);
    pen.font = style.font;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const needs = pen.measureText(field.placeholder).width;
    if (needs > room + 2 && style.textOverflow !== "ellipsis") found.push(`“${field.placeholder}” needs ${Math.round(needs)} pixels of ${Math.round(room)} in a field`);
  }
  const beyond = document.documentElement.scrollWidth - innerWidth;
  if (beyond > 0) found.push(`the page is ${beyond} pixels wider than the window`);
  return found;
}

/** Controls in whose middle something else is. */
function covered() {
  const found = [];
  const over = document.querySelector(".over");
  for (const control of (over ?? document).querySelectorAll("button, input, select, summary")) {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || control.closest(".hidden")) continue;
    const { left, top, width, height } = control.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (width < 4 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
    const seen = document.elementFromPoint(x, y);
    if (!seen || seen === control || control.contains(seen) || seen.contains(control) || seen.closest("label")?.contains(control)) continue;
    // Drawers, messages and what hangs from a cell lie over the window on purpose; rows scroll below their heading.
    if (seen.closest(".toast, .cell-offers, .cell-menu, .cell-editor, thead, .cm-tooltip")) continue;
    // What scrolls is seen in part; a bar may stay above it.
    let pane = control.parentElement;
    while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
    const window = pane?.getBoundingClientRect();
    if (window && (y < window.top || y > window.bottom || x < window.left || x > window.right)) continue;
    let bar = seen;
    while (bar && getComputedStyle(bar).position !== "sticky") bar = bar.parentElement;
    if (bar) continue;
    const panel = (element) => element.closest("header, aside, nav, main, .problems");
    if (panel(seen) !== panel(control)) continue;
    found.push(`${control.tagName} “${(control.getAttribute("aria-label") ?? control.textContent).slice(0, 40)}” is covered by ${seen.tagName}.${seen.className}`);
  }
  return found;
}
