// What a program's functions lead to, as the linker knows it.
//
// The linker's output (with `--emit-relocs`, see .cargo/config.toml) lists each place that names a function or a piece of data, in code and in
// data. Later steps change the places, so what is said here goes by names and by addresses in memory, which stay.
// Source: WebAssembly tool conventions, "Linking".

import { Reader, sections } from "./bytes.mjs";
import { bodies, readFrame } from "./code.mjs";

/** Kinds of relocations that have an addend. */
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
const TO_SLOT = new Set([1, 2, 12, 18, 19, 24]);
const TO_DATA = new Set([3, 4, 5, 11, 14, 15, 16, 17, 21, 23, 25]);
/** A function, which the code itself says; a type, a global, a table, and what only programs that are loaded anywhere have. */
const HARMLESS = new Set([0, 6, 7, 13, 20, 26]);

const SYMBOL = { function: 0, data: 1, section: 3 };
const UNDEFINED = 0x10;
const NAMED = 0x40;

/** The names of all functions by their numbers, as the program's own list has them; several may have the same. */
export function functionNames(bytes) {
  const names = [];
  const section = sections(bytes).find(({ name }) => name === "name");
  const reader = new Reader(bytes, section?.at ?? bytes.length);
  while (section && reader.at < section.end) {
    const kind = reader.byte();
    const end = reader.number() + reader.at;
    if (kind === 1) reader.list(() => (names[reader.number()] = reader.text()));
    reader.at = end;
  }
  return names;
}

/** The program without what the linker says of it, which holds only for its own output. */
export function withoutLinking(bytes) {
  const kept = sections(bytes).filter(({ name }) => name !== "linking" && !name.startsWith("reloc."));
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ from, end }) => bytes.subarray(from, end))]);
}

/** The active segments of the table: `[{ start, functions }]`. */
export function tableSegments(bytes) {
  const section = sections(bytes).find(({ id }) => id === 9);
  if (!section) return [];
  const reader = new Reader(bytes, section.at);
  return reader.list(() => {
    const kind = reader.number();
    if (kind !== 0) throw new Error(`The table has a segment of kind ${kind}, which is not known here.`);
    return { start: offset(reader), functions: reader.list(() => reader.number()) };
  });
}

/** The active segments of the memory: `[{ start, at, length }]`, `at` being where the bytes stand in the program. */
export function dataSegments(bytes) {
  const section = sections(bytes).find(({ id }) => id === 11);
  if (!section) return [];
  const reader = new Reader(bytes, section.at);
  return reader.list(() => {
    const kind = reader.number();
    if (kind !== 0) throw new Error(`The memory has a segment of kind ${kind}, which is not known here.`);
    const start = offset(reader);
    const length = reader.number();
    reader.at += length;
    return { start, at: reader.at - length, length };
  });
}

function offset(reader) {
  const code = reader.byte();
  const value = reader.signed();
  if (code !== 0x41 || reader.byte() !== 0x0b) throw new Error("A segment begins at a place that is not a number.");
  return value;
}

/**
 * `functions`: by their numbers, `{ symbol, exported, addresses }`; `symbol` is the mangled name, `addresses` say of each number in its code that
 * stands for a place what is there: `{ slots, data }`, numbers of functions that have it in the table, and of pieces of data.
 * `data`: `{ start, end, constant, slots, data }`, addresses in memory; `constant`: nothing is ever written there.
 */
