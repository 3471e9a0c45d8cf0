// A part of a function's code that is to be a function of its own: what it takes and gives, and how it ends.

import { number, signed } from "./bytes.mjs";
import { FUNCTION, I32, isLast, OP, VOID, writeItems } from "./code.mjs";
import { bit, liveBefore } from "./live.mjs";

/** More ways on than these are not worth it. */
const MOST_EXITS = 6;
/** Of the types of values, those below are no numbers. */
const NUMBERS = 0x7c;

/** How a region ends: behind it, or out of the function; a number is a label's. */
const [FALL, RETURN] = ["fall", "return"];

/** `items` stand at the end of `body`, of the function `one`. */
export class Region {
  constructor(bytes, one, body, items) {
    const labels = body.live.labels.length;
    Object.assign(this, { bytes, one, body, items, labels, possible: true, exits: [], locals: new Map() });
    const written = new Set();
    const visit = (list, nest) => {
      for (const item of list) {
        const { op, index } = item;
        if (op >= OP.localGet && op <= OP.localTee) {
          this.locals.set(index, undefined);
          if (op !== OP.localGet) written.add(index);
        }
        for (const depth of item.depths ?? (item.depth === undefined ? [] : [item.depth])) {
          if (depth >= nest) this.leaves(item, this.exit(depth - nest));
        }
        if (op === OP.return) this.leaves(item, RETURN);
        for (const inner of item.bodies ?? []) visit(inner.items, nest + 1);
      }
    };
    visit(items, 0);
    if (!items.some(isLast)) this.leaves({}, body.op === FUNCTION ? RETURN : FALL);
    this.exits.sort((a, b) => rank(a) - rank(b));
    if ([...this.locals.keys()].some((local) => one.locals[local] < NUMBERS)) this.possible = false;
    if (this.exits.length > MOST_EXITS || (this.value.length > 0 && this.exits.length > 1)) this.possible = false;
    if (this.possible) this.join(written);
  }

  /** What a label is to the region: its own end, the function's, or another one. */
  exit(label) {
    if (label === this.labels - 1) return RETURN;
    return label === 0 && this.body.op !== OP.loop ? FALL : label;
  }

  /** A value goes along out of the function, or to the end of the body; elsewhere none may. */
  leaves(item, exit) {
    const { op, takes = 0 } = item;
    const carried = op === OP.br ? takes : op === OP.brIf || op === OP.brTable ? takes - 1 : 0;
    if (carried > 0 && exit !== FALL && !(exit === RETURN && op === OP.br)) this.possible = false;
    if (!this.exits.includes(exit)) this.exits.push(exit);
  }

  /** The values at the end of the body. */
  get value() {
    return this.exits.includes(FALL) ? this.body.results : [];
  }

  /** It only leaves the function, or stops the program. */
  get isTail() {
    return this.exits.every((exit) => exit === RETURN);
  }

  /** What it takes and gives. */
  join(written) {
    const { body: { live }, one, items, exits } = this;
    const types = one.locals;
    const inOrder = (locals) => locals.sort((a, b) => types[b] - types[a] || a - b);
    const before = liveBefore(items, live);
    const behind = (exit) => (exit === FALL ? live.out : exit === RETURN ? 0n : live.labels[live.labels.length - 1 - exit]);
    const after = exits.reduce((all, exit) => all | behind(exit), 0n);
    this.taken = inOrder([...this.locals.keys()].filter((local) => before & bit(local)));
    this.given = inOrder([...written].filter((local) => after & bit(local)));
    this.params = this.taken.map((local) => types[local]);
    if (this.isTail) this.results = exits.length > 0 ? one.results : [];
    else if (exits.length > 1) this.results = [I32];
    else this.results = this.value.length > 0 ? this.value : this.given.slice(0, 1).map((local) => types[local]);
    // The slot is an argument too.
    const others = inOrder([...this.locals.keys()].filter((local) => !this.taken.includes(local)));
    this.taken.forEach((local, at) => this.locals.set(local, at));
    others.forEach((local, at) => this.locals.set(local, this.taken.length + 1 + at));
    this.others = others.map((local) => types[local]);
  }

  /** Those that come back other than as the result. */
  get throughGlobals() {
    const direct = this.exits.length === 1 && this.value.length === 0;
    const types = this.one.locals;
    const counts = new Map();
    return (direct ? this.given.slice(1) : this.given).map((local) => {
      const at = counts.get(types[local]) ?? 0;
      counts.set(types[local], at + 1);
      return { local, type: types[local], at };
    });
  }

