// Colours and folds: what the reader says of each token, kept in place while the text changes until it says it anew.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { codeFolding, foldGutter, foldService } from "@codemirror/language";

const CLASSES = [, "keyword", "type", "name", "text", "number", "comment", "hint"].map(
  (kind) => kind && Decoration.mark({ class: `ink-${kind}` }),
);

/** Tokens as [start, end, kind, ...], folds as [start, end, ...]. */
export const setInk = StateEffect.define();

const tokens = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setInk)) continue;
      const ranges = [];
      const flat = effect.value.tokens;
      for (let at = 0; at < flat.length; at += 3) ranges.push(CLASSES[flat[at + 2]].range(flat[at], flat[at + 1]));
      marks = Decoration.set(ranges);
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const folds = StateField.define({
  create: () => [],
  update(pairs, transaction) {
    for (const effect of transaction.effects) if (effect.is(setInk)) return effect.value.folds;
    return transaction.docChanged ? pairs.map((place) => transaction.changes.mapPos(place)) : pairs;
  },
});

function foldOfLine(state, start, end) {
  const pairs = state.field(folds);
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] > start && pairs[at] <= end && pairs[at + 1] > end) return { from: pairs[at], to: pairs[at + 1] };
  }
  return null;
}

export const ink = [tokens, folds, foldService.of(foldOfLine), codeFolding(), foldGutter()];

/** Places of an answer, moved by what was typed since. */
export function moved(seen, changes) {
  if (!changes || changes.empty) return seen;
  const { tokens: flat, folds: pairs = [] } = seen;
  const out = [];
  for (let at = 0; at < flat.length; at += 3) {
    const [from, to] = [changes.mapPos(flat[at], 1), changes.mapPos(flat[at + 1], -1)];
    if (from < to) out.push(from, to, flat[at + 2]);
  }
  const places = Object.fromEntries(
    Object.entries(seen.places ?? {}).map(([key, [from, to]]) => [key, [changes.mapPos(from), changes.mapPos(to)]]),
  );
  const said = seen.said.map((one) => ({ ...one, from: changes.mapPos(one.from), to: changes.mapPos(one.to) }));
  return { ...seen, tokens: out, folds: pairs.map((place) => changes.mapPos(place)), places, said };
}
