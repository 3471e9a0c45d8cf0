// The talk with the program in wasm: what an editor does goes out as an event of the window, what it is told comes in by
// one function. See src/web/editor.rs.

const editors = new Map();
let count = 0;

/** Registers an editor; the answer is its number. */
export function register(editor) {
  editors.set(++count, editor);
  return count;
}

export function unregister(number) {
  editors.delete(number);
}

export const all = () => editors.values();

/**
 * Says what an editor does: `ask` and `type` with a question for the worker, `fix` with the number of a problem, `rule`
 * with a name, `undo`, `redo`, `problems`. `way` is 1 for undo and 2 for redo.
 */
export function tell(what, of = "", text = "", fresh = false, way = 0) {
  window.dispatchEvent(new CustomEvent("editor", { detail: [what, of, text, fresh, way] }));
}

/** Where an editor is to go that may not be there yet. */
export const wish = { place: null };

window.tabledraftEditor = (what, text) => {
  if (what === "answer" || what === "again") {
    const answer = JSON.parse(text);
    editors.get(answer.pane)?.told(what, answer);
    return;
  }
  const said = what === "problems" || what === "goto" ? JSON.parse(text) : text;
  if (what === "goto") wish.place = said;
  for (const editor of editors.values()) editor.told(what, said);
};
