// Reads the statement files of tests/verdicts; tests/common/cases.rs reads them the same way.

const TITLE = /^-- case: (.+)$/;

/** The cases of a statement file: `{ title, line, statements }`. Throws where the file breaks its own rules. */
export function readCases(text) {
  const cases = [];
  const titles = new Set();
  let delimiter = ";";
  let pending = [];
  const fail = (line, why) => {
    throw new Error(`line ${line}: ${why}`);
  };
  const close = (line) => {
    if (pending.length) fail(line, `the statement before has no ${delimiter} at the end of a line`);
    if (cases.length && !cases.at(-1).statements.length) fail(line, "the case before has no statement");
  };
  const lines = text.split("\n");
  for (const [at, raw] of lines.entries()) {
    const number = at + 1;
    const title = TITLE.exec(raw)?.[1].trim();
    if (title) {
      close(number);
      if (titles.has(title)) fail(number, `a second case "${title}"`);
      titles.add(title);
      cases.push({ title, line: number, statements: [] });
      delimiter = ";";
      continue;
    }
    const line = raw.trimEnd();
    if (!pending.length) {
      if (!line || line.startsWith("-- ") || line === "--") continue;
      if (!cases.length) fail(number, "a statement before the first case");
      if (line.startsWith("DELIMITER ")) {
        delimiter = line.slice("DELIMITER ".length).trim();
        continue;
      }
    }
    pending.push(line);
    if (!line.endsWith(delimiter)) continue;
    const statement = pending.join("\n");
    cases.at(-1).statements.push(expand(statement.slice(0, -delimiter.length).trim()));
    pending = [];
  }
  close(lines.length);
  return cases;
}

/** `{{, c# INT * 3}}` is `, c1 INT, c2 INT, c3 INT`. */
function expand(statement) {
  return statement.replace(/\{\{(.+?) \* (\d+)\}\}/gs, (_, piece, times) =>
    Array.from({ length: Number(times) }, (_, at) => piece.replaceAll("#", String(at + 1))).join(""),
  );
}
