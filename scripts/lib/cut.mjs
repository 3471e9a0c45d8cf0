// Cuts a WebAssembly program in parts, the first of which runs from the start.
//
// Functions cannot be told apart by what they are for, but by their names and the places in the source where they stand. What they need is
// known from the linker: the functions that they call or name, and the data. So what only a later part can reach is in that part.

import { readLeads } from "./leads.mjs";
import { dataSegments, functionNames, tableSegments, withoutLinking } from "./linked.mjs";
import { LENT } from "./names.mjs";
import { readSymbol } from "./symbol.mjs";

const TABLE = "doors";
const NOT_REHEARSED = { reached: [], rest: undefined, regions: [], doors: [] };

/**
 * `linked` is what the linker knew (./linked.mjs), `bytes` what wasm-bindgen made of its output, with the symbols as names.
 * `rooms` tell for each part but the first which functions are in it. The answer is the parts' bytes.
 *
 * A function of a later part that an earlier one calls leaves a door there: before it calls through it for the first time, the program calls what it
 * imports as `load` of the module `first`, with the number of the part. That has to make instances of that part and of those before it, with the
 * exports of the first part as their module `first`, and those of another part as their module `part 1` and so on.
 *
 * `rehearsed`, where the program was watched while it ran: `reached`, by the number of a function the part for which it ran; `rest`, the part that
 * has what did not; `regions`, functions that were made of a part of one that ran, by their slots, and `doors`, which call them (./outline.mjs).
 *
 * `later`, `modules`: patterns of names and of places in the source, below our own crate. `first`: places; what fits stays all the same.
 * `std`: places below any crate. `traits`: patterns of traits that are meant for all types.
 */
export function cut(binaryen, linked, bytes, rooms, rehearsed = NOT_REHEARSED) {
  const program = readProgram(binaryen, linked, withoutLinking(bytes), rehearsed);
  const chosen = choose(program.functions, rooms, rehearsed);
  const place = assign(program, chosen, rooms.length + 1, rehearsed);
  const doors = place.doors.map((index) => ({ ...program.functions[index], part: chosen[index] }));

  const parts = [firstPart(binaryen, program, place, doors, rehearsed)];
  for (let part = 1; part <= rooms.length; part += 1) parts.push(laterPart(binaryen, program, place, doors, part));
  lend(binaryen, parts);
  return parts.map((part, number) => {
    if (!part.validate()) throw new Error(`Part ${number} of what was cut is not a valid program.`);
    const emitted = part.emitBinary();
    part.dispose();
    return emitted;
  });
}

/** A second table, and a counter that two programs share, are newer than the first WebAssembly; all browsers know them. */
function read(binaryen, bytes) {
  const module = binaryen.readBinary(bytes);
  const { ReferenceTypes, MutableGlobals } = binaryen.Features;
  module.setFeatures(module.getFeatures() | ReferenceTypes | MutableGlobals);
  return module;
}

/** Everything that is known of the program: its functions as they are now, with what the linker knew of them. */
function readProgram(binaryen, linked, bytes, { regions }) {
  const module = read(binaryen, bytes);
  const at = (index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index));
  const names = functionNames(bytes);
  const symbols = Array.from({ length: module.getNumFunctions() }, (_, index) => names[index] ?? at(index).name);
  const numbers = inverse(symbols);
  const now = (index) => numbers.get(linked.functions[index].symbol) ?? [];
  const all = (indexes) => new Set([...indexes].flatMap(now));
  const linkers = inverse(linked.functions.map(({ symbol }) => symbol));
  const origins = symbols.map((symbol) => linkers.get(symbol) ?? []);
  for (const { index, origin } of regions) origins[index] = origins[origin];
  const parts = new Set(regions.map(({ index }) => index));
  const leads = readLeads(linked, bytes, origins, parts);
  const functions = symbols.map((symbol, index) => {
    const { name, module: imported, params, results } = at(index);
    const { name: shown, home } = readSymbol(symbol);
    const { calls, slots, data, size } = leads[index];
    // What wasm-bindgen itself made is not in the linker's output, and stays. It may have used what was there for it.
    const kept = !imported && !parts.has(index) && origins[index].every((origin) => linked.functions[origin].exported);
    return { index, symbol, shown, home, name, params, results, imported: imported !== "", kept, slots: [], calls, named: all(slots), data, size };
  });
  for (let index = 0; index < module.getNumExports(); index += 1) {
    const { kind, value } = binaryen.getExportInfo(module.getExportByIndex(index));
    if (kind === binaryen.ExternalFunction) functions.find(({ name }) => name === value).kept = true;
  }
  const segments = tableSegments(bytes);
  for (const { start, functions: list } of segments) list.forEach((index, at) => functions[index].slots.push(start + at));
  const data = linked.data.map((piece) => ({ ...piece, named: new Set(all(piece.slots)) }));
  const named = new Set([...functions, ...data].flatMap((one) => [...one.named]));
  // A place in the table that the linker does not know of is of wasm-bindgen's making.
  for (const one of functions) one.kept ||= one.slots.length > 0 && !named.has(one.index);
  sameData(linked.bytes, bytes);
  const start = module.getStart?.();
  if (start) throw new Error("The program has a start function, which is not known here.");
  module.dispose();
  return { bytes, functions, data, segments };
}

