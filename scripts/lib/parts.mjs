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
    "ui::app::App>::(rehearsal_message|import_message|import_read|import_taken|open_in_worker|open_files|write_file|disk|act)\\b",
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

/** What reads scripts into the model, with recovery, which is more than the servers' own grammars. */
const READER = {
  modules: ["sql::(read|token|cursor)::", "engine::questions::columns::"],
  first: ["sql::read::prose::is_markdown", "sql::token::(is_word_byte|meant_by)"],
};

/** Of MySQL and MariaDB, what ordinary scripts do not need. `first` of these rooms: what they do. */
const RARE = {
  modules: [
    // Rooms of clauses that few statements have.
    "dryrun::mysql::.*partition",
    "dryrun::mysql::expression::",
    "dryrun::mysql::routine::",
    "dryrun::mysql::(syntax|create)::(routine|query|program)",
    "dryrun::mysql::syntax::expression::(cast|call|operand|predicate_of)",
    "dryrun::mysql::alter::exchange::",
    "dryrun::mysql::create::(versioning|foreign_key_bases)::",
    "dryrun::mysql::create::(functional::|expressions::analysed|defaults::stored_constant|add_check)",
    "dryrun::mysql::create::innodb::(autoextend|tablespace|json_attribute|encryption)",
    "dryrun::mysql::default_value::(address|lob)::",
    // Of other rooms, single clauses.
    "dryrun::mysql::syntax::script::(prepared_statement|create_view|select_statement|using|count_parameters)",
    "dryrun::mysql::syntax::(statement::create_stored|column::(mariadb_generated|engine_attribute)|alter::(alone|algorithm|lock)\\b)",
    "dryrun::mysql::(session::query_columns|statements::alter_database|alter::(keys::(renamed|with_names)|references::dropped_key))",
    "dryrun::mysql::default_value::(text::(bytes|of_bytes|fitted)|number::year|choice::members|real::written|now_default_shown)\\b",
    "dryrun::mysql::default_value::(mysql_moment::(time|warning|displacement)|mariadb_moment::time|(mysql|mariadb)_time::of_number)\\b",
    "dryrun::mysql::default_value::(moment::(later|of_number|number)|charset_text::(units|malformed|is_half_pair))\\b",
    "dryrun::mysql::column_type::(column_type|data_type)",
    "mysql::error::(rare::|state)",
  ],
  // Long lists: short ones are put into order otherwise. And what is said before the program stops, which it never should.
  std: [
    "core::slice::sort::stable::", "(core|std)::panicking::", "core::(option|result)::\\w+_failed", "core::slice::.*_fail",
    "core::str::slice_error_fail",
  ],
  first: [
    "dryrun::mysql::create::partitions::(check|prepare|tablespaces|engine_options|early|deferred|deprecated_engine)$",
    "dryrun::mysql::(alter::partitions::(of_column|only_reports)|syntax::partition_action::at_partition_action)",
    "dryrun::mysql::expression::(early::(literal|contextualise)|temporal::date)\\b",
    "dryrun::mysql::routine::(evaluate::(evaluate|text)|rows_of_schema::(value|of_columns|is_meant|is_system_schema)|sql_mode|value)\\b",
    "dryrun::mysql::routine::(variables::(set|is|switch|local)|names::(table_is_there|name_is_known)|perhaps_there)",
    "dryrun::mysql::routine::rows::(check_rows|is_literal|rows|holds_all)",
    "dryrun::mysql::syntax::expression::(call::call|operand::(operand|plain_column|column|dotted|opens))\\b",
    "dryrun::mysql::syntax::program::lock_tables",
  ],
};

/** All of the worker that no script needs which a MySQL or MariaDB executes: the project and everything that is asked of it. */
const OTHERS = {
  modules: [
    "(?!(dryrun::mysql|sql|mysql|text|engine::(answer|decode|dry_run|transcript|questions::(answer|columns|json|script))|schema|diagnostic)\\b)",
    "engine::transcript::(of_requests|answered|databases_there)",
  ],
  traits: ["serde_core::de::Deserialize"],
};

/** wasm-opt's passes after the first -Oz make a program smaller still, by one part in a hundred. */
const MOST = ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--dealign"];

/** `parts`: what is cut off, in the order in which it is loaded, and what its file is called. `alone`: the worker's questions that do not
 *  need all of them, and how many they need. */
export const PROGRAMS = [
  { program: "tabledraft-web", parts: [{ name: "later", rooms: DESIGNER }, { name: "texts", rooms: TEXTS }], passes: MOST },
  {
    program: "tabledraft-server",
    parts: [{ name: "reader", rooms: READER }, { name: "rare", rooms: RARE }, { name: "others", rooms: OTHERS }],
    alone: { script: 0, columns: 1 },
    passes: MOST,
  },
  { program: "tabledraft-diagram", passes: ["-Oz"] },
];
