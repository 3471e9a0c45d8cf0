// The code editor as an element: <code-editor of="sql:12" label="SQL of Object">. Everything that it knows of the text
// comes from the reader in the worker; it holds the text, the cursor and what was typed.

import { Compartment, EditorSelection, EditorState, Prec, Transaction } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { bracketMatching, foldKeymap, indentUnit } from "@codemirror/language";
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { forEachDiagnostic, lintGutter, lintKeymap } from "@codemirror/lint";
import { all, register, tell, unregister, wish } from "./talk.js";
import { ink, moved, setInk } from "./ink.js";
import { diagnostics, marked, shown } from "./problems.js";
import { look } from "./look.js";
import { CODEMIRROR_WORDS, followLanguage, said as inWords, sentence, word } from "./words.js";

/** A pause of so many milliseconds ends a step of undo. */
const PAUSE = 1000;
/** Of a longer text only what is in sight is coloured, with so much before and behind it. */
const LONG = 60_000;
const AROUND = 8_000;

/** Where the cursor was in texts that are not shown now. */
const remembered = new Map();

class CodeEditor extends HTMLElement {
  static observedAttributes = ["label"];

  connectedCallback() {
    this.of = this.getAttribute("of");
    this.pane = register(this);
    this.revision = 0;
    /** Changes that the worker does not know yet, and those behind the revision of its last answer. */
    this.unsent = null;
    this.log = [];
    this.asked = 0;
    this.waiting = new Map();
    this.seen = { tokens: [], folds: [], places: {}, said: [] };
    this.problems = [];
    this.typedAt = 0;
    this.fresh = true;
    this.way = 0;
    this.phrases = new Compartment();
    this.replaceChildren(this.bar(), (this.place = document.createElement("div")));
    this.place.className = "code-place";
    this.losses = 0;
    this.open();
  }

  open() {
    const [kind, table] = this.of.split(":");
    this.ask("open", { of: table ? { [kind]: Number(table) } : kind, length: this.view?.state.doc.length });
  }

  disconnectedCallback() {
    this.flush();
    if (this.view) {
      const { main } = this.view.state.selection;
      remembered.set(this.of, { anchor: main.anchor, head: main.head, scroll: this.view.scrollDOM.scrollTop });
      this.view.destroy();
    }
    tell("ask", this.of, JSON.stringify({ what: "close", pane: this.pane }));
    unregister(this.pane);
  }

  /** The line above the text: how it stands with it, and what can be done. */
  bar() {
    const bar = document.createElement("div");
    bar.className = "code-bar";
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    this.names = [];
    this.say(() => word("Reading…"));
    const space = document.createElement("span");
    space.className = "space";
    const button = (name, title, act) => {
      const button = document.createElement("button");
      button.className = "quiet";
      this.names.push(() => ([button.textContent, button.title] = [word(name), word(title)]));
      this.names.at(-1)();
      button.addEventListener("click", act);
      return button;
    };
    bar.append(
      this.status,
      space,
      button("Find", "Find and replace (Ctrl+F)", () => this.view && openSearchPanel(this.view)),
      button("Format", "Write it as it is exported (Shift+Alt+F)", () => this.format()),
      button("Copy", "Copy the whole text", () => this.copy()),
      button("Download", "Save the text as a file", () => this.download()),
    );
    return bar;
  }

  /** Says how it stands; again in the other language when that changes. */
  say(text) {
    this.said = text;
    this.status.textContent = text();
  }

  /** The language has changed. */
  speak() {
    this.names.forEach((name) => name());
    this.say(this.said);
    this.view?.dispatch({ effects: this.phrases.reconfigure(this.spoken()) });
    this.mark();
  }

  start(answer) {
    const state = EditorState.create({ doc: answer.text, extensions: this.extensions() });
    this.view?.destroy();
    this.view = new EditorView({ state, parent: this.place });
    // Line ends of other systems are not kept by the editor, so its text is not the one that was read.
    this.whole = answer.text.includes("\r");
    const last = remembered.get(this.of);
    if (last) {
      const clamp = (at) => Math.min(at, state.doc.length);
      this.view.dispatch({ selection: EditorSelection.single(clamp(last.anchor), clamp(last.head)) });
      requestAnimationFrame(() => this.view && (this.view.scrollDOM.scrollTop = last.scroll));
    }
    this.show(answer);
    tell("problems");
  }

