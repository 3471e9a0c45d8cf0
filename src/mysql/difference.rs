//! What servers of one kind have and others do not: a row each, with its source.
//!
//! MySQL 9.7 and MariaDB 10.11 were measured statement by statement; a row says from where on, or until where, the others
//! behave like them. Words, functions, charsets and collations have tables of their own below `src/mysql/data`.

use super::Server;

/// A difference between servers.
pub struct Difference {
    pub name: &'static str,
    /// The servers that have it, by the letters of the tables below `src/mysql/data`.
    servers: &'static str,
    /// Where it is written down.
    pub source: &'static str,
}

macro_rules! differences {
    ($($(#[doc = $doc:literal])* $name:ident, $servers:literal, $source:literal;)*) => {
        /// Something that only some servers have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature { $($(#[doc = $doc])* $name,)* }

        /// In the order of `Feature`.
        pub const DIFFERENCES: &[Difference] = &[
            $(Difference { name: stringify!($name), servers: $servers, source: $source },)*
        ];
    };
}

// 5 = mysql-5.7, 8 = mysql-8.0, 4 = mysql-8.4, 9 = mysql-9.7, M = mariadb-10.11, N = mariadb-11.4.
// "RM" is MySQL's Reference Manual of the version, "RN" its release notes, "KB" MariaDB's documentation.
differences! {
    /// `DEFAULT (expression)`.
    DefaultExpressions, "849MN", "MySQL RM 8.0, Data Type Default Values (8.0.13)";
    /// Key parts may be expressions.
    FunctionalKeyParts, "849", "MySQL RM 8.0, CREATE INDEX: Functional Key Parts (8.0.13)";
    /// `DESC` of a key part is obeyed; before, it was read and forgotten.
    DescendingKeys, "849MN", "MySQL RM 8.0, Descending Indexes; MariaDB KB, CREATE TABLE: Index Types (10.8)";
    /// `VISIBLE` and `INVISIBLE` of an index, and the engine attributes beside them.
    InvisibleIndexes, "849", "MySQL RM 8.0, Invisible Indexes (8.0.0); ENGINE_ATTRIBUTE (8.0.21)";
    /// `VISIBLE` and `INVISIBLE` of a column.
    InvisibleColumns, "849MN", "MySQL RM 8.0, Invisible Columns (8.0.23); MariaDB KB, Invisible Columns (10.3)";
    /// CHECK constraints are kept and named; before, they were read and forgotten.
    CheckConstraints, "849MN", "MySQL RM 8.0, CHECK Constraints (8.0.16); RM 5.7, CREATE TABLE: parsed but ignored";
    /// `SRID n` behind a column.
    ColumnSrid, "849", "MySQL RM 8.0, The Geometry Class: SRID attribute (8.0.3)";
    /// The options ENGINE_ATTRIBUTE, SECONDARY_ENGINE, AUTOEXTEND_SIZE and START TRANSACTION of tables and columns.
    EngineAttributes, "849", "MySQL RM 8.0, CREATE TABLE: Table Options (8.0.2 to 8.0.23); sql_yacc.yy of 5.7 has none";
    /// `RENAME COLUMN`.
    RenameColumn, "849MN", "MySQL RM 8.0, ALTER TABLE (8.0.3); MariaDB KB, ALTER TABLE (10.5.2)";
    /// `DROP CHECK`, `ALTER CHECK`, `[NOT] ENFORCED`.
    AlterChecks, "849", "MySQL RM 8.0, ALTER TABLE (8.0.16)";
    /// `DROP CONSTRAINT` for a constraint of any kind.
    DropConstraint, "849MN", "MySQL RM 8.0, ALTER TABLE (8.0.19); MariaDB KB, ALTER TABLE (10.2.22)";
    /// `ALTER INDEX ... VISIBLE`, `ALTER COLUMN ... SET VISIBLE`.
    AlterVisibility, "849", "MySQL RM 8.0, ALTER TABLE (8.0.0, 8.0.23)";
    /// `ALGORITHM=INSTANT`; before, it is an unknown word (1800).
    InstantAlgorithm, "849MN", "MySQL RM 8.0, Online DDL Operations (8.0.12); MariaDB KB, ALTER TABLE (10.3)";
    /// Options of a database beyond charset and collation: ENCRYPTION, READ ONLY, COMMENT.
    DatabaseOptions, "849MN", "MySQL RM 8.0, CREATE DATABASE (8.0.16), ALTER DATABASE (8.0.22); MariaDB KB, CREATE DATABASE (10.5)";
    /// Warnings for what is deprecated: display widths, ZEROFILL, UNSIGNED of fractions, the charset utf8mb3 and its kin.
    Deprecations, "849", "MySQL RM 8.0, Numeric Data Type Syntax (8.0.17), The utf8mb3 Character Set (8.0.28); RM 5.7 has none";
    /// Integers are shown without their display width, and YEAR without its digits.
    WidthsAreHidden, "849", "MySQL RN 8.0.19";
    /// `DEFAULT_GENERATED` in EXTRA.
    DefaultGenerated, "849", "MySQL RM 8.0, The INFORMATION_SCHEMA COLUMNS Table";
    /// AUTO_INCREMENT of FLOAT and DOUBLE.
    FloatAutoIncrement, "58MN", "MySQL RM 8.0, Numeric Data Type Syntax (deprecated in 8.0.17); RN 8.4.0 (removed)";
    /// A foreign key needs a unique key of just its columns in the parent (6125).
    StrictParentKeys, "49", "MySQL RM 8.4, restrict_fk_on_non_standard_key (8.4.0)";
    /// The server says which part of a foreign key is wrong; before, it was 1215 for all.
    ForeignKeyReasons, "849", "MySQL RN 8.0.0 to 8.0.4 (1822, 1824, 1830, 3734, 3780); row0mysql.cc and sql_table.cc of 5.7";
    /// `REFERENCES` behind a column makes a foreign key; before, it was read and forgotten.
    InlineReferences, "9MN", "MySQL RN 9.0.0; MariaDB KB, Foreign Keys (10.5)";
    /// A TIMESTAMP is like other types; before, it was NOT NULL, and the first one followed the clock.
    ExplicitTimestamps, "849MN", "MySQL RM 5.7 and 8.0, explicit_defaults_for_timestamp; MariaDB KB (10.10)";
    /// utf8mb4 is the server's charset; before, latin1.
    Utf8mb4Server, "849", "MySQL RN 8.0.1";
    /// The charset utf8mb3 goes by this name; before, by `utf8`.
    Utf8mb3Name, "849MN", "MySQL RN 8.0.29 and 8.0.30; MariaDB KB, Character Sets (10.6)";
    /// Partitions need an engine that has them itself; before, others were partitioned with a warning.
    NativePartitioning, "849", "MySQL RM 5.7, Partitioning Limitations Relating to Storage Engines; RN 8.0.0";
    /// Window functions, `WITH`, `MEMBER OF`, `TABLE t`, `CAST ... ARRAY`, row values in checks.
    NewExpressions, "849", "MySQL RM 8.0, What Is New in MySQL 8.0";
    /// The mode NO_AUTO_CREATE_USER and its old kin.
    OldModes, "5MN", "MySQL RM 8.0, Changes in MySQL 8.0: Removed Features (8.0.11)";
    /// What a stored expression may not hold is said by its use (3758 to 3816); before, it was 3102 for all.
    ExpressionReasons, "849", "MySQL RN 8.0.13 to 8.0.16; item_func.cc of 5.7";
    /// `CREATE PROCEDURE IF NOT EXISTS`.
    RoutineIfNotExists, "849MN", "MySQL RN 8.0.29; MariaDB KB, CREATE PROCEDURE (10.1.3)";
    /// `VECTOR`.
    Vectors, "9", "MySQL RN 9.0.0";
    /// `LANGUAGE JAVASCRIPT` of a routine.
    JavaScriptRoutines, "9", "MySQL RN 9.0.0";
    /// `MASKING POLICY` behind a column.
    MaskingPolicies, "9", "MySQL 9.7.4, asked";
    /// A literal that the column's charset does not have is refused with its bytes (3854), not as a bad default (1067).
    ConversionReasons, "849", "MySQL RN 8.0.16; messages_to_clients.txt of 8.0";
    /// information_schema consists of tables of a data dictionary, whose names are compared by their bytes.
    DataDictionary, "849", "MySQL RM 8.0, INFORMATION_SCHEMA and Data Dictionary Integration";
    /// LOCK=NONE with ALGORITHM=COPY.
    OnlineCopy, "N", "MariaDB KB, ALTER TABLE: Online (11.2.1)";
}

impl Server {
    pub fn has(self, feature: Feature) -> bool {
        DIFFERENCES.get(feature as usize).is_some_and(|difference| difference.servers.contains(self.flag()))
    }
}