/** At which places of a list each of its values stands. */
function inverse(values) {
  const found = new Map();
  values.forEach((value, at) => found.set(value, [...(found.get(value) ?? []), at]));
  return found;
}

/** Addresses are only those of the linker as long as the data is where it put it. */
function sameData(before, bytes) {
  const after = dataSegments(bytes);
  const same = before.length === after.length && before.every(({ start, bytes: was }, index) => {
    const { start: now, at, length } = after[index];
    return start === now && Buffer.compare(was, bytes.subarray(at, at + length)) === 0;
  });
  if (!same) throw new Error("The data is not where the linker put it.");
}

/** The part of each function that is to be in a later one. Each pattern has to fit one: what is renamed would come back unseen. */
function choose(functions, rooms, { reached, rest, regions }) {
  const ours = functions.filter(({ imported, shown }) => !imported && !GLUE.test(shown));
  const chosen = [];
  const take = (pattern, key, part) => {
    const found = ours.filter((one) => pattern.test(one[key]));
    if (found.length === 0) {
      throw new Error(`No function is named ${pattern}. If it was renamed or inlined, see scripts/lib/parts.mjs; names are
        only as they should be with the flags of .cargo/config.toml.`);
    }
    for (const { index } of found) part ? (chosen[index] ??= part) : (chosen[index] = 0);
  };
  const below = (path) => new RegExp(`^<*tabledraft::${path}`);
  rooms.forEach(({ later = [], modules = [], std = [], traits = [], first = [] }, at) => {
    for (const path of later) take(below(path), "shown", at + 1);
    for (const path of modules) take(below(path), "home", at + 1);
    for (const path of std) take(new RegExp(`^${path}`), "home", at + 1);
    for (const name of traits) take(new RegExp(`\\b${name}\\b`), "shown", at + 1);
    for (const path of first) take(below(path), "home", 0);
  });
  // What ran is in the part for which it ran, and what never did in none of those.
  for (const { index, imported, kept, size } of functions) {
    if (reached[index] !== undefined) chosen[index] = reached[index];
    else if (rest !== undefined && !imported && !kept && size >= LEAST) chosen[index] ??= rest;
  }
  for (const { index } of regions) chosen[index] = rest;
  return chosen;
}

/** What is no longer than a door may as well stay. */
const LEAST = 24;

/** What comes with a type is small, and is called wherever a value of it is kept. */
const GLUE = /^core::ptr::drop| as core::(clone|cmp|default|ops::drop)::/;

/** The part of each function and piece of data: the first one that reaches it other than through a door. */
function assign({ functions, data }, chosen, count, { regions }) {
  const parts = { functions: [], data: [], doors: [] };
  const doors = new Set(regions.map(({ index }) => index));
  const reach = (part, from) => {
    const waiting = from.filter((index) => parts.functions[index] === undefined);
    for (const index of waiting) parts.functions[index] = part;
    const step = (index) => {
      if (chosen[index] > part) doors.add(index);
      else if (parts.functions[index] === undefined) [(parts.functions[index] = part), waiting.push(index)];
    };
    const take = (piece) => {
      if (parts.data[piece] !== undefined) return;
      parts.data[piece] = part;
      data[piece].data.forEach(take);
      data[piece].named.forEach(step);
    };
    if (part === 0) data.forEach(({ constant }, piece) => constant || take(piece));
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const { calls, named, data: pieces } = functions[index];
      calls.forEach(step);
      named.forEach(step);
      pieces.forEach(take);
    }
  };
  reach(0, functions.filter(({ kept, imported, index }) => (kept || imported) && !chosen[index]).map(({ index }) => index));
  for (const { kept, index } of functions) if (kept && chosen[index]) doors.add(index);
  for (let part = 1; part < count; part += 1) reach(part, [...doors].filter((index) => chosen[index] === part));
  // A later part needs no door to itself: only what a part before it calls has one.
  parts.doors = [...doors];
  return parts;
}