  extensions() {
    return [
      lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), drawSelection(), history({ newGroupDelay: PAUSE }),
      bracketMatching(), closeBrackets(), indentUnit.of("  "), EditorState.tabSize.of(2),
      autocompletion({ override: [(context) => this.complete(context)], maxRenderedOptions: 200, icons: false }),
      search({ top: true }), highlightSelectionMatches(), lintGutter(), ink, look,
      hoverTooltip((view, at) => this.hover(at)),
      this.phrases.of(this.spoken()),
      EditorView.contentAttributes.of({ tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
      Prec.high(keymap.of([
        { key: "Mod-z", run: () => this.step(undo, undoDepth, "undo") },
        { key: "Mod-y", run: () => this.step(redo, redoDepth, "redo") },
        { key: "Mod-Shift-z", run: () => this.step(redo, redoDepth, "redo") },
        { key: "Shift-Alt-f", run: () => this.format() },
        { key: "Mod-.", run: (view) => mend(view.state) },
      ])),
      keymap.of([
        ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...lintKeymap, ...foldKeymap, ...historyKeymap,
        ...defaultKeymap, indentWithTab,
      ]),
      EditorView.updateListener.of((update) => this.updated(update)),
    ];
  }

  /** What the editor says in the language of the page: its own words, and the name of the text. */
  spoken() {
    const phrases = Object.fromEntries(CODEMIRROR_WORDS.map((text) => [text, word(text)]));
    return [EditorState.phrases.of(phrases), EditorView.contentAttributes.of({ "aria-label": this.getAttribute("label") })];
  }

  /** The name of the text is in another language. */
  attributeChangedCallback() {
    this.view?.dispatch({ effects: this.phrases.reconfigure(this.spoken()) });
  }

  /** Undo is the text's own, and where it has none the project's. */
  step(act, depth, name) {
    if (depth(this.view.state) > 0) act(this.view);
    else tell(name);
    return true;
  }

  updated(update) {
    if (update.docChanged && !this.outside) {
      this.revision++;
      this.log.push({ revision: this.revision, changes: update.changes });
      this.unsent = this.unsent ? this.unsent.compose(update.changes) : update.changes;
      const event = (name) => update.transactions.some((transaction) => transaction.isUserEvent(name));
      const now = performance.now();
      const apart = event("input.paste") || event("input.drop") || event("format");
      this.fresh ||= apart || now - this.typedAt > PAUSE;
      this.typedAt = apart ? 0 : now;
      this.way = event("undo") ? 1 : event("redo") ? 2 : 0;
      this.flush();
    } else if (update.viewportChanged && update.state.doc.length > LONG) {
      clearTimeout(this.looking);
      this.looking = setTimeout(() => this.view && this.ask("ink"), 60);
    }
  }

  /** What of a long text is in sight. */
  sight() {
    if (!this.view || this.view.state.doc.length <= LONG) return undefined;
    const { from, to } = this.view.viewport;
    return [Math.max(0, from - AROUND), Math.min(this.view.state.doc.length, to + AROUND)];
  }

  ask(what, more = {}) {
    const question = { what, pane: this.pane, revision: this.revision, sight: this.sight(), ...more };
    tell("ask", this.of, JSON.stringify(question));
  }

  /** Asks what is answered once, by a number of its own. */
  wonder(what, at) {
    this.flush();
    const number = -++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      this.ask(what, { at, revision: 0, number });
    });
  }

  /** Sends what was typed since the last time. */
  flush() {
    if (!this.view || (!this.unsent && !this.again)) return;
    const doc = this.view.state.doc;
    const question = { what: "type", pane: this.pane, revision: this.revision, sight: this.sight(), length: doc.length };
    if (this.whole || this.again) question.text = doc.toString();
    else {
      question.changes = [];
      this.unsent.iterChanges((from, to, _, __, text) => question.changes.push({ from, to, insert: text.toString() }));
    }
    tell("type", this.of, JSON.stringify(question), this.fresh || Boolean(this.again), this.way);
    [this.unsent, this.again, this.fresh, this.typing] = [null, false, false, true];
  }

  told(what, said) {
    if (what === "problems") {
      this.problems = said;
      // They are shown with the answer to what was typed, if that is about to come.
      if (!this.typing) this.mark();
    } else if (what === "changed") {
      if (this.typing) this.behind = true;
      else this.ask("follow");
    } else if (what === "goto") this.goto();
    else if (what === "again") {
      this.again = true;
      this.flush();
    } else if (what === "failed") this.status.textContent = said;
    else if (what === "answer") this.answered(said);
  }

  answered(answer) {
    if (answer.lost) {
      // The worker was started anew, or has another text: it gets this one whole.
      if (++this.losses < 5) this.open();
      return;
    }
    if (answer.what === "complete" || answer.what === "hover") {
      this.waiting.get(answer.number)?.(answer);
      this.waiting.delete(answer.number);
      return;
    }
    if (answer.what === "open" && this.view) {
      this.again = true;
      return this.flush();
    }
    if (answer.what === "open") return this.start(answer);
    if (!this.view) return;
    if (answer.what === "type") {
      this.typing = answer.revision !== this.revision;
      this.losses = 0;
      this.whole = false;
      this.show(answer);
      if (this.behind && !this.typing) {
        this.behind = false;
        this.ask("follow");
      }
    } else if (answer.what === "ink") this.show({ ...this.seen, tokens: answer.tokens, folds: answer.folds ?? [], revision: answer.revision });
    else if (answer.what === "follow") this.follow(answer);
    else if (answer.what === "format") this.formatted(answer);
  }

  /** Shows what the reader said of the text as it was at a revision. */
  show(answer) {
    this.log = this.log.filter((entry) => entry.revision > answer.revision);
    const since = this.log.reduce((changes, entry) => (changes ? changes.compose(entry.changes) : entry.changes), null);
    this.seen = { folds: [], places: {}, said: [], ...moved(answer, since) };
    this.mark([setInk.of({ tokens: this.seen.tokens, folds: this.seen.folds })]);
    if (wish.place) this.goto();
    const errors = answer.said?.filter((one) => one.severity === "error").length ?? 0;
    const held = this.of === "script" ? "What is wrong stays as it was." : "The table stays as it was.";
    this.classList.toggle("held", answer.understood === false);
    if (answer.understood !== false) this.say(() => word("Understood"));
    else if (errors) this.say(() => `${sentence(errors === 1 ? "{} mistake." : "{} mistakes.", errors)} ${word(held)}`);
    else this.say(() => word("Understood, but for a comment that has no place in the table. It stays in this text."));
  }

  /** Shows the problems where they are now, with other effects in the same step. */
  mark(more = []) {
    if (!this.view) return;
    const { state } = this.view;
    const { effects } = shown(state, diagnostics(state, this.seen.said, this.problems, this.seen.places));
    this.view.dispatch({ effects: [...more, ...[effects].flat()] });
  }

  /** The model has changed, and the text with it. */
  follow(answer) {
    if (answer.refused) return;
    if (answer.revision !== this.revision || this.unsent) {
      // Something was typed meanwhile: that text is read whole.
      this.whole = this.again = true;
      this.flush();
      return;
    }
    if (answer.changes?.length) this.take(answer.changes);
    this.revision++;
    this.log = [];
    this.show({ ...answer, revision: this.revision });
    if (answer.changes?.length) this.fresh = true;
  }

  /** Changes from outside. Where the editor's own undo comes to the same, it is used, so that its history stays true. */
  take(changes) {
    const { state } = this.view;
    const wanted = state.changes(changes).apply(state.doc);
    this.outside = true;
    for (const act of [undo, redo]) {
      let step = null;
      act({ state, dispatch: (transaction) => (step = transaction) });
      if (step?.newDoc.eq(wanted)) {
        // The cursor stays where it is.
        this.view.dispatch(step);
        this.outside = false;
        return;
      }
    }
    this.view.dispatch({ changes, annotations: [isolateHistory.of("full"), Transaction.userEvent.of("follow")] });
    this.outside = false;
  }

  format() {
    this.flush();
    this.ask("format");
    return true;
  }

  formatted(answer) {
    if (answer.refused) {
      this.say(() => word("It can be formatted when everything in it is understood."));
      return;
    }
    if (answer.revision !== this.revision || !answer.changes?.length) return;
    this.view.dispatch({ changes: answer.changes, userEvent: "format", annotations: isolateHistory.of("full") });
  }

  async complete(context) {
    const { offer } = await this.wonder("complete", context.pos);
    if (context.aborted || !offer?.options.length) return null;
    // Without a word only what is short or needed is offered: not each keyword behind each space.
    const begun = offer.from < context.pos;
    const apt = (option) => context.explicit || begun || option.kind !== "keyword";
    const options = offer.options.filter(apt).map(({ label, kind, detail, apply, rank }) => ({
      label, detail: inWords(detail), type: kind, boost: rank, apply: apply ?? undefined,
    }));
    return options.length ? { from: offer.from, options, validFor: /^[\w$`".]*$/ } : null;
  }

  async hover(at) {
    const { hover } = await this.wonder("hover", at);
    if (!hover) return null;
    return {
      pos: hover.span.start, end: hover.span.end, above: true,
      create() {
        const dom = document.createElement("div");
        dom.className = "code-hover";
        const title = document.createElement("strong");
        title.textContent = inWords(hover.title);
        dom.append(title, marked(inWords(hover.text), "p"));
        return { dom };
      },
    };
  }

  /** Goes to the first of some places that the text has. */
  goto() {
    const key = wish.place?.keys.find((key) => this.seen.places[key]);
    if (!key || !this.view) return;
    const { focus } = wish.place;
    wish.place = null;
    const [from, to] = this.seen.places[key];
    this.view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    if (focus) this.view.focus();
  }

  async copy() {
    if (!this.view) return;
    try {
      await navigator.clipboard.writeText(this.view.state.doc.toString());
      this.say(() => word("Copied."));
    } catch {
      this.say(() => word("It could not be copied. Select the text and copy it by hand."));
    }
  }

  download() {
    if (!this.view) return;
    const json = this.of.startsWith("payload");
    const name = this.of === "script" ? "script" : (this.getAttribute("file") ?? "table");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.view.state.doc.toString()], { type: "text/plain" }));
    link.download = `${name}.${json ? "json" : "sql"}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

/** Does the first fix that is offered at the cursor. */
function mend(state) {
  const at = state.selection.main.head;
  let fix = null;
  forEachDiagnostic(state, (diagnostic, from, to) => {
    const line = state.doc.lineAt(from);
    if (diagnostic.number !== undefined && line.from <= at && at <= Math.max(to, line.to)) fix ??= diagnostic;
  });
  fix?.actions[0].apply();
  return Boolean(fix);
}

followLanguage(() => {
  for (const editor of all()) editor.speak();
});

customElements.define("code-editor", CodeEditor);
