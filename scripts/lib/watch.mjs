// Which code of a program runs: each place where it may turn leaves a mark when it is passed.

import { number, signed, text, withMore } from "./bytes.mjs";
import { I32, OP, writeCode, writeItems } from "./code.mjs";

/**
 * The program with marks. They are bits of globals, which it exports; `passed` of an instance's exports then writes into each body
 * how many of its items were `reached`. Within a body those are the first ones: nothing goes into its midst but from its front.
 */
export function watch(bytes, frame, functions) {
  const bodies = [];
  let marks = 0;
  const mark = (body, at) => {
    body.marks.push({ at, mark: marks });
    marks += 1;
  };
  const visit = (body) => {
    bodies.push(Object.assign(body, { marks: [] }));
    mark(body, 0);
    for (const [at, { op, bodies: inner }] of body.items.entries()) {
      inner?.forEach(visit);
      if ((inner || op === OP.brIf) && at + 1 < body.items.length) mark(body, at + 1);
    }
  };
  for (const one of functions) if (one) visit(one.body);
  const global = (mark) => number(frame.globals + (mark >> 5));
  const leave = (mark) => Uint8Array.from([
    OP.globalGet, ...global(mark), OP.i32Const, ...signed(1 << (mark & 31)), OP.i32Or, OP.globalSet, ...global(mark),
  ]);
  const before = (body, at) => {
    const found = body.marks.find((one) => one.at === at);
    return found && leave(found.mark);
  };
  const marked = (index) => {
    if (!functions[index]) return undefined;
    const { body, start, code } = functions[index];
    const pieces = [bytes.subarray(start, code)];
    writeItems(pieces, bytes, body, { before });
    return [...pieces, Uint8Array.of(OP.end)];
  };
  const globals = Array.from({ length: (marks + 31) >> 5 }, (_, at) => at);
  const passed = (exports) => {
    const words = globals.map((at) => exports[`marks ${at}`].value);
    for (const body of bodies) {
      const missed = body.marks.find(({ mark }) => !((words[mark >> 5] >>> (mark & 31)) & 1));
      body.reached = missed ? missed.at : body.items.length;
    }
  };
  return {
    bytes: withMore(bytes, {
      6: globals.map(() => [I32, 1, OP.i32Const, 0, OP.end]),
      7: globals.map((at) => [...text(`marks ${at}`), 3, ...number(frame.globals + at)]),
    }, { 10: writeCode(bytes, frame.imported, marked) }),
    passed,
  };
}
