// Finds English that is left in the Chinese designer: each text that is seen or heard, word for word.

import { readFile, readdir } from "node:fs/promises";

/** What is not ours to translate, wherever it stands; why. */
const QUOTED = [
  ["pre, code, .code", "code, names and data"],
  ["script, style, noscript, datalist", "not seen"],
  ["[lang=en]", "what a server says, as it says it; and the button for English"],
  [".cm-content, .cm-gutters", "the text that is edited"],
  [".cm-completionLabel", "what completion puts into the text"],
  ["td[data-f='0'], td[data-f='1'], td[data-f='3'], td[data-f='5'], td[data-f='8']", "names, types, defaults, charsets and comments of columns"],
  ["textarea", "what was typed"],
  [".unread", "statements that are kept as text"],
].map(([selector]) => selector).join(", ");

/** Words that are the same in Chinese; why. */
const SAME = {
  "names of products": "Tabledraft Qserv Felis MariaDB BK-CI BlueKing DLWorkspace Unicode Latin",
  "kinds of Qserv's tables and parts of Qserv, as its documentation has them": "director dependent regular ref-match worker czar Controller chunk sub-chunk Regular Director Dependent Ref-match Replication System family",
  "formats and programs": "iconv mysqldump qserv-ingest YAML utf null true false",
  "names of keys": "Ctrl Shift Alt Tab Enter Esc Delete Home End Page Up Down Space Backspace Cmd Option Escape",
  "storage engines and words of SQL as they are written": "InnoDB MyISAM",
  "units": "deg KB MB ms px",
  "a heading that stands in CREATE TABLE too": "Null",
  "types of MySQL and of Felis, and words that stand at them": "unsigned boolean byte short double char unicode binary bit",
  "what Felis has at @type": "Unique Check",
  "attributes of registrations": "overlap",
  "documents that pages of rules name": "Server Error Message Reference skeema fk-parent",
  "the other language's name on its button": "English",
};
/** Rules are called the same in all languages. */
const RULES = (await readdir(new URL("../../docs/rules/", import.meta.url))).map((file) => file.replace(".md", ""));
const KNOWN = new Set([...Object.values(SAME).flatMap((words) => words.split(" ")), ...RULES]);

/** Names that the sample projects bring: their tables, columns, keys, and themselves. */
const SAMPLES = new URL("../../static/samples/", import.meta.url);
const files = await readdir(SAMPLES);
const samples = await Promise.all(files.map((file) => readFile(new URL(file, SAMPLES), "utf8")));
const namesIn = (value) => {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== "object" || value === null) return [];
  const own = [value.name, ...(Array.isArray(value.columns) ? value.columns : [])].filter((name) => typeof name === "string");
  return [...own, ...Object.values(value).flatMap(namesIn)];
};
const NAMES = samples.flatMap((text) => namesIn(JSON.parse(text)));

/** What is English on the page; `names` are those that the test has put there. */
export async function englishLeft(page, names = []) {
  const words = [...names, ...NAMES].flatMap((name) => `${name} ${name.toLowerCase()}`.match(/[A-Za-z]+/g) ?? []);
  return page.evaluate(look, { quoted: QUOTED, known: [...KNOWN, ...words] });
}

function look({ quoted, known }) {
  const fine = new Set(known);
  // A name with a mark, a digit or a capital within, and what is in capitals, is code.
  const isCode = (word) => fine.has(word) || /[_\d]|[a-z][A-Z]/.test(word) || word === word.toUpperCase();
  const left = (text) => {
    const pieces = text.replace(/https?:\S+|[\w./-]+\.(sql|json|ya?ml|csv|tsv|sh|md|svg|png)\b|`[^`]*`|'[^']*'|\B\/[\w/]+/g, " ").split(/[^\w-]+/);
    return pieces.filter((word) => /[A-Za-z]{2}/.test(word) && !isCode(word) && !word.split("-").every((part) => isCode(part) || part.length < 2));
  };
  const found = [];
  const say = (where, text, around = text) => {
    const words = left(text);
    if (words.length) found.push(`${where}“${around.trim().replace(/\s+/g, " ").slice(0, 160)}” (${words.join(", ")})`);
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (textContent.trim() && !parentElement.closest(quoted) && seen(parentElement)) {
      // A hit of a search stands in its name, which is one.
      const whole = parentElement.tagName === "MARK" ? parentElement.parentElement : parentElement;
      say("", whole.querySelector(":scope > mark") ? whole.textContent : textContent, parentElement.closest("p, li, td, button, label")?.textContent);
    }
  }
  for (const name of ["title", "aria-label", "placeholder", "aria-description", "alt"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      // The example of what can be imported is code.
      if (name === "placeholder" && element.tagName === "TEXTAREA") continue;
      // The name of a thing of code is in the language, so a field of code counts; what it holds does not.
      if (!element.closest("[lang=en], datalist, .cm-content > *") && seen(element)) say(`${name}: `, element.getAttribute(name));
    }
  }
  return [...new Set(found)];
}
