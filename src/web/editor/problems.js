// Problems in the text: what the reader says of it, and what the rules say of the model, at the place where it stands.

import { setDiagnostics } from "@codemirror/lint";
import { tell } from "./talk.js";
import { said as inWords, word } from "./words.js";

const SEVERITIES = { error: "error", warning: "warning", advice: "info" };
const pages = new Map();

/** The first words of a rule's page. */
function page(rule) {
  const folder = document.documentElement.lang.startsWith("zh") ? "rules/zh" : "rules";
  const key = `${folder}/${rule}`;
  if (!pages.has(key)) {
    const text = fetch(`./${folder}/${rule}.md`).then((answer) => (answer.ok ? answer.text() : ""));
    pages.set(key, text.then((markdown) => markdown.split(/\n\s*\n/).find((block) => block && !/^[#`-]/.test(block)) ?? "").catch(() => ""));
  }
  return pages.get(key);
}

/** A text whose names stand in back quotes. */
export function marked(text, tag = "span") {
  const element = document.createElement(tag);
  text.split("`").forEach((part, at) => {
    const piece = document.createElement(at % 2 ? "code" : "span");
    piece.textContent = part;
    element.append(piece);
  });
  return element;
}

function message({ rule, message, help }) {
  const box = document.createElement("div");
  box.className = "said";
  box.append(marked(message, "p"), marked(help, "p"));
  const about = document.createElement("p");
  about.className = "rule";
  box.append(about);
  // CodeMirror names the buttons below in English.
  queueMicrotask(() => box.closest(".cm-diagnostic")?.querySelectorAll("button").forEach((button) => button.setAttribute("aria-label", button.textContent)));
  page(rule).then((text) => about.replaceChildren(...(text ? [marked(`${rule}: ${text.replace(/\s+/g, " ")}`)] : [])));
  return box;
}

/** What is shown of an answer's `said`, and of the model's problems, as far as they have a place in `places`. */
export function diagnostics(state, said, problems, places) {
  const length = state.doc.length;
  const clamp = (at) => Math.max(0, Math.min(at, length));
  const found = said.map((one) => at(one.from, one.to, { ...one, message: inWords(one.message), help: inWords(one.help) }));
  for (const [number, keys, severity, rule, text, help, fix] of problems) {
    const key = keys.find((key) => places[key]);
    if (!key) continue;
    const [from, to] = places[key];
    const last = state.doc.lineAt(clamp(from)).to;
    found.push(at(from, Math.max(from, Math.min(to, last)), { severity, rule, message: text, help, number, fix }));
  }
  return found;

  function at(from, to, one) {
    [from, to] = [clamp(from), clamp(to)];
    // An empty place is shown at the token beside it.
    if (from === to) from > 0 && state.doc.lineAt(from).to === from ? from-- : (to = Math.min(length, to + 1));
    const actions = one.fix ? [{ name: one.fix.replaceAll("`", ""), apply: () => tell("fix", "", String(one.number)) }] : [];
    actions.push({ name: word("Why?"), apply: () => tell("rule", "", one.rule) });
    const plain = `${one.message} ${one.help}`.replaceAll("`", "");
    return { from, to, severity: SEVERITIES[one.severity], source: one.rule, message: plain, renderMessage: () => message(one), actions, number: one.fix ? one.number : undefined };
  }
}

export const shown = (state, found) => setDiagnostics(state, found);
