// What Rust's symbols say: the name that people see, which has a method's type in it, and the place in the source, which is another one where a
// type's methods stand in several files.
// Source: the rustc book, "v0 Symbol Format".

/**
 * `name`: `<tabledraft::sql::read::steps::Steps>::column`, without what only tells two crates of a name apart. `home`: module and function,
 * `tabledraft::sql::read::column::column`. Both are the symbol itself where it is none of Rust's, or of a kind that is not known here.
 */
export function readSymbol(symbol) {
  if (!symbol.startsWith("_R")) return { name: symbol, home: symbol };
  try {
    return new Symbol(symbol.slice(2)).path(true);
  } catch (error) {
    if (error instanceof Unreadable) return { name: symbol, home: symbol };
    throw error;
  }
}

class Unreadable extends Error {}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BASIC = {
  a: "i8", b: "bool", c: "char", d: "f64", e: "str", f: "f32", h: "u8", i: "isize", j: "usize", l: "i32", m: "u32", n: "i128", o: "u128",
  p: "_", s: "i16", t: "u16", u: "()", v: "...", x: "i64", y: "u64", z: "!",
};

class Symbol {
  constructor(text) {
    Object.assign(this, { text, at: 0 });
  }

  take(letter) {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  next() {
    if (this.at >= this.text.length) throw new Unreadable();
    return this.text[this.at++];
  }

  /** All that come before the letter `E`. */
  untilEnd(read) {
    const found = [];
    while (!this.take("E")) found.push(read());
    return found;
  }

  /** A number that ends with `_`; nothing before that is 0. */
  number() {
    let value = -1;
    for (let letter = this.next(); letter !== "_"; letter = this.next()) value = (value < 0 ? 0 : value) * 62 + DIGITS.indexOf(letter);
    return value + 1;
  }

  /** What tells things of one name apart: closures of a function, crates. */
  disambiguator() {
    return this.take("s") ? this.number() + 1 : 0;
  }

  identifier() {
    const which = this.disambiguator();
    this.take("u");
    const length = /^(0|[1-9]\d*)/.exec(this.text.slice(this.at))?.[0];
    if (length === undefined) throw new Unreadable();
    this.at += length.length;
    this.take("_");
    this.at += Number(length);
    return { which, name: this.text.slice(this.at - Number(length), this.at) };
  }

  /** What stands elsewhere in the symbol. */
  back(read) {
    const place = this.number();
    const here = this.at;
    this.at = place;
    const found = read();
    this.at = here;
    return found;
  }

  /** `value`: of a function, whose generic arguments stand behind two colons. */
  path(value = false) {
    const kind = this.next();
    if (kind === "C") {
      const { name } = this.identifier();
      return { name, home: name };
    }
    if (kind === "M" || kind === "X") {
      this.disambiguator();
      const { home } = this.path();
      const type = this.type();
      return { name: kind === "M" ? `<${type}>` : `<${type} as ${this.path().name}>`, home };
    }
    if (kind === "Y") {
      const type = this.type();
      const { name, home } = this.path();
      return { name: `<${type} as ${name}>`, home };
    }
    if (kind === "N") {
      const space = this.next();
      const outer = this.path(value);
      const { which, name } = this.identifier();
      const own = space === "C" ? `{closure#${which}}` : space === "S" ? `{shim:${name}}` : name;
      return { name: `${outer.name}::${own}`, home: `${outer.home}::${own}` };
    }
    if (kind === "I") {
      const { name, home } = this.path(value);
      return { name: `${name}${value ? "::" : ""}<${this.untilEnd(() => this.argument()).join(", ")}>`, home };
    }
    if (kind === "B") return this.back(() => this.path(value));
    throw new Unreadable();
  }

  argument() {
    if (this.take("L")) return `'${this.number()}`;
    return this.take("K") ? this.constant() : this.type();
  }

  type() {
    const kind = this.next();
    if (BASIC[kind]) return BASIC[kind];
    if (kind === "A") return `[${this.type()}; ${this.constant()}]`;
    if (kind === "S") return `[${this.type()}]`;
    if (kind === "P" || kind === "O") return `*${this.type()}`;
    if (kind === "R" || kind === "Q") {
      if (this.take("L")) this.number();
      return `&${kind === "Q" ? "mut " : ""}${this.type()}`;
    }
    if (kind === "T") {
      const all = this.untilEnd(() => this.type());
      return `(${all.join(", ")}${all.length === 1 ? "," : ""})`;
    }
    if (kind === "F") return this.signature();
    if (kind === "D") return this.bounds();
    if (kind === "B") return this.back(() => this.type());
    this.at -= 1;
    return this.path().name;
  }

  signature() {
    if (this.take("G")) this.number();
    this.take("U");
    if (this.take("K") && !this.take("C")) this.identifier();
    return `fn(${this.untilEnd(() => this.type()).join(", ")}) -> ${this.type()}`;
  }

  bounds() {
    if (this.take("G")) this.number();
    const traits = this.untilEnd(() => {
      const { name } = this.path();
      while (this.take("p")) [this.identifier(), this.type()];
      return name;
    });
    if (this.take("L")) this.number();
    return `dyn ${traits.join(" + ")}`;
  }

  constant() {
    if (this.take("p")) return "_";
    if (this.take("B")) return this.back(() => this.constant());
    const type = this.type();
    const from = this.at;
    this.take("n");
    while (this.next() !== "_");
    return `${this.text.slice(from, this.at - 1)}${type}`;
  }
}
