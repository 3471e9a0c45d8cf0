// A program that is cut in two does what the whole one does (scripts/lib/cut.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { cut } from "../../scripts/lib/cut.mjs";

// Both parts share a helper, the memory, a table and a counter; what is loaded later calls back through the table.
const PROGRAM = `(module
  (import "host" "double" (func $double (param i32) (result i32)))
  (type $unary (func (param i32) (result i32)))
  (memory $memory 1)
  (data (i32.const 8) "\\05")
  (global $count (mut i32) (i32.const 0))
  (table $table 2 2 funcref)
  (elem (i32.const 0) $"tabledraft::near::add" $"tabledraft::far::inner")
  (func $"tabledraft::near::add" (param i32) (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.add (local.get 0) (i32.load8_u (i32.const 8))))
  (func $"tabledraft::far::inner" (param i32) (result i32) (call $double (local.get 0)))
  (func $"<tabledraft::far::Room as core::clone::Clone>::clone" (param i32) (result i32) (local.get 0))
  (func $"tabledraft::far::work" (param i32) (result i32)
    (call_indirect (type $unary)
      (call_indirect (type $unary) (call $"tabledraft::near::add" (local.get 0)) (i32.const 1)) (i32.const 0)))
  (func (export "near") (param i32) (result i32) (call $"tabledraft::near::add" (local.get 0)))
  (func (export "cloned") (param i32) (result i32)
    (call $"<tabledraft::far::Room as core::clone::Clone>::clone" (local.get 0)))
  (func (export "far") (param i32) (result i32) (call $"tabledraft::far::work" (local.get 0)))
  (func (export "inner") (param i32) (result i32) (call_indirect (type $unary) (local.get 0) (i32.const 1)))
  (func (export "count") (result i32) (global.get $count)))`;

const host = { double: (value) => 2 * value };

function bytes() {
  binaryen.setDebugInfo(true);
  const module = binaryen.parseText(PROGRAM);
  module.setFeatures(binaryen.Features.All);
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}

function started(rooms) {
  const parts = cut(binaryen, bytes(), rooms);
  const loads = [];
  const later = new WebAssembly.Module(parts.later);
  const load = () => {
    loads.push("later");
    new WebAssembly.Instance(later, { host, first: first.exports });
  };
  const first = new WebAssembly.Instance(new WebAssembly.Module(parts.first), { host, first: { load } });
  return { ...first.exports, loads };
}

const ROOMS = { later: ["far::"], first: [], traits: [] };

test("both parts together do what the whole does", () => {
  const whole = new WebAssembly.Instance(new WebAssembly.Module(bytes()), { host }).exports;
  const cutting = started(ROOMS);
  for (const [name, value] of [["near", 3], ["cloned", 4], ["far", 1], ["inner", 7], ["far", 20], ["near", 1], ["count", 0]]) {
    assert.equal(cutting[name](value), whole[name](value), name);
  }
});

test("the other part is loaded at the first call into it, once", () => {
  const { near, cloned, far, inner, loads } = started(ROOMS);
  near(1);
  cloned(1);
  assert.deepEqual(loads, [], "what comes with a type stays");
  far(1);
  inner(1);
  assert.deepEqual(loads, ["later"]);
});

test("what is named to stay stays", () => {
  const { inner, loads } = started({ later: ["far::"], first: ["far::inner"], traits: [] });
  assert.equal(inner(2), 4);
  assert.deepEqual(loads, []);
});

test("a pattern that fits nothing is refused", () => {
  assert.throws(() => started({ later: ["far::", "gone::"], first: [], traits: [] }), /gone::/);
});
