// Which locals of a function are still read: what it has to know at a place.
//
// A set of locals is a number with a bit for each.

import { OP } from "./code.mjs";

export const bit = (local) => (bits[local] ??= 1n << BigInt(local));
const bits = [];

/** Notes in each body what is read behind it: `live.out` at its end, `live.labels` where its labels lead to, the outermost first. */
export function noteLive({ body }) {
  through(body.items, note(body, 0n, [0n]));
}

/** What is read from these items on, and from where they lead to. */
export function liveBefore(items, live) {
  return through(items, live);
}

function note(body, out, labels) {
  body.live = { out, labels };
  return body.live;
}

function through(items, { out, labels }) {
  let live = out;
  const at = (depth) => labels[labels.length - 1 - depth];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    const { op } = item;
    if (op === OP.localGet) live |= bit(item.index);
    else if (op === OP.localSet || op === OP.localTee) live &= ~bit(item.index);
    else if (op === OP.br) live = at(item.depth);
    else if (op === OP.brIf) live |= at(item.depth);
    else if (op === OP.brTable) live = item.depths.reduce((all, depth) => all | at(depth), 0n);
    else if (op === OP.return || op === OP.unreachable) live = 0n;
    else if (op === OP.block) live = through(item.bodies[0].items, note(item.bodies[0], live, [...labels, live]));
    else if (op === OP.if) {
      const arms = item.bodies.map((body) => through(body.items, note(body, live, [...labels, live])));
      live = arms[0] | (arms[1] ?? live);
    } else if (op === OP.loop) live = around(item.bodies[0], live, labels);
  }
  return live;
}

/** What is read in a loop is read where it begins again. */
function around(body, out, labels) {
  let front = 0n;
  for (;;) {
    const found = through(body.items, note(body, out, [...labels, front]));
    if (found === front) return front;
    front = found;
  }
}
