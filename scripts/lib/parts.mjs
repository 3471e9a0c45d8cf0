// Which programs are cut in parts, and along which doors (scripts/split.mjs).
//
// A door is a function that is marked `#[inline(never)]`, so that it is still there under its name. A pattern of a room takes all of
// the room's functions: `later` by the names that people see, `modules` by where they stand in the source.

/** What rustc uses and every browser knows; with all features wasm-opt writes what none can read. */
export const FEATURES = [
  "bulk-memory", "bulk-memory-opt", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext",
].map((feature) => `--enable-${feature}`);

/** Of the designer, what the first page does not need, nor the frame around a table and its grid. */
const DESIGNER = {
  later: [
    // Views that are opened.
    "ui::views::import::understood\\b",
    "ui::views::(confirm|export|snapshots|overlay|partitioning|preview|rule_page|diagram|code|server)::",
    "ui::views::(inspector|registration|fields)::",
    "ui::session::form::",
    "ui::actions::palette::hits\\b",
    // What is done there.
    "ui::app::App>::(rehearsal_message|import_message|import_read|import_taken|open_ahead|open_in_worker|open_files|write_file|disk|act)\\b",
    "ui::app::App>::(share|sharing|make_mine|show_snapshots|keep_snapshot|take_snapshot|snapshot|other_saved|follow)\\b",
    "ui::app::App>::(feed_diagram|diagram_told|editor|text_answered|tell_goto|show_palette|show_help|overlay_message)\\b",
    "ui::session::Session>::(import|mended|diagram|tag_selected)\\b",
    // What is done to many cells or tables at once, and what is looked for.
    "ui::session::Session>::(bulk|put_cells|paste_cells|paste_behind|paste_columns|move_rows)\\b",
    "ui::session::(search|offers)::",
    // Another language than the sources have.
    "i18n::(templates|choose)\\b",
    // The worker: what is put to it, what it says, and what becomes of that.
    "ui::app::asking::(read|answer)::",
    "engine::mirror::",
    "edit::patch::",
    // Reading what was kept: a sample, a project, an answer. Writing it as texts.
    "json::(de|parse)",
    "project::read_project",
    "sql::write::(write_script|table)\\b",
    "qserv::write::",
  ],
  traits: ["serde_core::de::Deserialize"],
  // Of the same rooms, what is always seen.
  first: ["ui::views::diagram::diagram_button\\b", "ui::views::server::foot_tabs\\b", "ui::views::code::(code_buttons|draft_mark)\\b"],
};

/** Of the designer, what reads the texts in editors. */
const TEXTS = {
  modules: ["engine::text_view::"],
  first: ["engine::text_view::pane::place_key\\b"],
};

/** Of the worker, the project and everything that is asked of it: what no script needs which a MySQL or MariaDB executes. */
const OTHERS = {
  modules: [
    "(?!(dryrun::mysql|sql|mysql|text|engine::(answer|decode|dry_run|transcript|questions::(answer|columns|json|script))|schema|diagnostic)\\b)",
    "engine::transcript::(of_requests|answered|databases_there)",
  ],
  traits: ["serde_core::de::Deserialize"],
};

/** wasm-opt's passes after the first -Oz make a program smaller still, by one part in a hundred. */
const MOST = ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--dealign"];

/** What ordinary scripts were seen to run is in the worker's first part; what reading them into the model takes too is in its second; and
 *  all other code in its third, but for what is listed as others. Which of its ways memory is found on is chance: that code stays together. */
const ORDINARY = {
  folder: new URL("../ordinary/", import.meta.url),
  servers: ["mysql-9.7", "mysql-8.4", "mysql-8.0", "mysql-5.7", "mariadb-10.11", "mariadb-11.4"],
  rest: 2,
  whole: /dlmalloc|__rust/,
};

/** `parts`: what is cut off, in the order in which it is loaded, and what its file is called. `alone`: the worker's questions that do not
 *  need all of them, and how many they need. `rehearsed`: what is watched while it runs, before it is cut. */
export const PROGRAMS = [
  { program: "tabledraft-web", parts: [{ name: "later", rooms: DESIGNER }, { name: "texts", rooms: TEXTS }], passes: MOST },
  {
    program: "tabledraft-server",
    parts: [{ name: "reader", rooms: {} }, { name: "rare", rooms: {} }, { name: "others", rooms: OTHERS }],
    alone: { script: 0, columns: 1 },
    rehearsed: ORDINARY,
    passes: MOST,
  },
  { program: "tabledraft-diagram", passes: ["-Oz"] },
];