export function readLinked(bytes) {
  const all = sections(bytes);
  const custom = (name) => {
    const section = all.find((section) => section.id === 0 && section.name === name);
    if (!section) throw new Error(`The linker left no ${name}: see the flags in .cargo/config.toml.`);
    return section;
  };
  const segments = dataSegments(bytes);
  const { symbols, segmentNames } = readSymbols(bytes, custom("linking"));
  const exported = exportedFunctions(bytes, all);
  const functions = bodies(bytes, readFrame(bytes).imported).map((body, index) => ({ ...body, exported: exported.has(index), addresses: new Map() }));
  const data = [];
  for (const symbol of symbols) {
    if (symbol.kind === SYMBOL.function && !symbol.undefined) functions[symbol.index].symbol = symbol.name;
    if (symbol.kind !== SYMBOL.data || symbol.undefined) continue;
    const segment = segments[symbol.segment];
    // What is only zeros has no segment in the file.
    const start = segment ? segment.start + symbol.offset : 0;
    const constant = segmentNames[symbol.segment] === ".rodata";
    symbol.datum = data.length;
    data.push({ start, end: segment ? start + symbol.size : 0, constant, ...nowhere() });
  }
  const note = (from, kind, symbol) => {
    if (TO_SLOT.has(kind)) from.slots.add(symbol.index);
    // What the linker makes itself, such as the end of the data, is no piece of it.
    else if (TO_DATA.has(kind)) symbol.datum !== undefined && from.data.add(symbol.datum);
    else throw new Error(`A relocation of kind ${kind} is not known here.`);
  };
  const code = all.find(({ id }) => id === 10);
  for (const { kind, place, index } of relocations(bytes, custom("reloc.CODE"))) {
    if (HARMLESS.has(kind)) continue;
    const { addresses } = at(functions, code.start + place, "function");
    const address = new Reader(bytes, code.start + place).signed();
    if (!addresses.has(address)) addresses.set(address, nowhere());
    note(addresses.get(address), kind, symbols[index]);
  }
  const inData = all.find(({ id }) => id === 11);
  const byPlace = segments.map(({ start, at, length }) => ({ start: at, end: at + length, from: start - at }));
  const pieces = overlapping(data);
  // What is in no piece stays where it is, and so does what it names.
  const loose = { start: 0, end: 0, constant: false, ...nowhere() };
  data.push(loose);
  for (const { kind, place, index } of relocations(bytes, custom("reloc.DATA"))) {
    const segment = at(byPlace, inData.start + place, "segment");
    const found = pieces(inData.start + place + segment.from);
    for (const piece of found.length > 0 ? found : [loose]) note(piece, kind, symbols[index]);
  }
  return { functions, data, bytes: segments.map(({ start, at, length }) => ({ start, bytes: bytes.subarray(at, at + length) })) };
}

const nowhere = () => ({ slots: new Set(), data: new Set() });

function exportedFunctions(bytes, all) {
  const found = new Set();
  const reader = new Reader(bytes, all.find(({ id }) => id === 7).at);
  reader.list(() => {
    reader.text();
    const kind = reader.byte();
    const index = reader.number();
    if (kind === 0) found.add(index);
  });
  return found;
}

function readSymbols(bytes, section) {
  const reader = new Reader(bytes, section.at);
  const version = reader.number();
  if (version !== 2) throw new Error(`Linking of version ${version} is not known here.`);
  const found = { symbols: [], segmentNames: [] };
  while (reader.at < section.end) {
    const kind = reader.byte();
    const end = reader.number() + reader.at;
    if (kind === 5) found.segmentNames = reader.list(() => [reader.text(), reader.number(), reader.number()][0]);
    if (kind === 8) found.symbols = reader.list(() => readSymbol(reader));
    reader.at = end;
  }
  return found;
}

function readSymbol(reader) {
  const kind = reader.byte();
  const flags = reader.number();
  const symbol = { kind, undefined: (flags & UNDEFINED) !== 0 };
  if (kind === SYMBOL.section) return { ...symbol, index: reader.number() };
  if (kind !== SYMBOL.data) {
    symbol.index = reader.number();
    if (!symbol.undefined || flags & NAMED) symbol.name = reader.text();
    return symbol;
  }
  symbol.name = reader.text();
  if (symbol.undefined) return symbol;
  return { ...symbol, segment: reader.number(), offset: reader.number(), size: reader.number() };
}

function relocations(bytes, section) {
  const reader = new Reader(bytes, section.at);
  reader.number();
  return reader.list(() => {
    const found = { kind: reader.byte(), place: reader.number(), index: reader.number() };
    if (WITH_ADDEND.has(found.kind)) reader.signed();
    return found;
  });
}

/** The one of an ordered list that a place lies in. */
function at(list, place, what) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].end <= place) low = middle + 1;
    else high = middle;
  }
  if (!list[low] || place < list[low].start) throw new Error(`No ${what} has the place ${place}.`);
  return list[low];
}

/** Gives all pieces of data that an address lies in; they overlap where the linker found the same bytes. */
function overlapping(data) {
  const ordered = [...data].sort((a, b) => a.start - b.start);
  const longest = Math.max(0, ...data.map(({ start, end }) => end - start));
  return (address) => {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ordered[middle].start <= address) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let index = high - 1; index >= 0 && address - ordered[index].start < longest; index -= 1) {
      if (address < ordered[index].end) found.push(ordered[index]);
    }
    return found;
  };
}
