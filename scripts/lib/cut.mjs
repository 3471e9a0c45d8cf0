// Cuts a WebAssembly program in two.
//
// Functions cannot be told apart by what they are for, but by their names, which have the Rust module in them. The data
// stays in the first part: its places are not known by name.

const TABLE = "doors";
const LOADED = "later is here";
const OPEN = "open";

/** `first` runs from the start; `later` has the functions that `rooms` tells, and what only they call. Before it calls the first of
 *  them, `first` calls what it imports as `load` of the module `first`; that has to make an instance of `later`, with the
 *  exports of `first` as its module `first`.
 *
 *  `rooms.later` and `rooms.first` are patterns of names, below our own crate; what one of the second fits stays. `rooms.traits`
 *  are patterns of traits that are meant for all types. */
export function cut(binaryen, bytes, rooms) {
  const trial = read(binaryen, bytes);
  const chosen = choose(all(binaryen, trial), rooms);
  leaveDoors(binaryen, trial, chosen);
  // Some are called by others of them only: they need no door.
  const reached = new Set(left(binaryen, trial).map(({ name }) => name));
  const doors = chosen.filter(({ name }) => reached.has(name));

  const first = read(binaryen, bytes);
  leaveDoors(binaryen, first, doors);
  const kept = left(binaryen, first);
  const later = read(binaryen, bytes);
  borrow(binaryen, later, kept, doors);
  left(binaryen, later);
  lend(binaryen, first, later);
  if (![first, later].every((part) => part.validate())) throw new Error("What was cut is not a valid program.");
  const parts = { first: first.emitBinary(), later: later.emitBinary() };
  for (const module of [trial, first, later]) module.dispose();
  return parts;
}

/** A second table, and a counter that two programs share, are newer than the first WebAssembly; all browsers know them. */
function read(binaryen, bytes) {
  const module = binaryen.readBinary(bytes);
  const { ReferenceTypes, MutableGlobals } = binaryen.Features;
  module.setFeatures(module.getFeatures() | ReferenceTypes | MutableGlobals);
  return module;
}

function all(binaryen, module) {
  const at = (index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index));
  return Array.from({ length: module.getNumFunctions() }, (_, index) => at(index));
}

/** The functions that something still leads to; the others are taken out. */
function left(binaryen, module) {
  module.runPasses(["remove-unused-module-elements"]);
  return all(binaryen, module);
}

/** The functions that are to be loaded later. Each pattern has to fit one: what is renamed would come back unseen. */
function choose(functions, { later, first, traits }) {
  const named = functions.filter(({ module }) => !module).map((info) => ({ info, path: plain(info.name) }));
  const fitting = (pattern) => named.filter(({ path }) => pattern.test(path)).map(({ info }) => info);
  const inRoom = (path) => new RegExp(`^<*tabledraft::${path}`);
  const goes = new Map();
  for (const pattern of [...later.map(inRoom), ...traits.map((name) => new RegExp(`\\b${name}\\b`))]) {
    const found = fitting(pattern);
    if (found.length === 0) {
      throw new Error(`No function is named ${pattern}. If it was renamed or inlined, see scripts/lib/parts.mjs; names are
        only as they should be with the flags of .cargo/config.toml.`);
    }
    for (const info of found) goes.set(info.name, info);
  }
  const stays = new Set(first.map(inRoom).flatMap(fitting).map(({ name }) => name));
  return [...goes.values()].filter(({ name }) => !stays.has(name) && !GLUE.test(plain(name)));
}

/** What comes with a type is small, and is called wherever a value of it is kept. */
const GLUE = /^core::ptr::drop| as core::(clone|cmp|default|ops::drop)::/;

/** A name without the hashes of crates. */
const plain = (name) => name.replace(/\[[0-9a-f]+\]/g, "");

/** In place of each function: load what was cut off, and call it through a table of its own. */
function leaveDoors(binaryen, module, doors) {
  const { none, i32 } = binaryen;
  module.addTable(TABLE, doors.length, doors.length);
  module.addGlobal(LOADED, i32, true, module.i32.const(0));
  module.addFunctionImport("load", "first", "load", none, none);
  module.addFunction(OPEN, none, none, [], module.if(
    module.i32.eqz(module.global.get(LOADED, i32)),
    module.block(null, [module.call("load", [], none), module.global.set(LOADED, module.i32.const(1))]),
  ));
  for (const [slot, { name, params, results }] of doors.entries()) {
    const operands = binaryen.expandType(params).map((type, at) => module.local.get(at, type));
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.block(null, [
      module.call(OPEN, [], none),
      module.call_indirect(TABLE, module.i32.const(slot), operands, params, results),
    ], results));
  }
}

/** Takes everything that the first part keeps from there, and puts the functions behind the doors into the table. */
function borrow(binaryen, module, kept, doors) {
  // The same memory, without what the first part writes into it at the start.
  const { initial, name: memory = "0" } = module.getMemoryInfo();
  module.setMemory(initial, -1, null, [], false, false, memory);
  module.addMemoryImport(memory, "first", "memory");
  for (let index = module.getNumExports() - 1; index >= 0; index -= 1) {
    module.removeExport(binaryen.getExportInfo(module.getExportByIndex(index)).name);
  }
  for (let index = module.getNumElementSegments() - 1; index >= 0; index -= 1) {
    module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index)).name);
  }
  const tables = Array.from({ length: module.getNumTables() }, (_, index) =>
    binaryen.getTableInfo(module.getTableByIndex(index)).name);
  for (const name of tables) module.addTableImport(name, "first", `table ${name}`);
  const globals = Array.from({ length: module.getNumGlobals() }, (_, index) =>
    binaryen.getGlobalInfo(module.getGlobalByIndex(index)));
  for (const { name, type, mutable } of globals) {
    module.removeGlobal(name);
    module.addGlobalImport(name, "first", `global ${name}`, type, mutable);
  }
  const behind = new Set(doors.map(({ name }) => name));
  const there = new Set(all(binaryen, module).map(({ name }) => name));
  for (const [index, { name, params, results }] of kept.entries()) {
    if (behind.has(name) || !there.has(name)) continue;
    module.removeFunction(name);
    module.addFunctionImport(name, "first", index.toString(36), params, results);
  }
  module.addTable(TABLE, doors.length, doors.length);
  module.addTableImport(TABLE, "first", `table ${TABLE}`);
  module.addActiveElementSegment(TABLE, TABLE, doors.map(({ name }) => name), module.i32.const(0));
}

/** Exports what the other part borrows. */
function lend(binaryen, first, later) {
  for (const { module, base, name } of all(binaryen, later)) {
    if (module === "first") first.addFunctionExport(name, base);
  }
  for (let index = 0; index < later.getNumTables(); index += 1) {
    const { name, base } = binaryen.getTableInfo(later.getTableByIndex(index));
    first.addTableExport(name, base);
  }
  for (let index = 0; index < later.getNumGlobals(); index += 1) {
    const { name, base } = binaryen.getGlobalInfo(later.getGlobalByIndex(index));
    first.addGlobalExport(name, base);
  }
}
