// What was not reached of a program is taken out of its functions, and does what it did (scripts/lib/outline.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { bodies, readFrame, readFunction } from "../../scripts/lib/code.mjs";
import { cut } from "../../scripts/lib/cut.mjs";
import { renamed } from "../../scripts/lib/names.mjs";
import { ordered } from "../../scripts/lib/order.mjs";
import { outline } from "../../scripts/lib/outline.mjs";
import { watch } from "../../scripts/lib/watch.mjs";

/** Enough to be worth taking out. */
const WORK = `(local.set $a (i32.add (i32.mul (local.get $a) (i32.const 31)) (local.get $b)))
  (local.set $b (i32.xor (local.get $b) (i32.shl (local.get $a) (i32.const 3))))
  (local.set $a (i32.sub (local.get $b) (i32.rotl (local.get $a) (i32.const 7))))
  (global.set $sum (i32.add (global.get $sum) (local.get $b)))`;
const LONG = "(local.set $long (i64.add (local.get $long) (i64.extend_i32_u (local.get $b))))";
const is = (kind) => `(i32.eq (local.get $kind) (i32.const ${kind}))`;
const DONE = "(i32.add (i32.add (local.get $a) (local.get $b)) (i32.wrap_i64 (local.get $long)))";

/** Each is a way out of what is not reached, with `kind` 0 as what is. */
const WAYS = {
  falls: `(if ${is(1)} (then ${WORK})) (i32.add (local.get $a) (local.get $b))`,
  gives: `(if ${is(1)} (then ${WORK} ${LONG})) ${DONE}`,
  returns: `(if ${is(1)} (then ${WORK} (return (local.get $a)))) (local.get $b)`,
  returns_or_falls: `(if ${is(2)} (then (local.set $a (i32.const 5)))) (if (i32.ge_u (local.get $kind) (i32.const 1)) (then ${WORK} ${LONG}
    (if ${is(3)} (then (return (i32.mul (local.get $a) (i32.const 3))))) ${WORK})) ${DONE}`,
  stops: `(if ${is(1)} (then ${WORK} (unreachable))) (local.get $a)`,
  value: `(i32.add (local.get $a) (if (result i32) ${is(1)} (then ${WORK} (i32.mul (local.get $b) (i32.const 7))) (else (i32.const 4))))`,
  branches: `(block $out (block $in (if ${is(1)} (then ${WORK} (br $in))) (if ${is(2)} (then ${WORK} ${LONG} (br $out)))
    (br_if $in ${is(3)}) (local.set $b (i32.const 9))) (local.set $a (i32.add (local.get $a) (i32.const 2)))) ${DONE}`,
  switches: `(block $out (block $two (block $one (block $none (br_table $none $one $two $out (local.get $kind)))
      (local.set $a (i32.const 1)) (br $out)) ${WORK} (br_if $out (i32.and (local.get $a) (i32.const 1))) ${LONG} (br $two)) ${WORK}) ${DONE}`,
  many: `(block $out (block $three (block $two (if (i32.ge_u (local.get $kind) (i32.const 1)) (then ${WORK}
    (br_if $two ${is(2)}) ${LONG} (br_if $three ${is(3)}) (br_if $out ${is(4)}) (if ${is(5)} (then (return (i32.const 77)))) ${WORK}))
    (local.set $a (i32.add (local.get $a) (i32.const 1)))) (local.set $b (i32.add (local.get $b) (i32.const 10)))) ${LONG}) ${DONE}`,
  loops: `(loop $again (local.set $n (i32.add (local.get $n) (i32.const 1))) (if ${is(1)} (then ${WORK} (br_if $again (i32.lt_u (local.get $n) (i32.const 4)))
    ${LONG})) (br_if $again (i32.lt_u (local.get $n) (i32.const 9)))) (i32.add ${DONE} (local.get $n))`,
  inner_loop: `(if (i32.ge_u (local.get $kind) (i32.const 1)) (then (loop $again ${WORK} (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $n) (i32.const 6)))))) (i32.add ${DONE} (local.get $n))`,
  below_values: `(i32.add (local.get $a) (block $out (result i32) (drop (br_if $out (i32.const 3) (i32.eqz (local.get $kind)))) ${WORK} (local.get $b)))`,
  early: `(block $out (br_if $out (i32.eqz (local.get $kind))) ${WORK} ${LONG} (call $other (local.get $a)) (local.set $a)) ${DONE}`,
};

