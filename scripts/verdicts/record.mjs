// Runs the cases of tests/verdicts on a server that scripts/record-verdicts has started, and writes or checks what it says.
//
// Usage: node scripts/verdicts/record.mjs SERVER PORT record|check COUNTS FILE.sql...
// Writes into the file COUNTS how many files passed and failed.

import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import mysql from "mysql2/promise";
import { readCases } from "./cases.mjs";

/** Every case begins in an empty database of this name, which is in use. */
const DATABASE = "tt";
/** Of a catalogue larger than this, only the number of rows is kept. */
const MOST_ROWS = 40;
/** Differences shown of a file. */
const MOST_SHOWN = 20;

const CATALOGUE = {
  tables: `SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_COLLATION, TABLE_COMMENT, ROW_FORMAT
    FROM information_schema.TABLES WHERE TABLE_SCHEMA IN (?) AND TABLE_TYPE <> 'VIEW'
    ORDER BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME`,
  // What a view shows is its query's matter: only its name is kept.
  views: `SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES
    WHERE TABLE_SCHEMA IN (?) AND TABLE_TYPE = 'VIEW' ORDER BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME`,
  columns: `SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME, c.COLUMN_DEFAULT, c.IS_NULLABLE, c.COLUMN_TYPE,
      c.COLLATION_NAME, c.EXTRA, c.COLUMN_KEY, c.COLUMN_COMMENT, COALESCE(c.GENERATION_EXPRESSION, '')
    FROM information_schema.COLUMNS c JOIN information_schema.TABLES t
      ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
    WHERE c.TABLE_SCHEMA IN (?) AND t.TABLE_TYPE <> 'VIEW'
    ORDER BY BINARY c.TABLE_SCHEMA, BINARY c.TABLE_NAME, c.ORDINAL_POSITION`,
  statistics: `SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART, COLLATION, INDEX_TYPE
    FROM information_schema.STATISTICS WHERE TABLE_SCHEMA IN (?)
    ORDER BY BINARY TABLE_SCHEMA, BINARY TABLE_NAME, BINARY INDEX_NAME, SEQ_IN_INDEX`,
  foreign_keys: `SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA,
      k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, r.UPDATE_RULE, r.DELETE_RULE
    FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r
      ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
    WHERE k.TABLE_SCHEMA IN (?) AND k.REFERENCED_TABLE_NAME IS NOT NULL
    ORDER BY BINARY k.TABLE_SCHEMA, BINARY k.TABLE_NAME, BINARY k.CONSTRAINT_NAME, k.ORDINAL_POSITION`,
};

const [server, port, mode, countsFile, ...files] = process.argv.slice(2);
const settings = {
  host: "127.0.0.1",
  port: Number(port),
  user: "root",
  charset: "utf8mb4",
  // The library asks for these by itself; IGNORE_SPACE would change the server's sql_mode.
  flags: ["-IGNORE_SPACE", "-FOUND_ROWS", "-LOCAL_FILES"],
};

// All files are read before the first statement runs: a mistake in the last one is found at once.
const casesOf = new Map();
for (const file of files) {
  try {
    casesOf.set(file, readCases(await readFile(file, "utf8")));
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exit(1);
  }
}

const root = await firstConnection();
const version = (await values(root, "SELECT VERSION()"))[0][0];
const [[hereMode, globalMode]] = await values(root, "SELECT @@session.sql_mode, @@global.sql_mode");
if (hereMode !== globalMode) throw new Error(`the client changes sql_mode from ${globalMode} to ${hereMode}`);
const own = new Set((await values(root, "SHOW DATABASES")).flat());
const counts = { passed: 0, failed: 0 };

for (const [file, cases] of casesOf) {
  const target = file.replace(/\.sql$/, `.${server}.jsonl`);
  const lines = [{ server, version }];
  for (const one of cases) lines.push(await answerTo(one));
  if (mode === "check") await check(file, target, cases, lines);
  else await write(target, lines);
}
await root.end();
await writeFile(countsFile, `${counts.passed} ${counts.failed}\n`);

/** The server may still be starting: asks again for a minute. */
async function firstConnection() {
  for (let left = 120; ; left -= 1) {
    try {
      return await mysql.createConnection(settings);
    } catch (error) {
      if (!left) throw error;
      await new Promise((wake) => setTimeout(wake, 500));
    }
  }
}

/** A line of the recording: what the server says to each statement of a case, and its catalogue thereafter. */
async function answerTo({ title, statements }) {
  await clean();
  // A connection of its own, so that a case cannot leave variables behind.
  const connection = await mysql.createConnection(settings);
  try {
    // With its collation the server's own default for the charset, as after a client's usual start.
    await connection.query("SET NAMES utf8mb4");
    await connection.query(`CREATE DATABASE ${DATABASE} DEFAULT CHARACTER SET utf8mb4`);
    await connection.query(`USE ${DATABASE}`);
    const said = [];
    for (const statement of statements) said.push(await run(connection, statement));
    return { case: title, said, ...(await catalogue()) };
  } finally {
    connection.destroy();
  }
}

