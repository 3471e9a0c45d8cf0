// The binary format of WebAssembly: its numbers, lists and sections.
// Source: the WebAssembly core specification, "Binary Format".

/** Reads bytes from the front. */
export class Reader {
  constructor(bytes, at = 0) {
    Object.assign(this, { bytes, at });
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned number of up to 53 bits. */
  number() {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.byte();
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  }

  /** A signed one, of 32 bits. */
  signed() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return shift + 7 < 32 && byte & 64 ? value | (-1 << (shift + 7)) : value;
    }
  }

  /** Passes a number of any size. */
  skip() {
    while (this.byte() >= 128);
  }

  text() {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }

  list(read) {
    return Array.from({ length: this.number() }, (_, index) => read(index));
  }
}

/** The bytes of an unsigned number. */
export function number(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  bytes.push(value);
  return bytes;
}

/** Those of a signed one, of 32 bits. */
export function signed(value) {
  const bytes = [];
  for (;;) {
    const byte = value & 127;
    value >>= 7;
    const last = value === (byte & 64 ? -1 : 0);
    bytes.push(last ? byte : byte | 128);
    if (last) return bytes;
  }
}

/** Those of a text with its length. */
export function text(value) {
  const bytes = new TextEncoder().encode(value);
  return [...number(bytes.length), ...bytes];
}

/** The sections of a program: `{ id, name, from, start, at, end }`; `start` is behind its length, `at` behind its name too. */
export function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (reader.at < bytes.length) {
    const from = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    const start = reader.at;
    found.push({ id, name: id === 0 ? reader.text() : "", from, at: reader.at, start, end });
    reader.at = end;
  }
  return found;
}

/**
 * The program with more in the lists of some sections. `more` gives by a section's number the bytes of each further entry, and `instead` gives
 * the bytes that a whole section gets, without its number and length; those of the section `name` too, by that word.
 */
export function withMore(bytes, more, instead = {}) {
  const pieces = [bytes.subarray(0, 8)];
  for (const { id, name, from, at, end } of sections(bytes)) {
    const whole = instead[name || id];
    const entries = more[id] ?? [];
    if (!whole && entries.length === 0) {
      pieces.push(bytes.subarray(from, end));
      continue;
    }
    const reader = new Reader(bytes, at);
    const count = whole ? 0 : reader.number();
    const longer = () => [Uint8Array.from(number(count + entries.length)), bytes.subarray(reader.at, end), ...entries.map((entry) => Uint8Array.from(entry))];
    const body = Buffer.concat(whole ?? longer());
    pieces.push(Uint8Array.from([id, ...number(body.length)]), body);
  }
  return Buffer.concat(pieces);
}
