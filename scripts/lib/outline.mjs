// Takes code out of functions that was never reached, and makes functions of it that may be loaded later.
//
// What is not reached of a body is its end (./watch.mjs). In its place the function calls the new one, with the locals that it reads; it gives
// back those that are read afterwards, and which way to go on: behind the body, to a label, out of the function. So the program does
// what it did.

import { number, signed, text, withMore } from "./bytes.mjs";
import { eachItem, I32, isLast, OP, writeCode, writeItems } from "./code.mjs";
import { functionNames } from "./linked.mjs";
import { noteLive } from "./live.mjs";
import { Region } from "./region.mjs";

/** What is taken out has to be longer by so many bytes than what calls it. Below that the later parts grow more than the first ones shrink. */
const LEAST = 9;

/**
 * The program, `regions`: the new functions by their numbers, `{ index, origin, slot }`, `origin` being the function that they were part of,
 * and `doors`: functions, which stop the program as they are, that are to call the region with the slot that is their last argument.
 * `wanted` are the functions to take from, with what was reached of them.
 */
export function outline(bytes, frame, wanted) {
  const made = new Made(frame);
  const changed = new Map();
  for (const one of wanted) {
    const pieces = made.without(bytes, one);
    if (pieces) changed.set(one.index, pieces);
  }
  const first = frame.functions.length;
  const doors = made.doors.map((_, at) => first + at);
  const regions = made.regions.map(({ origin }, slot) => ({ index: first + doors.length + slot, origin, slot }));
  const names = functionNames(bytes);
  doors.forEach((index, at) => (names[index] = `door ${at}`));
  regions.forEach(({ index, origin, slot }) => (names[index] = `${names[origin]} ${slot}`));
  const stop = [Uint8Array.of(0, OP.unreachable, OP.end)];
  const more = {
    1: made.types.map(({ params, results }) => [0x60, params.length, ...params, results.length, ...results]),
    3: [...made.doors, ...made.regions].map(({ type }) => number(type)),
    6: made.globals.map(({ type }) => [type, 1, ...ZERO[type], OP.end]),
  };
  const code = writeCode(bytes, frame.imported, (index) => changed.get(index), [...doors.map(() => stop), ...made.regions.map(({ code }) => [code])]);
  return { bytes: withMore(bytes, more, { 10: code, name: nameSection(names) }), regions, doors };
}

const ZERO = { 0x7f: [OP.i32Const, 0], 0x7e: [0x42, 0], 0x7d: [0x43, 0, 0, 0, 0], 0x7c: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] };

function nameSection(names) {
  const entries = [...names.entries()].filter(([, name]) => name !== undefined);
  const list = [number(entries.length), ...entries.map(([index, name]) => [...number(index), ...text(name)])];
  const content = Buffer.concat(list.map((bytes) => Uint8Array.from(bytes)));
  return [Uint8Array.from([...text("name"), 1, ...number(content.length)]), content];
}

/** What is new in the program. */
class Made {
  constructor(frame) {
    Object.assign(this, { frame, types: [], globals: [], doors: [], regions: [], known: new Map() });
  }

  /** The function's pieces without what was not reached, if there is something to take out. */
  without(bytes, one) {
    const cold = [...coldBodies(one.body)];
    if (cold.length === 0) return undefined;
    noteLive(one);
    let taken = false;
    const visit = (body) => {
      const call = body.reached < body.items.length && this.region(bytes, one, body);
      if (call) [(taken = true), body.items.splice(call.from, body.items.length, { op: OP.unreachable, bytes: call.bytes })];
      for (const item of body.items) item.bodies?.forEach(visit);
    };
    visit(one.body);
    if (!taken) return undefined;
    const pieces = [bytes.subarray(one.start, one.code)];
    writeItems(pieces, bytes, one.body, {});
    return [...pieces, Uint8Array.of(OP.end)];
  }

  /** Makes a function of the end of a body, if that is worth it: `from` which item on, and the bytes that call it. */
  region(bytes, one, body) {
    const { from, before } = neutralFrom(body);
    const items = upToLast(body.items.slice(from));
    const size = items.length > 0 ? items.at(-1).to - items[0].from : 0;
    if (size <= LEAST) return undefined;
    const region = new Region(bytes, one, body, items);
    // Below its values there would be others.
    const hasMore = before > 0 && body.results.length > 0 && !items.some(isLast);
    if (!region.possible || hasMore) return undefined;
    const code = region.code((type, which) => this.global(type, which));
    const key = `${region.params},${region.results},${code.toString("latin1")}`;
    const known = this.known.get(key);
    const slot = known ?? this.regions.length;
    const door = this.door([...region.params, I32], region.results);
    const call = region.call([OP.i32Const, ...signed(slot), OP.call, ...number(door)], (type, which) => this.global(type, which));
    if (size - call.length < LEAST) return undefined;
    if (known === undefined) {
      this.known.set(key, slot);
      const type = this.type([...region.params, I32], region.results);
      this.regions.push({ origin: one.index, type, code });
    }
    return { from, bytes: Uint8Array.from(call) };
  }

  type(params, results) {
    const same = (type) => `${type.params}` === `${params}` && `${type.results}` === `${results}`;
    const all = [...this.frame.types, ...this.types];
    const found = all.findIndex(same);
    if (found < 0) this.types.push({ params, results });
    return found < 0 ? all.length : found;
  }

  /** Functions of the same type have a door in common. */
  door(params, results) {
    const type = this.type(params, results);
    const found = this.doors.findIndex((door) => door.type === type);
    if (found < 0) this.doors.push({ type });
    return this.frame.functions.length + (found < 0 ? this.doors.length - 1 : found);
  }

  /** The counter of a type through which a value comes back, by what tells those of a type apart. */
  global(type, which) {
    const key = `${type} ${which}`;
    let found = this.globals.findIndex((global) => global.key === key);
    if (found < 0) found = this.globals.push({ key, type }) - 1;
    return this.frame.globals + found;
  }
}

function* coldBodies(body) {
  if (body.reached < body.items.length) yield body;
  for (const { bodies } of eachItem(body.items)) for (const one of bodies ?? []) if (one.reached < one.items.length) yield one;
}

/** The first item that was not reached from which on nothing is taken that was there before. */
function neutralFrom({ items, reached }) {
  const heights = [];
  let height = 0;
  for (const [at, item] of items.entries()) {
    heights[at] = { before: height, low: height - item.takes };
    height += item.gives - item.takes;
    if (isLast(item)) break;
  }
  let [from, low] = [heights.length, Infinity];
  for (let at = heights.length - 1; at >= reached; at -= 1) {
    low = Math.min(low, heights[at].low);
    if (low >= heights[at].before) from = at;
  }
  return { from, before: heights[from]?.before };
}

function upToLast(items) {
  const last = items.findIndex(isLast);
  return last < 0 ? items : items.slice(0, last + 1);
}

