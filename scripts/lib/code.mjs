// The code of functions, as a tree of bodies: as much of it as moving code needs.
//
// Source: the WebAssembly core specification, "Instructions" and "Binary Format".

import { number, Reader, sections } from "./bytes.mjs";

export const OP = {
  unreachable: 0x00, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f, call: 0x10,
  callIndirect: 0x11, localGet: 0x20, localSet: 0x21, localTee: 0x22, globalGet: 0x23, globalSet: 0x24, i32Const: 0x41, i32Or: 0x72, refFunc: 0xd2,
};
/** The type of a block that gives nothing. */
export const VOID = 0x40;
export const I32 = 0x7f;

/** In place of the instruction, of a function's outermost body. */
export const FUNCTION = -1;

/** Behind these nothing is done any more. */
const LAST = new Set([OP.unreachable, OP.br, OP.brTable, OP.return]);
const LOADS = 0x28;
const STORES = 0x36;
const STORES_END = 0x3e;

/** How many values an instruction takes and gives, where its code alone says so. */
const EFFECTS = (() => {
  const found = [];
  const all = (from, to, takes, gives) => {
    for (let op = from; op <= to; op += 1) found[op] = { takes, gives };
  };
  all(0x00, 0x01, 0, 0);
  all(OP.brIf, OP.brTable, 1, 0);
  all(0x1a, 0x1a, 1, 0);
  all(0x1b, 0x1b, 3, 1);
  all(LOADS, STORES - 1, 1, 1);
  all(STORES, STORES_END, 2, 0);
  all(0x3f, 0x3f, 0, 1);
  all(0x40, 0x40, 1, 1);
  all(0x41, 0x44, 0, 1);
  all(0x46, 0x4f, 2, 1);
  all(0x51, 0x66, 2, 1);
  for (const [unary, binary, end] of [[0x67, 0x6a, 0x79], [0x79, 0x7c, 0x8b], [0x8b, 0x92, 0x99], [0x99, 0xa0, 0xa7]]) {
    all(unary, binary - 1, 1, 1);
    all(binary, end - 1, 2, 1);
  }
  all(0xa7, 0xbf, 1, 1);
  all(0xc0, 0xc4, 1, 1);
  for (const op of [0x45, 0x50, OP.localTee]) all(op, op, 1, 1);
  for (const op of [OP.localGet, OP.globalGet]) all(op, op, 0, 1);
  for (const op of [OP.localSet, OP.globalSet]) all(op, op, 1, 0);
  for (const op of [OP.br, OP.return]) all(op, op, 0, 0);
  return found;
})();

/** An instruction that is not known here: its function is left as it is. */
class Unknown extends Error {}

/** `types`: `{ params, results }`; `functions`: of each the number of its type; `imported`: how many are; `globals`: how many there are. */
export function readFrame(bytes) {
  const all = sections(bytes);
  const reader = (id) => {
    const section = all.find((one) => one.id === id);
    return section ? new Reader(bytes, section.at) : new Reader([0]);
  };
  const kinds = reader(1);
  const types = kinds.list(() => {
    if (kinds.byte() !== 0x60) throw new Error("There is a type that is none of a function.");
    return { params: kinds.list(() => kinds.byte()), results: kinds.list(() => kinds.byte()) };
  });
  const imports = reader(2);
  const limits = () => Array.from({ length: imports.number() & 1 ? 2 : 1 }, () => imports.number());
  const functions = [];
  let globals = 0;
  imports.list(() => {
    imports.text();
    imports.text();
    const kind = imports.byte();
    if (kind === 0) functions.push(imports.number());
    else if (kind === 1) [imports.byte(), limits()];
    else if (kind === 2) limits();
    else if (kind === 3) [(imports.at += 2), (globals += 1)];
    else throw new Error(`An import of kind ${kind} is not known here.`);
  });
  const imported = functions.length;
  const own = reader(3);
  own.list(() => functions.push(own.number()));
  globals += reader(6).number();
  return { types, functions, imported, globals };
}

/** Where the functions' bodies are, at their numbers: `{ start, end }`. */
export function bodies(bytes, imported) {
  const found = Array.from({ length: imported }, () => ({ start: -1, end: -1 }));
  const section = sections(bytes).find(({ id }) => id === 10);
  const reader = new Reader(bytes, section.at);
  reader.list(() => {
    const length = reader.number();
    found.push({ start: reader.at, end: reader.at + length });
    reader.at += length;
  });
  return found;
}

/**
 * A function: `{ index, params, results, locals, body, start, code, end }`; `locals` are the types of all, parameters first; the code begins
 * behind the list of them. A body is `{ op, results, items }`. An item is `{ op, from, to, takes, gives }`, its place in the bytes and how many
 * values it takes and gives, and what it is about: `index` of a local, global or function, `depth` or `depths` of labels, `value` of a number,
 * `offset` of an access, `bodies` of a block. Nothing, where an instruction is not known.
 */