  /** The new function's locals and code. */
  code(global) {
    const { exits, locals, one } = this;
    const declared = runs(this.others);
    const pieces = [Uint8Array.from([...number(declared.length), ...declared.flatMap(([count, type]) => [...number(count), type])])];
    const add = (...bytes) => pieces.push(Uint8Array.from(bytes));
    if (!this.isTail) for (const _ of exits) add(OP.block, this.value[0] ?? VOID);
    this.write(pieces, global);
    const giveBack = this.throughGlobals.flatMap(({ local, type, at }) => [
      OP.localGet, ...number(locals.get(local)), OP.globalSet, ...number(global(type, at)),
    ]);
    if (!this.isTail) {
      exits.forEach((_, at) => {
        add(OP.end, ...giveBack);
        if (exits.length > 1) add(OP.i32Const, ...signed(at), ...(at + 1 < exits.length ? [OP.return] : []));
      });
      const [first] = this.given;
      if (exits.length === 1 && this.value.length === 0 && this.given.length > 0) add(OP.localGet, ...number(locals.get(first)));
    }
    add(OP.end);
    return Buffer.concat(pieces);
  }

  write(pieces, global) {
    const { bytes, items, exits, locals, one } = this;
    const to = (depth, nest) => {
      if (depth < nest) return depth;
      const exit = this.exit(depth - nest);
      return this.isTail ? nest : nest + exits.indexOf(exit);
    };
    const changed = (item, nest) => {
      const { op, index, depth, depths } = item;
      if (op >= OP.localGet && op <= OP.localTee) return Uint8Array.from([op, ...number(locals.get(index))]);
      if (depths) return Uint8Array.from([op, ...number(depths.length - 1), ...depths.flatMap((one) => number(to(one, nest)))]);
      const leaves = op === OP.return || (depth !== undefined && depth >= nest && this.exit(depth - nest) === RETURN);
      if (leaves && !this.isTail) {
        const keep = one.results.length > 0 ? [OP.globalSet, ...number(global(one.results[0], RETURN))] : [];
        return Uint8Array.from([...keep, op === OP.return ? OP.br : op, ...number(nest + exits.indexOf(RETURN))]);
      }
      return depth === undefined ? undefined : Uint8Array.from([op, ...number(to(depth, nest))]);
    };
    writeItems(pieces, bytes, { items }, { changed });
  }

  /** What stands in its place. `call` has the slot and the door. */
  call(call, global) {
    const { exits, given, one, body } = this;
    const set = (local) => [OP.localSet, ...number(local)];
    const fetched = this.throughGlobals.flatMap(({ local, type, at }) => [OP.globalGet, ...number(global(type, at)), ...set(local)]);
    const called = [...this.taken.flatMap((local) => [OP.localGet, ...number(local)]), ...call];
    const leave = () => [...(one.results.length > 0 ? [OP.globalGet, ...number(global(one.results[0], RETURN))] : []), OP.return];
    if (exits.length === 0) return [...called, OP.unreachable];
    if (this.isTail) return body.op === FUNCTION ? called : [...called, OP.return];
    if (exits.length === 1) {
      const direct = this.value.length === 0 && given.length > 0 ? set(given[0]) : [];
      return [...called, ...direct, ...fetched, ...(exits[0] === FALL ? [] : [OP.br, ...number(exits[0])])];
    }
    const [first, second] = exits;
    if (exits.length === 2 && second !== RETURN) {
      return [...called, ...fetched, OP.brIf, ...number(second), ...(first === FALL ? [] : [OP.br, ...number(first)])];
    }
    if (exits.length === 2 && first === FALL) return [...called, ...fetched, OP.if, VOID, ...leave(), OP.end];
    // A block around for what goes on behind it, and one for what leaves the function.
    const around = [exits.includes(FALL), exits.includes(RETURN)].filter(Boolean).length;
    const depth = (exit) => (exit === RETURN ? 0 : exit === FALL ? around - 1 : exit + around);
    const table = [OP.brTable, ...number(exits.length - 1), ...exits.flatMap((exit) => number(depth(exit)))];
    return [
      ...Array.from({ length: around }, () => [OP.block, VOID]).flat(), ...called, ...fetched, ...table,
      ...(exits.includes(RETURN) ? [OP.end, ...leave()] : []), ...(exits.includes(FALL) ? [OP.end] : []),
    ];
  }
}

const rank = (exit) => (exit === FALL ? -1 : exit === RETURN ? Infinity : exit);

/** How often the same comes after each other: `[[count, type]]`. */
function runs(types) {
  const found = [];
  for (const type of types) {
    if (found.at(-1)?.[1] === type) found.at(-1)[0] += 1;
    else found.push([1, type]);
  }
  return found;
}