/** In place of each function behind a door: load its part, and call it through a table of its own. */
function firstPart(binaryen, program, place, doors, rehearsed) {
  const { none, i32 } = binaryen;
  const module = read(binaryen, without(program, place));
  module.addTable(TABLE, doors.length, doors.length);
  module.addFunctionImport("load", "first", "load", i32, none);
  for (const part of new Set(doors.map((door) => door.part))) {
    module.addGlobal(`part ${part} is here`, i32, true, module.i32.const(0));
    module.addFunction(`open ${part}`, none, none, [], module.if(
      module.i32.eqz(module.global.get(`part ${part} is here`, i32)),
      module.block(null, [
        module.call("load", [module.i32.const(part)], none),
        module.global.set(`part ${part} is here`, module.i32.const(1)),
      ]),
    ));
  }
  const behind = new Set(doors.map(({ index }) => index));
  const absent = ({ index, imported }) => !imported && place.functions[index] !== 0;
  for (const one of program.functions) if (absent(one)) module.removeFunction(one.name);
  const open = ({ name, params, results }, part, slot) => {
    const operands = binaryen.expandType(params).map((type, at) => module.local.get(at, type));
    module.addFunction(name, params, results, [], module.block(null, [
      module.call(`open ${part}`, [], none),
      module.call_indirect(TABLE, slot ?? operands.at(-1), slot ? operands : [...operands.slice(0, -1), module.i32.const(0)], params, results),
    ], results));
  };
  for (const [slot, door] of doors.entries()) if (slot >= rehearsed.regions.length) open(door, door.part, module.i32.const(slot));
  for (const index of rehearsed.doors) {
    module.removeFunction(program.functions[index].name);
    open(program.functions[index], rehearsed.rest);
  }
  fillTable(binaryen, module, program, ({ index }) => place.functions[index] === 0 || behind.has(index));
  return module;
}

/** The functions and the data of a part; it borrows everything else from those before it. */
function laterPart(binaryen, program, place, doors, part) {
  const module = read(binaryen, program.bytes);
  const { initial, name: memory = "0" } = module.getMemoryInfo();
  const segments = dataOf(program, place, part).map(({ start, data }) => ({ offset: module.i32.const(start), data, passive: false }));
  module.setMemory(initial, -1, null, segments, false, false, memory);
  module.addMemoryImport(memory, "first", "memory");
  for (let index = module.getNumExports() - 1; index >= 0; index -= 1) {
    module.removeExport(binaryen.getExportInfo(module.getExportByIndex(index)).name);
  }
  const tables = Array.from({ length: module.getNumTables() }, (_, index) =>
    binaryen.getTableInfo(module.getTableByIndex(index)).name);
  for (const name of tables) module.addTableImport(name, "first", `${LENT}table ${name}`);
  const globals = Array.from({ length: module.getNumGlobals() }, (_, index) =>
    binaryen.getGlobalInfo(module.getGlobalByIndex(index)));
  for (const { name, type, mutable } of globals) {
    module.removeGlobal(name);
    module.addGlobalImport(name, "first", `${LENT}global ${name}`, type, mutable);
  }
  for (const { index, name, params, results, imported } of program.functions) {
    const there = imported ? 0 : place.functions[index];
    if (there === part || imported) continue;
    // What a part behind this one has is called through its door.
    const from = there < part && there > 0 ? `part ${there}` : "first";
    module.removeFunction(name);
    module.addFunctionImport(name, from, `${LENT}${index}`, params, results);
  }
  const behind = new Set(doors.map(({ index }) => index));
  fillTable(binaryen, module, program, ({ index }) => place.functions[index] === part && !behind.has(index));
  module.addTable(TABLE, doors.length, doors.length);
  module.addTableImport(TABLE, "first", `${LENT}table ${TABLE}`);
  fillRuns(module, TABLE, doors, 0, (door) => door.part === part);
  return module;
}