function program() {
  const one = ([name, code]) => `(func $${name} (export "${name}") (param $kind i32) (param $x i32) (result i32)
    (local $a i32) (local $b i32) (local $n i32) (local $long i64)
    (local.set $a (i32.add (local.get $x) (i32.const 3))) (local.set $b (local.get $x)) (local.set $long (i64.const 12345678901)) ${code})`;
  binaryen.setDebugInfo(true);
  const module = binaryen.parseText(`(module (memory (export "memory") 1) (table 1 1 funcref) (data (i32.const 8) "\\01")
    (global $sum (mut i32) (i32.const 0)) (func $sum (export "sum") (result i32) (global.get $sum))
    (func $other (param i32) (result i32) (i32.mul (local.get 0) (i32.const 1000003)))
    ${Object.entries(WAYS).map(one).join("\n")})`);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** The program without what `kind` 0 does not reach: its parts, and how they are put together. */
function taken(whole) {
  const frame = readFrame(whole);
  const functions = bodies(whole, frame.imported).map((place, index) => readFunction(whole, place, frame, index));
  const { bytes, passed } = watch(whole, frame, functions);
  const { exports } = started(bytes);
  for (const name of Object.keys(WAYS)) exports[name](0, 1);
  passed(exports);
  const reached = functions.map(({ body }) => (body.reached > 0 ? 0 : undefined));
  const outlined = outline(whole, frame, functions.filter(({ body }) => body.reached > 0));
  const linked = { functions: [], data: [{ start: 8, end: 9, constant: false, slots: new Set(), data: new Set() }], bytes: [{ start: 8, bytes: Uint8Array.of(1) }] };
  return { ...outlined, parts: cut(binaryen, linked, outlined.bytes, [{}], { ...outlined, reached, rest: 1 }) };
}

const started = (bytes, imports = {}) => new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);

/** What a program says to all ways: numbers, that it stopped, and what it counted. */
function said(exports) {
  const answer = (call) => {
    try {
      return call();
    } catch (error) {
      return error.constructor.name;
    }
  };
  return Object.keys(WAYS).flatMap((name) => [0, 1, 2, 3, 4, 5, 6].flatMap((kind) => [0, 1, 2, 1e6, -7].map((x) =>
    `${name} ${kind} ${x}: ${answer(() => exports[name](kind, x))} ${exports.sum()}`)));
}

function joined(parts) {
  const loads = [];
  const load = (part) => {
    loads.push(part);
    started(parts[1], { first: first.exports });
  };
  const first = started(parts[0], { first: { load } });
  return { exports: first.exports, loads };
}

test("what is taken out does what it did, whichever way it ends", () => {
  const whole = program();
  const { parts, regions } = taken(whole);
  assert.ok(regions.length >= Object.keys(WAYS).length - 2, `${regions.length} were taken out`);
  const { exports, loads } = joined(parts);
  assert.deepEqual(said(exports), said(started(whole).exports));
  assert.deepEqual(loads, [1]);
});

test("what was reached does not load what was not", () => {
  const { exports, loads } = joined(taken(program()).parts);
  for (const name of Object.keys(WAYS)) exports[name](0, 8);
  assert.deepEqual(loads, []);
});

test("parts with their functions in another order, and other names between them, do the same; they are always the same", () => {
  const whole = program();
  const { parts } = taken(whole);
  const small = renamed(parts.map(ordered));
  assert.deepEqual(said(joined(small).exports), said(started(whole).exports));
  assert.deepEqual(renamed(taken(whole).parts.map(ordered)), small);
});
