// A program that is cut in parts does what the whole one does (scripts/lib/cut.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { cut } from "../../scripts/lib/cut.mjs";
import { readSymbol } from "../../scripts/lib/symbol.mjs";

// All parts share a helper, the memory, a table and a counter; what is loaded later calls back through the table, and has data of its own.
const PROGRAM = `(module
  (import "host" "double" (func $double (param i32) (result i32)))
  (type $unary (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "\\05\\00\\00\\00\\07\\00\\00\\00\\06")
  (global $count (mut i32) (i32.const 0))
  (table $table 4 4 funcref)
  (elem (i32.const 0) $NEAR $INNER $OWN)
  (func $NEAR (param i32) (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.add (local.get 0) (i32.load8_u (i32.const 8))))
  (func $INNER (param i32) (result i32) (call $double (local.get 0)))
  (func $OWN (param i32) (result i32) (i32.add (local.get 0) (i32.load8_u (i32.const 12))))
  (func $CLONE (param i32) (result i32) (local.get 0))
  (func $WORK (param i32) (result i32)
    (call_indirect (type $unary)
      (call_indirect (type $unary)
        (call_indirect (type $unary) (call $NEAR (local.get 0)) (i32.const 2)) (i32.const 1)) (i32.const 0)))
  (func $FARTHER (param i32) (result i32) (i32.mul (call $WORK (local.get 0)) (i32.load8_u (i32.const 16))))
  (func $near (export "near") (param i32) (result i32) (call $NEAR (local.get 0)))
  (func $cloned (export "cloned") (param i32) (result i32) (call $CLONE (local.get 0)))
  (func $far (export "far") (param i32) (result i32) (call $WORK (local.get 0)))
  (func $farther (export "farther") (param i32) (result i32) (call $FARTHER (local.get 0)))
  (func $inner (export "inner") (param i32) (result i32) (call_indirect (type $unary) (local.get 0) (i32.const 1)))
  (func $count (export "count") (result i32) (global.get $count)))`;

const SYMBOLS = {
  NEAR: "_RNvNtC10tabledraft4near3add",
  INNER: "_RNvNtC10tabledraft3far5inner",
  OWN: "_RNvNtC10tabledraft5shown3own",
  CLONE: "_RNvXNtC10tabledraft3farNtB2_4RoomNtNtC4core5clone5Clone5clone",
  WORK: "_RNvNtC10tabledraft3far4work",
  FARTHER: "_RNvNtC10tabledraft7farther4work",
};

/** What the linker would say of it. */
function linked() {
  const names = ["double", ...Object.keys(SYMBOLS), ...Object.keys(EXPORTS)];
  const at = (list) => new Set(list.map((name) => names.indexOf(name)));
  const slots = { WORK: ["NEAR", "INNER", "OWN"], inner: ["INNER"] };
  const pieces = { NEAR: [0], OWN: [1], FARTHER: [2] };
  const piece = (start) => ({ start, end: start + 4, constant: true, slots: new Set(), data: new Set() });
  const data = [piece(8), piece(12), { ...piece(16), end: 17 }];
  const functions = names.map((name) => {
    const addresses = new Map();
    for (const slot of at(slots[name] ?? [])) addresses.set(TABLE.indexOf(names[slot]), { slots: [slot], data: [] });
    for (const piece of pieces[name] ?? []) addresses.set(data[piece].start, { slots: [], data: [piece] });
    return { symbol: SYMBOLS[name] ?? name, exported: name in EXPORTS, addresses };
  });
  return { functions, data, bytes: [{ start: 8, bytes: BYTES }] };
}

const EXPORTS = { near: 1, cloned: 1, far: 1, farther: 1, inner: 1, count: 1 };
const TABLE = ["NEAR", "INNER", "OWN"];
const host = { double: (value) => 2 * value };
const BYTES = Uint8Array.of(5, 0, 0, 0, 7, 0, 0, 0, 6);

