// The order of a program's functions: those that are alike stand near each other, which makes gzip's output smaller by 1 to 5 parts in a hundred.
//
// It looks back 32 KB. So each next function is the one of which most stands in what was written last, for its length.

import { number, Reader, sections, text, withMore } from "./bytes.mjs";
import { bodies, OP, readFrame, readFunction, writeCode, writeItems } from "./code.mjs";

/** What is compared: runs of so many bytes. */
const RUN = 6;
/** How much of what was written last counts; gzip's window has room for what the code is about, too. */
const WINDOW = 24_000;
/** How much longer functions have to have more in common. */
const BY_LENGTH = 0.65;

/** The same program with its functions in that order. Names are lost. */
export function ordered(bytes) {
  const { imported } = readFrame(bytes);
  const own = alike(bodies(bytes, imported).slice(imported).map(({ start, end }) => bytes.subarray(start, end)));
  return inOrder(bytes, [...importedFunctions(bytes).keys(), ...own.map((at) => imported + at)]);
}

/** The same program with the functions that it imports in the order of their names: gzip finds more alike. */
export function sorted(bytes) {
  const imports = importedFunctions(bytes);
  const order = [...imports.keys()].sort((a, b) => compare(imports[a].key, imports[b].key));
  return inOrder(bytes, [...order, ...bodies(bytes, imports.length).keys()].filter((index, at, all) => all.indexOf(index) === at));
}

const compare = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** `order` has the present numbers of all functions, imported ones first. */
function inOrder(bytes, order) {
  const frame = readFrame(bytes);
  const { imported } = frame;
  const places = bodies(bytes, imported);
  const now = [];
  order.forEach((before, at) => (now[before] = at));
  const code = writeCode(bytes, imported, (at) => renumbered(bytes, readFunction(bytes, places[order[at]], frame, order[at]), now));
  const types = order.slice(imported).map((before) => Uint8Array.from(number(frame.functions[before])));
  const imports = importedFunctions(bytes);
  return withMore(bytes, {}, {
    2: [Uint8Array.from(number(importsOf(bytes).length)), ...others(bytes), ...order.slice(0, imported).map((before) => imports[before].entry)],
    3: [Uint8Array.from(number(types.length)), ...types], 7: exportsOf(bytes, now), 9: elementsOf(bytes, now), 10: code,
    name: [Uint8Array.from(text("name"))],
  });
}

const importedFunctions = (bytes) => importsOf(bytes).filter(({ kind }) => kind === 0);
const others = (bytes) => importsOf(bytes).filter(({ kind }) => kind !== 0).map(({ entry }) => entry);

/** All that a program imports: its kind, what it is sorted by, and its bytes. */
export function importsOf(bytes) {
  const section = sections(bytes).find(({ id }) => id === 2);
  const reader = new Reader(section ? bytes : [0], section?.at ?? 0);
  const limits = () => Array.from({ length: reader.number() & 1 ? 2 : 1 }, () => reader.number());
  return reader.list(() => {
    const start = reader.at;
    const [module, name, from] = [reader.text(), reader.text(), reader.at];
    const kind = reader.byte();
    if (kind === 0) reader.number();
    else if (kind === 1) [reader.byte(), limits()];
    else if (kind === 2) limits();
    else reader.at += 2;
    return { module, name, kind, key: `${module} ${name}`, rest: bytes.subarray(from, reader.at), entry: bytes.subarray(start, reader.at) };
  });
}

function renumbered(bytes, one, now) {
  if (!one) throw new Error("A function has an instruction that is not known here.");
  const pieces = [bytes.subarray(one.start, one.code)];
  const changed = ({ op, index }) => (op === OP.call || op === OP.refFunc ? Uint8Array.from([op, ...number(now[index])]) : undefined);
  writeItems(pieces, bytes, one.body, { changed });
  return [...pieces, Uint8Array.of(OP.end)];
}

function exportsOf(bytes, now) {
  const section = sections(bytes).find(({ id }) => id === 7);
  if (!section) return undefined;
  const reader = new Reader(bytes, section.at);
  const list = reader.list(() => {
    const [name, kind, index] = [reader.text(), reader.byte(), reader.number()];
    return Uint8Array.from([...text(name), kind, ...number(kind === 0 ? now[index] : index)]);
  });
  return [Uint8Array.from(number(list.length)), ...list];
}

/** Segments of tables: with a place or without one, of functions. */
function elementsOf(bytes, now) {
  const section = sections(bytes).find(({ id }) => id === 9);
  if (!section) return undefined;
  const reader = new Reader(bytes, section.at);
  const list = reader.list(() => {
    const from = reader.at;
    const kind = reader.number();
    if (kind > 3) throw new Error(`A segment of a table is of kind ${kind}, which is not known here.`);
    if (kind === 2) reader.number();
    if (kind === 0 || kind === 2) while (reader.byte() !== OP.end) reader.skip();
    if (kind > 0) reader.byte();
    const head = bytes.subarray(from, reader.at);
    const functions = reader.list(() => now[reader.number()]);
    return Buffer.concat([head, Uint8Array.from([...number(functions.length), ...functions.flatMap((index) => number(index))])]);
  });
  return [Uint8Array.from(number(list.length)), ...list];
}

/** The order of pieces of bytes, as said above. */
function alike(pieces) {
  const runs = runsOf(pieces);
  const owners = [];
  for (const [piece, list] of runs.entries()) for (const run of list) (owners[run] ??= []).push(piece);
  const shared = new Int32Array(pieces.length);
  const seen = new Int32Array(owners.length);
  const weight = runs.map((list) => 1 / (list.length + 8) ** BY_LENGTH);
  const left = new Set(pieces.keys());
  const order = [];
  let [oldest, size] = [0, 0];
  for (let next = pieces.length > 0 ? 0 : undefined; next !== undefined; next = best(left, shared, weight)) {
    left.delete(next);
    order.push(next);
    size += pieces[next].length;
    for (const run of runs[next]) if (seen[run]++ === 0) for (const piece of owners[run]) shared[piece] += 1;
    for (; size - pieces[order[oldest]].length > WINDOW; oldest += 1) {
      size -= pieces[order[oldest]].length;
      for (const run of runs[order[oldest]]) if (--seen[run] === 0) for (const piece of owners[run]) shared[piece] -= 1;
    }
  }
  return order;
}

function best(left, shared, weight) {
  let [found, most] = [undefined, -1];
  for (const piece of left) {
    const value = shared[piece] * weight[piece];
    if (value > most) [found, most] = [piece, value];
  }
  return found;
}

/** The different runs of each piece, as numbers. */
function runsOf(pieces) {
  const numbers = new Map();
  return pieces.map((piece) => {
    const letters = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString("latin1");
    const found = new Set();
    for (let at = 0; at + RUN <= letters.length; at += 1) {
      const run = letters.slice(at, at + RUN);
      if (!numbers.has(run)) numbers.set(run, numbers.size);
      found.add(numbers.get(run));
    }
    return [...found];
  });
}
