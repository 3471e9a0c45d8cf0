// The names by which the parts of a program find what is in another part: as short as can be, in the order of what they name.

import { number, Reader, sections, text, withMore } from "./bytes.mjs";
import { importsOf, sorted } from "./order.mjs";

/** With this begins each name that one part lends another, and that nobody else knows. */
export const LENT = "=";

/** The same parts with other names for what they lend each other. */
export function renamed(parts) {
  const imports = parts.map(importsOf);
  // Of each part, what those behind it import.
  const lent = parts.map((_, number) => {
    const module = number === 0 ? "first" : `part ${number}`;
    return new Set(imports.slice(number + 1).flat().filter((one) => one.module === module && one.name.startsWith(LENT)).map(({ name }) => name));
  });
  const names = parts.map((part, number) => {
    const list = exportsOf(part).filter(({ name }) => lent[number].has(name)).sort((a, b) => a.kind - b.kind || a.index - b.index);
    return new Map(list.map(({ name }, at) => [name, at.toString(36)]));
  });
  return parts.map((part, number) => {
    const from = imports[number].map((one) => importOf(one, number, names));
    return sorted(withMore(part, {}, { 2: written(from), 7: exportsIn(part, names[number]) }));
  });
}

function importOf({ module, name, rest }, number, names) {
  if (!name.startsWith(LENT)) return [...text(module), ...text(name), ...rest];
  const from = module === "first" ? 0 : Number(/^part (\d+)$/.exec(module)?.[1] ?? NaN);
  const now = from < number ? names[from].get(name) : undefined;
  if (now === undefined) throw new Error(`Part ${number} wants ${name} of ${module}, which lends no such thing.`);
  return [...text(module), ...text(now), ...rest];
}

/** What has a name of its own comes first; the others are in order. */
function exportsIn(part, names) {
  const list = exportsOf(part);
  const own = list.filter(({ name }) => !names.has(name));
  const others = [...names.keys()].map((name) => list.find((one) => one.name === name));
  return written([...own, ...others].map(({ name, kind, index }) => [...text(names.get(name) ?? name), kind, ...number(index)]));
}

const written = (entries) => [Uint8Array.from(number(entries.length)), ...entries.map((entry) => Uint8Array.from(entry))];

function exportsOf(part) {
  const reader = readerOf(part, 7);
  return reader.list(() => ({ name: reader.text(), kind: reader.byte(), index: reader.number() }));
}

function readerOf(part, id) {
  const section = sections(part).find((one) => one.id === id);
  return new Reader(section ? part : [0], section?.at ?? 0);
}