function bytes() {
  binaryen.setDebugInfo(true);
  const text = PROGRAM.replace(/\$([A-Z]+)/g, (name, key) => (SYMBOLS[key] ? `$"${SYMBOLS[key]}"` : name));
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.BulkMemory);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

function started(rooms) {
  const whole = bytes();
  const parts = cut(binaryen, linked(), whole, rooms);
  const loads = [];
  const instances = [];
  const load = (number) => {
    loads.push(number);
    const imports = { host, first: instances[0].exports };
    for (let part = 1; part <= number; part += 1) {
      instances[part] ??= new WebAssembly.Instance(new WebAssembly.Module(parts[part]), imports);
      imports[`part ${part}`] = instances[part].exports;
    }
  };
  instances[0] = new WebAssembly.Instance(new WebAssembly.Module(parts[0]), { host, first: { load } });
  return { ...instances[0].exports, loads, parts };
}

const FAR = { later: ["far::"], first: [], traits: [] };
const FARTHER = { modules: ["farther::"] };

test("all parts together do what the whole does", () => {
  for (const rooms of [[FAR], [FAR, FARTHER], [FARTHER, FAR]]) {
    const whole = new WebAssembly.Instance(new WebAssembly.Module(bytes()), { host }).exports;
    const cutting = started(rooms);
    for (const [name, value] of [["near", 3], ["cloned", 4], ["farther", 2], ["far", 1], ["inner", 7], ["far", 20], ["near", 1], ["count", 0]]) {
      assert.equal(cutting[name](value), whole[name](value), name);
    }
  }
});

test("a part is loaded at the first call into it, once, after those before it", () => {
  const { near, cloned, far, farther, inner, loads } = started([FAR, FARTHER]);
  near(1);
  cloned(1);
  assert.deepEqual(loads, [], "what comes with a type stays");
  far(1);
  inner(1);
  assert.deepEqual(loads, [1]);
  farther(1);
  far(1);
  assert.deepEqual(loads, [1, 2]);
});

test("what only a later part reaches is in that part, data too", () => {
  const { parts } = started([FAR, FARTHER]);
  const has = (part, byte) => binary(part).includes(`\\0${byte}`);
  assert.ok(has(parts[0], 5), "the first part reads it");
  assert.ok(!has(parts[0], 7) && has(parts[1], 7));
  assert.ok(!has(parts[0], 6) && !has(parts[1], 6) && has(parts[2], 6));
});

/** The data of a program, as text. */
function binary(part) {
  const module = binaryen.readBinary(part);
  const text = module.emitText();
  module.dispose();
  return (text.match(/\(data .*\)/g) ?? []).join("\n");
}

test("what is named to stay stays", () => {
  const { inner, loads } = started([{ later: ["far::"], first: ["far::inner"] }]);
  assert.equal(inner(2), 4);
  assert.deepEqual(loads, []);
});

test("a pattern that fits nothing is refused", () => {
  assert.throws(() => started([{ later: ["far::", "gone::"] }]), /gone::/);
});

test("data that is not where the linker put it is refused", () => {
  const whole = bytes();
  assert.throws(() => cut(binaryen, { ...linked(), bytes: [{ start: 8, bytes: Uint8Array.of(1) }] }, whole, [FAR]), /data/);
});

test("symbols are read as people see them, and as they stand in the source", () => {
  const { name, home } = readSymbol("_RNvMNtNtC10tabledraft3sql4readNtNtB4_5token5Token4text");
  assert.equal(name, "<tabledraft::sql::token::Token>::text");
  assert.equal(home, "tabledraft::sql::read::text");
  assert.equal(readSymbol("main").home, "main");
  assert.equal(readSymbol("_RNCNvC10tabledraft4main0").home, "tabledraft::main::{closure#0}");
  assert.equal(readSymbol("_Rnonsense").name, "_Rnonsense");
});
