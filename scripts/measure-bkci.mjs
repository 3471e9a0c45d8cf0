// Counts with `tabledraft figures` what ../shared/bkci/REFERENCE.md counted with programs of its own, and compares.
// A row: its number there, what it says, which scripts, the rule with its settings, and what is to be counted: things
// judged (null: not given there) and things found.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [tool, tree] = process.argv.slice(2);
if (!tree) {
  console.error("Usage: scripts/measure-bkci TREE, where TREE is support-files/sql of a checkout of TencentBlueKing/bk-ci.");
  process.exit(2);
}

const types = (columns, list) => ["status-type", { columns, types: list }];
const op = { databases: ["devops_ci_op"] };
const older = { tables: ["T_PROJECT", "T_SERVICE", "T_SERVICE_TYPE", "T_AUTH_USER_INFO", "T_GRAY_TEST", "T_FAVORITE"] };
const upper = { patterns: ["{{UPPER_SNAKE}}"] };
const rows = [
  ["N1", "tables T_ + UPPER_SNAKE", "full", "table-name-pattern", { patterns: ["T_{{UPPER_SNAKE}}"] }, 428, 12],
  ["N1", "the same without devops_ci_op", "full", "table-name-pattern", { patterns: ["T_{{UPPER_SNAKE}}"] }, 416, 0, [op]],
  ["N2", "columns UPPER_SNAKE", "full", "column-name-pattern", upper, 4931, 191],
  ["N2", "the same with the exemptions", "full", "column-name-pattern", upper, 4734, 12, [op, older]],
  ["N3", "a primary key", "full", "primary-key-missing", {}, 428, 8],
  ["N4", "key of one column: ID or {table}_ID", "full", "primary-key-name", { patterns: ["ID", "{{table_bare}}_ID"] }, 333, 61],
  ["N4", "any key: ID or {table}_ID", "full", "primary-key-name", { patterns: ["ID", "{{table_bare}}_ID"], composite: "forbidden" }, 420, 148],
  ["N4", "key of one column ends in ID", "full", "primary-key-name", { patterns: ["{{any}}ID", "ID"], case: "ignore" }, 333, 10],
  ["N5", "columns *_ID that name no table", "full", "id-names-no-table", { tables: ["T_{{any}}"] }, 824, 236],
  ["N5", "foreign keys", "full", "foreign-key-used", {}, 428, 8],
  ["N6", "idx_ or inx_, any case", "full", "index-name-pattern", { patterns: ["idx_{{any}}", "inx_{{any}}"], case: "ignore" }, 468, 103],
  ["N6", "idx_ or inx_, literally", "full", "index-name-pattern", { patterns: ["idx_{{any}}", "inx_{{any}}"] }, 468, 308],
  ["N7", "uni_, any case", "full", "unique-name-pattern", { patterns: ["uni_{{any}}"], case: "ignore" }, 180, 77],
  ["N7", "uni_inx_ or UNI_, literally", "full", "unique-name-pattern", { patterns: ["uni_inx_{{any}}", "UNI_{{any}}"] }, 180, 81],
  ["N8", "names that contradict their kind", "full", "index-name-contradicts-kind", { unique: ["uni_*"], plain: ["idx_*", "inx_*"] }, 648, 12],
  ["N9", "times *_TIME", "full", "temporal-name-suffix", { names: ["*_TIME"] }, 794, 41],
  ["N10", "*_TIME that are times", "full", "temporal-suffix-on-other-type", {}, 778, 25],
  ["N11", "booleans *_FLAG", "full", "boolean-name-suffix", {}, 231, 154],
  ["N12", "*_FLAG that are bit(1)", "full", "flag-suffix-not-boolean", {}, 77, 0],
  ["I1", "PROJECT_ID varchar(64)", "full", ...types(["PROJECT_ID"], ["varchar(64)"]), 181, 33],
  ["I1", "PIPELINE_ID varchar(34) or (64)", "full", ...types(["PIPELINE_ID"], ["varchar(34)", "varchar(64)"]), 111, 2],
  ["I2", "BUILD_ID varchar(34) or (64)", "full", ...types(["BUILD_ID"], ["varchar(34)", "varchar(64)"]), 55, 3],
  ["I2", "TASK_ID varchar(34) or (64)", "full", ...types(["TASK_ID"], ["varchar(34)", "varchar(64)"]), 28, 5],
  ["I2", "STAGE_ID varchar(34) or (64)", "full", ...types(["STAGE_ID"], ["varchar(34)", "varchar(64)"]), 15, 2],
  ["I2", "CONTAINER_ID varchar(34) or (64)", "full", ...types(["CONTAINER_ID"], ["varchar(34)", "varchar(64)"]), 13, 4],
  ["S1", "status int(11) or tinyint(4)", "full", ...types(["STATUS", "*_STATUS"], ["=int(11)", "=tinyint(4)"]), 100, 72],
  ["S1", "status any int", "full", ...types(["STATUS", "*_STATUS"], ["int", "tinyint"]), 100, 62],
  ["Y1", "key varchar(32) or bigint(20)", "full", "primary-key-type", { types: ["=varchar(32)", "=bigint(20)"] }, 333, 110],
  ["Y1", "key varchar(32) or any bigint", "full", "primary-key-type", { types: ["varchar(32)", "bigint", "bigint unsigned"] }, 333, 81],
  ["Y1", "counters that are BIGINT", "full", "auto-increment-type", {}, 155, 30],
  ["Y2", "*NAME varchar(64..255)", "full", "name-length", {}, 342, 65],
  ["Y3", "descriptions", "full", "description-type", {}, 80, 39],
  ["Y4", "JSON", "full", "json-type", {}, 24, 18],
  ["Y5", "times datetime or timestamp", "full", "time-type", {}, 794, 8],
  ["Y6", "booleans bit(1)", "full", "boolean-type", {}, 231, 10],
  ["Y7", "booleans with a default", "full", "boolean-default-missing", {}, 231, 26],
  ["X1", "redundant indexes", "full", "index-redundant", {}, 468, 15],
  ["X1", "exact duplicates", "full", "index-duplicate", {}, 648, 0],
  ["X2", "indexes on one bit(1)", "full", "index-on-flag", {}, null, 11, [op, { tables: ["T_AI_SCORE"] }]],
  ["X3", "times that lead an index", "full", "time-index-missing", { columns: ["*"] }, 786, 757],
  ["X3", "times in any index", "full", "time-index-missing", { columns: ["*"], place: "any" }, 786, 713],
  ["X4", "more than 7 indexes", "full", "too-many-indexes", { most: 7 }, 428, 2],
  ["D1", "IF NOT EXISTS", "full", "if-not-exists-missing", {}, 429, 0],
  ["D2", "INSERTs that can run again", "dml", "insert-not-repeatable", {}, 458, 8],
  ["D3", "DROP TABLE", "all", "table-dropped", {}, null, 1],
  ["D3", "RENAME TABLE", "all", "table-renamed", {}, null, 1],
  ["C1", "NOT NULL without a default", "all", "column-added-without-default", {}, 478, 9],
  ["C2", "CHANGE with a rename", "all", "column-renamed", {}, 23, 0],
  ["C2", "DROP COLUMN", "all", "column-dropped", {}, null, 4],
  ["C3", "changes guarded by something", "all", "alter-unguarded", { tables: true }, 722, 2],
  // The reference has 26, with "1 old inverted guard": ADD COLUMN CLUSTER_NAME of 2005_ci_dispatch-update_v1.4_mysql.sql,
  // line 29. That stands behind ELSE of IF EXISTS (... COLUMN_NAME = 'CLUSTER_NAME'), which is the right way round.
  ["C3", "columns guarded by themselves", "all", "alter-guard-mismatch", { indexes: false }, 478, 25],
  // The reference has 13, counted by INDEX_NAME: with the one that stands under no condition at all, which is C3's first row.
  ["C3", "indexes guarded by themselves", "all", "alter-guard-mismatch", { columns: false, constraints: false }, 170, 12],
  ["C4", "drift of indexes and columns", "all", "dual-track-drift", {}, null, 12],
  ["O1", "column comments", "full", "column-comment-missing", {}, 4931, 132],
  ["O2", "table comments", "full", "table-comment-missing", {}, 428, 76],
  ["O3", "InnoDB", "full", "table-engine", { missing: true }, 428, 1],
  ["O3", "utf8mb4", "full", "table-charset", {}, 428, 30],
  ["O4", "names in back quotes: columns", "full", "identifier-unquoted", { tables: false }, 4931, 0],
  ["O4", "names in back quotes: tables", "full", "identifier-unquoted", { columns: false }, 428, 7],
  ["O5", "reserved words as columns", "full", "reserved-word", {}, null, 40],
  ["O6", "CREATE_TIME or CREATED_TIME", "full", "required-column-missing", { columns: ["CREATE_TIME|CREATED_TIME"] }, 428, 92],
  ["O6", "UPDATE_TIME or UPDATED_TIME", "full", "required-column-missing", { columns: ["UPDATE_TIME|UPDATED_TIME"] }, 428, 153],
  ["O6", "CREATOR", "full", "required-column-missing", { columns: ["CREATOR"] }, 428, 270],
  ["O6", "MODIFIER", "full", "required-column-missing", { columns: ["MODIFIER"] }, 428, 317],
  ["H1", "process tables with PROJECT_ID", "full", "sharding-key-missing", { databases: ["devops_ci_process"] }, 92, 6],
  ["H1", "PROJECT_ID leads an index", "full", "sharding-key-not-leading", { databases: ["devops_ci_process"] }, 86, 11],
  ["P1", "a text, blob or JSON", "full", "too-many-lobs", { most: 0, beside: 0 }, 428, 172],
  ["P1", "the same beside ten others", "full", "too-many-lobs", { most: 0, beside: 10 }, 428, 107],
  ["K1", "columns off the usual type", "full", "column-type-inconsistent", { least: 2, majority: 0, compare: "spelling" }, 4152, 1159],
  ["lim", "parts of more than 767 bytes", "full", "key-too-long", { part: 767 }, null, 63],
  // The reference has 2,566 bytes: with the length bytes of three parts.
  ["lim", "keys of 2,560 bytes", "full", "key-too-long", { most: 2559 }, null, 5],
  ["lim", "rows of 33,750 bytes or more", "full", "row-too-wide", { most: 33749 }, 428, 1],
  ["1.2", "scripts' names", "all", "script-file-name", null, 128, 0],
  ["1.2", "folders' names", "all", "script-folder-name", null, 7, 0],
  ["1.2", "version of the folder", "all", "script-version-mismatch", {}, 94, 0],
  ["1.2", "module of USE", "all", "script-module-mismatch", {}, null, 1],
];