export function readFunction(bytes, { start, end }, frame, index) {
  const { params, results } = frame.types[frame.functions[index]];
  const reader = new Reader(bytes, start);
  const locals = [...params];
  reader.list(() => {
    const count = reader.number();
    const type = reader.byte();
    for (let at = 0; at < count; at += 1) locals.push(type);
  });
  const body = { op: FUNCTION, results, items: [] };
  const code = reader.at;
  try {
    readBody(reader, frame, body, [results.length]);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
  if (reader.at !== end) throw new Error(`Function ${index} does not end where it should.`);
  return { index, params, results, locals, body, start, code, end };
}

/** Fills a body up to its end, and gives what ended it: `end` or `else`. */
function readBody(reader, frame, body, labels) {
  for (;;) {
    const from = reader.at;
    const op = reader.byte();
    if (op === OP.end || op === OP.else) return op;
    const item = { op, from, to: 0, ...EFFECTS[op] };
    readItem(reader, frame, item, labels);
    item.to = reader.at;
    body.items.push(item);
  }
}

function readItem(reader, frame, item, labels) {
  const { op } = item;
  const toLabel = (depth) => labels[labels.length - 1 - depth];
  if (op === OP.block || op === OP.loop || op === OP.if) {
    const type = reader.byte();
    if (type < 0x40) throw new Unknown();
    const results = type === VOID ? [] : [type];
    const inner = () => ({ op, results, items: [] });
    Object.assign(item, { takes: op === OP.if ? 1 : 0, gives: results.length, bodies: [inner()] });
    labels.push(op === OP.loop ? 0 : results.length);
    if (readBody(reader, frame, item.bodies[0], labels) === OP.else) {
      item.bodies.push(inner());
      readBody(reader, frame, item.bodies[1], labels);
    }
    labels.pop();
  } else if (op === OP.br || op === OP.brIf) {
    item.depth = reader.number();
    const carried = toLabel(item.depth);
    Object.assign(item, op === OP.br ? { takes: carried } : { takes: carried + 1, gives: carried });
  } else if (op === OP.brTable) {
    item.depths = [...reader.list(() => reader.number()), reader.number()];
    item.takes = toLabel(item.depths.at(-1)) + 1;
  } else if (op === OP.return) item.takes = labels[0];
  else if (op === OP.call) {
    item.index = reader.number();
    const { params, results } = frame.types[frame.functions[item.index]];
    Object.assign(item, { takes: params.length, gives: results.length });
  } else if (op === OP.callIndirect) {
    const { params, results } = frame.types[reader.number()];
    reader.number();
    Object.assign(item, { takes: params.length + 1, gives: results.length });
  } else if (op >= OP.localGet && op <= OP.globalSet) item.index = reader.number();
  else if (op >= LOADS && op <= STORES_END) {
    if (reader.number() >= 64) throw new Unknown();
    item.offset = reader.number();
  } else if (op === OP.i32Const) item.value = reader.signed();
  else if (op === 0x42) reader.skip();
  else if (op === 0x43 || op === 0x44) reader.at += op === 0x43 ? 4 : 8;
  else if (op === 0x3f || op === 0x40) reader.number();
  else if (op === 0x25 || op === 0x26) [reader.number(), Object.assign(item, op === 0x25 ? { takes: 1, gives: 1 } : { takes: 2, gives: 0 })];
  else if (op === 0xd0 || op === OP.refFunc) [(item.index = reader.number()), Object.assign(item, { takes: 0, gives: 1 })];
  else if (op === 0xd1) Object.assign(item, { takes: 1, gives: 1 });
  else if (op === 0xfc) readLong(reader, item);
  else if (item.takes === undefined) throw new Unknown();
}

/** Of the longer instructions: how many numbers stand behind each, and the values that it takes and gives. */
const LONG = {
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((conversion) => [conversion, [0, 1, 1]])),
  10: [2, 3, 0], 11: [1, 3, 0], 15: [1, 2, 1], 16: [1, 0, 1], 17: [1, 3, 0],
};

function readLong(reader, item) {
  const known = LONG[reader.number()];
  if (!known) throw new Unknown();
  const [numbers, takes, gives] = known;
  for (let at = 0; at < numbers; at += 1) reader.number();
  Object.assign(item, { takes, gives });
}

/** Behind this nothing is done any more. */
export const isLast = ({ op }) => LAST.has(op);

/** All items, those within others too. */
export function* eachItem(items) {
  for (const item of items) {
    yield item;
    for (const { items: inner } of item.bodies ?? []) yield* eachItem(inner);
  }
}

/**
 * Writes items as pieces of bytes. `changed` gives the bytes of an item that is not written as it was, by how many blocks around it are written
 * too; `before` those that come before the item of a body with that number.
 */
export function writeItems(pieces, bytes, body, { changed = nothing, before = nothing }, nest = 0) {
  for (const [at, item] of body.items.entries()) {
    const added = before(body, at);
    if (added) pieces.push(added);
    const other = item.bytes ?? changed(item, nest);
    if (other) pieces.push(other);
    else if (!item.bodies) pieces.push(bytes.subarray(item.from, item.to));
    else {
      // The instruction and its type.
      pieces.push(bytes.subarray(item.from, item.from + 2));
      for (const [which, inner] of item.bodies.entries()) {
        if (which > 0) pieces.push(ELSE);
        writeItems(pieces, bytes, inner, { changed, before }, nest + 1);
      }
      pieces.push(END);
    }
  }
}

const nothing = () => undefined;
const ELSE = Uint8Array.of(OP.else);
const END = Uint8Array.of(OP.end);

/** What the section of code has: all functions, `changed` giving the pieces of those that are not as they were, and `more` behind them. */
export function writeCode(bytes, imported, changed, more = []) {
  const own = bodies(bytes, imported).slice(imported).map(({ start, end }, at) => changed(imported + at) ?? [bytes.subarray(start, end)]);
  const all = [...own, ...more];
  const sized = (pieces) => [Uint8Array.from(number(pieces.reduce((sum, { length }) => sum + length, 0))), ...pieces];
  return [Uint8Array.from(number(all.length)), ...all.flatMap(sized)];
}