/** Puts those functions into the table, at their places, that this part has. */
function fillTable(binaryen, module, { functions, segments }, has) {
  const name = binaryen.getTableInfo(module.getTableByIndex(0)).name;
  for (let index = module.getNumElementSegments() - 1; index >= 0; index -= 1) {
    const segment = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index));
    module.removeElementSegment(segment.name);
  }
  for (const { start, functions: list } of segments) fillRuns(module, name, list.map((index) => functions[index]), start, has);
}

/** Puts functions into a table from a place on, without those that this part does not have. */
function fillRuns(module, table, list, start, has) {
  let run = [];
  for (const [at, one] of [...list, undefined].entries()) {
    if (one !== undefined && has(one)) run.push(one.name);
    else if (run.length > 0) {
      module.addActiveElementSegment(table, `${table} from ${start + at - run.length}`, run, module.i32.const(start + at - run.length));
      run = [];
    }
  }
}

/** The program with zeros where data is that only later parts reach; wasm-opt and gzip make nothing of them. */
function without(program, place) {
  const bytes = Uint8Array.from(program.bytes);
  const owner = owners(program, place);
  for (const { start, at, length } of dataSegments(bytes)) {
    for (let index = 0; index < length; index += 1) if (owner(start + index) > 0) bytes[at + index] = 0;
  }
  return bytes;
}

/** Runs of data that a part brings. Short gaps are written too: what stands there never changes. */
function dataOf(program, place, part) {
  const owner = owners(program, place);
  const found = [];
  for (const { start, at, length } of dataSegments(program.bytes)) {
    let run;
    for (let index = 0; index < length; index += 1) {
      if (owner(start + index) !== part) continue;
      if (!run || index - run.end > GAP) found.push((run = { from: index, base: start, at }));
      run.end = index + 1;
    }
  }
  return found.map(({ from, end, base, at }) => ({ start: base + from, data: program.bytes.subarray(at + from, at + end) }));
}

/** A segment costs so many bytes more than what stands between two of them. */
const GAP = 8;

/** The part that each byte belongs to: the first of those whose pieces hold it. What no piece holds stays in the first part. */
function owners({ data }, place) {
  const pieces = data.map(({ start, end, constant }, index) => ({ start, end, part: constant ? (place.data[index] ?? NOWHERE) : 0 }));
  const low = Math.min(...pieces.filter(({ end }) => end > 0).map(({ start }) => start));
  const found = new Uint8Array(Math.max(...pieces.map(({ end }) => end)) - low).fill(UNKNOWN);
  for (const { start, end, part } of pieces) {
    for (let at = start - low; at < end - low; at += 1) found[at] = Math.min(part, found[at]);
  }
  return (address) => {
    const part = found[address - low];
    return part === undefined || part === UNKNOWN ? 0 : part;
  };
}

/** Of data that nothing reaches, and of bytes that are no data. */
const NOWHERE = 254;
const UNKNOWN = 255;

/** Exports from each part what those behind it borrow, and takes out what is then left over. */
function lend(binaryen, parts) {
  const [first] = parts;
  const lent = parts.map(() => new Set());
  for (const [number, part] of [...parts.entries()].reverse()) {
    part.runPasses(["remove-unused-module-elements"]);
    if (number === 0) continue;
    for (let index = 0; index < part.getNumFunctions(); index += 1) {
      const { module, base, name } = binaryen.getFunctionInfo(part.getFunctionByIndex(index));
      const from = module === "first" ? 0 : Number(/^part (\d+)$/.exec(module)?.[1] ?? NaN);
      if (Number.isNaN(from) || lent[from].has(base)) continue;
      lent[from].add(base);
      parts[from].addFunctionExport(name, base);
    }
    for (let index = 0; index < part.getNumTables(); index += 1) {
      const { name, base } = binaryen.getTableInfo(part.getTableByIndex(index));
      if (!lent[0].has(base)) first.addTableExport(name, base);
      lent[0].add(base);
    }
    for (let index = 0; index < part.getNumGlobals(); index += 1) {
      const { name, base } = binaryen.getGlobalInfo(part.getGlobalByIndex(index));
      if (!lent[0].has(base)) first.addGlobalExport(name, base);
      lent[0].add(base);
    }
  }
}