// Rows with different rules are counted in one run: a batch has each rule once.
const folder = mkdtempSync(join(tmpdir(), "tabledraft-figures-"));
const batches = [];
for (const row of rows) {
  const [, , scripts, rule, , , , others] = row;
  const key = JSON.stringify([scripts, others ?? []]);
  let batch = batches.find((batch) => batch.key === key && !batch.rows.some((known) => known[3] === rule));
  if (!batch) batches.push((batch = { key, scripts, others: others ?? [], rows: [] }));
  batch.rows.push(row);
}
const counted = new Map();
for (const [number, batch] of batches.entries()) {
  const list = (values) => `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
  const toml = (value) => (Array.isArray(value) ? list(value) : JSON.stringify(value));
  // Settings of null are those of the profile bk-ci.
  const base = batch.rows.some((row) => row[4] === null) ? "bk-ci" : "mysql";
  const lines = [`extends = "${base}"`];
  for (const [, , , rule, settings] of batch.rows.filter((row) => row[4] !== null)) {
    lines.push(`[rules.${rule}]`, 'severity = "info"');
    for (const [name, value] of Object.entries(settings)) lines.push(`${name} = ${toml(value)}`);
  }
  for (const other of batch.others) {
    lines.push("[[overrides]]", ...Object.entries(other).map(([name, value]) => `${name} = ${toml(value)}`), "[overrides.rules]");
    for (const [, , , rule] of batch.rows) lines.push(`${rule} = "off"`);
  }
  const config = join(folder, `${number}.toml`);
  writeFileSync(config, lines.join("\n"));
  const paths = { full: readdirSync(tree).filter((name) => name.startsWith("1001_")).map((name) => join(tree, name)), dml: [join(tree, "5001_init_dml")], all: [tree] }[batch.scripts];
  const text = execFileSync(tool, ["figures", "--format", "json", "--config", config, ...paths], { encoding: "utf8", maxBuffer: 1 << 26 });
  const figures = new Map(JSON.parse(text).map((figure) => [figure.rule, figure]));
  for (const row of batch.rows) counted.set(row, figures.get(row[3]));
}
rmSync(folder, { recursive: true });

let wrong = 0;
for (const row of rows) {
  const [number, what, , rule, , judged, found] = row;
  const figure = counted.get(row);
  const same = figure && (judged === null || figure.looked_at === judged) && figure.found === found;
  if (!same) wrong += 1;
  const reference = `${found} of ${judged ?? "-"}`;
  const own = figure ? `${figure.found} of ${figure.looked_at}` : "no such rule";
  console.log(same ? "same" : "DIFF", number.padEnd(4), rule.padEnd(32), own.padStart(14), same ? "" : `reference ${reference}`, " " + what);
}
console.log(`\n${rows.length - wrong} of ${rows.length} figures are those of the reference.`);
process.exit(wrong ? 1 : 0);
