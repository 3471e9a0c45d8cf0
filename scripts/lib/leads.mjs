// What each function of a program leads to: functions that it calls, places in the table, and data whose addresses it has.
//
// Which number in the code is an address the linker says (./linked.mjs), of a function as it was. What was made of a part of it
// (./outline.mjs) has some of these numbers, and leads where they do.

import { bodies, eachItem, OP, readFrame, readFunction } from "./code.mjs";

/**
 * For each function `{ calls, slots, data, size }`: the numbers that called functions have here, and those that the linker gave to functions
 * in the table and to pieces of data. `origins` gives for each function the numbers of the linker's whose code it has, `parts` those that
 * have only a part of it.
 */
export function readLeads(linked, bytes, origins, parts) {
  const frame = readFrame(bytes);
  const seen = linked.functions.map(() => new Set());
  const leads = bodies(bytes, frame.imported).map((place, index) => {
    const lead = { calls: new Set(), slots: new Set(), data: new Set(), size: place.end - place.start };
    const code = place.start < 0 ? undefined : readFunction(bytes, place, frame, index);
    for (const { op, index: called, value, offset } of code ? eachItem(code.body.items) : []) {
      if (op === OP.call || op === OP.refFunc) lead.calls.add(called);
      for (const origin of origins[index]) {
        const { slots = [], data = [] } = linked.functions[origin].addresses.get(value ?? offset) ?? {};
        if (value !== undefined) for (const slot of slots) lead.slots.add(slot);
        for (const piece of data) lead.data.add(piece);
        seen[origin].add(value ?? offset);
      }
    }
    return lead;
  });
  // An address that is nowhere as it was may still be there in another form; it stays with what has the function's name.
  for (const [index, lead] of leads.entries()) {
    for (const origin of parts.has(index) ? [] : origins[index]) {
      for (const [address, { slots, data }] of linked.functions[origin].addresses) {
        if (seen[origin].has(address)) continue;
        for (const slot of slots) lead.slots.add(slot);
        for (const piece of data) lead.data.add(piece);
      }
    }
  }
  return leads;
}