async function clean() {
  await root.query("SET foreign_key_checks = 0");
  for (const [name] of await values(root, "SHOW DATABASES")) {
    if (!own.has(name)) await root.query(`DROP DATABASE ${mysql.escapeId(name, true)}`);
  }
}

/** The names of a server's own passing tables count its threads. */
function withoutNumbers(message) {
  return message.replace(/#sql-[\w-]+/g, "#sql-*");
}

async function run(connection, statement) {
  try {
    const [result] = await connection.query(statement);
    if (result.warningStatus === 0) return "accepted";
  } catch (error) {
    if (error.sqlState === undefined) throw error;
    // A machine may not know the name of 127.0.0.1.
    const message = withoutNumbers(error.sqlMessage).replace("'root'@'127.0.0.1'", "'root'@'localhost'");
    return { errno: error.errno, sqlstate: error.sqlState, message };
  }
  const warnings = await values(connection, "SHOW WARNINGS");
  const shown = warnings.map(([level, errno, message]) => [level, errno, withoutNumbers(message)]);
  return shown.length ? { warnings: shown } : "accepted";
}

/** The rows of information_schema, of each kind as arrays; a table of another database is named with it. */
async function catalogue() {
  const databases = (await values(root, "SHOW DATABASES")).flat().filter((name) => !own.has(name));
  const found = {};
  for (const [kind, query] of Object.entries(CATALOGUE)) {
    // Tables and views come first: where there are no tables, there is nothing else.
    if (!databases.length || (!["tables", "views"].includes(kind) && !found.tables)) break;
    const rows = (await values(root, query, [databases])).map(([schema, table, ...rest]) => [
      schema === DATABASE ? table : `${schema}.${table}`,
      ...rest,
    ]);
    if (rows.length > MOST_ROWS) found[kind] = rows.length;
    else if (rows.length) found[kind] = rows;
  }
  return found;
}

/** The rows as arrays of JSON's own values. */
async function values(connection, query, parameters) {
  const [rows] = await connection.query({ sql: query, rowsAsArray: true }, parameters);
  return rows.map((row) => row.map((value) => (Buffer.isBuffer(value) ? value.toString() : value)));
}

async function write(target, lines) {
  await writeFile(target, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  console.log(`${target}: ${lines.length - 1} cases`);
  counts.passed += 1;
}

async function check(file, target, cases, lines) {
  const text = await readFile(target, "utf8").catch(() => "");
  const kept = text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const byTitle = new Map(kept.slice(1).map((line) => [line.case, line]));
  const wrong = [];
  for (const [at, now] of lines.slice(1).entries()) {
    const before = byTitle.get(now.case);
    byTitle.delete(now.case);
    if (!before) wrong.push(`${file}:${cases[at].line}: "${now.case}" is not recorded`);
    else if (!isDeepStrictEqual(before, now)) wrong.push(difference(file, cases[at], before, now));
  }
  for (const title of byTitle.keys()) wrong.push(`${target}: "${title}" is no case of ${basename(file)}`);
  const recordedOn = kept[0]?.version;
  const versions = recordedOn === version ? version : `${version}; recorded on ${recordedOn ?? "nothing"}`;
  console.log(`${target}: ${lines.length - 1} cases, ${wrong.length} otherwise (${versions})`);
  for (const one of wrong.slice(0, MOST_SHOWN)) console.log(one);
  if (wrong.length > MOST_SHOWN) console.log(`... and ${wrong.length - MOST_SHOWN} more`);
  if (wrong.length) console.log(`If the server is right: ./scripts/record-verdicts --server ${server} ${file}`);
  counts[wrong.length ? "failed" : "passed"] += 1;
}

/** Where two lines of a case part, in lines for people. */
function difference(file, { title, line, statements }, before, now) {
  const out = [`${file}:${line}: ${title}`];
  const pair = (what, old, fresh) => {
    if (isDeepStrictEqual(old, fresh)) return;
    out.push(`  ${what}`, `    recorded: ${JSON.stringify(old)}`, `    now:      ${JSON.stringify(fresh)}`);
  };
  const count = Math.max(before.said.length, now.said.length);
  for (let at = 0; at < count; at += 1) pair(statements[at] ?? "(no such statement)", before.said[at], now.said[at]);
  for (const kind of Object.keys(CATALOGUE)) {
    const [old, fresh] = [before[kind] ?? [], now[kind] ?? []];
    if (!Array.isArray(old) || !Array.isArray(fresh)) {
      pair(kind, old, fresh);
      continue;
    }
    const lacks = (rows, row) => !rows.some((other) => isDeepStrictEqual(other, row));
    pair(kind, old.filter((row) => lacks(fresh, row)), fresh.filter((row) => lacks(old, row)));
  }
  return out.join("\n");
}
