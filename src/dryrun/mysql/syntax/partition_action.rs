//! The partition actions of ALTER TABLE, which stand alone in their statement, and those of tablespaces.

use super::ast::{AlterAction, Name, PartitionDefinitions};
use super::parser::Parser;
use super::partition::Clause;
use crate::dryrun::mysql::refusal::Answer;

const VERBS: &[&str] = &[
    "ADD",
    "DROP",
    "TRUNCATE",
    "COALESCE",
    "REORGANIZE",
    "EXCHANGE",
    "CHECK",
    "ANALYZE",
    "OPTIMIZE",
    "REBUILD",
    "REPAIR",
    "DISCARD",
    "IMPORT",
    "CONVERT",
    "SECONDARY_LOAD",
    "SECONDARY_UNLOAD",
];

/// Words that may follow the partitions of CHECK, OPTIMIZE and REPAIR.
const CHECK_WORDS: &[&str] = &["QUICK", "FAST", "MEDIUM", "EXTENDED", "CHANGED"];
const REPAIR_WORDS: &[&str] = &["QUICK", "EXTENDED", "USE_FRM"];

impl<'t> Parser<'t> {
    /// True where an action of partitions or tablespaces begins.
    pub(super) fn at_partition_action(&self) -> bool {
        let second = |word| self.is_word_ahead(1, word);
        if self.is_any_word(&["DISCARD", "IMPORT"]) {
            return true;
        }
        if self.is_word("CONVERT") {
            return self.mariadb() && (second("PARTITION") || second("TABLE"));
        }
        if self.is_any_word(&["ADD", "DROP"]) {
            return second("PARTITION");
        }
        self.is_any_word(VERBS) && !self.is_any_word(&["SECONDARY_LOAD", "SECONDARY_UNLOAD"])
    }

    /// The action that begins here.
    pub(super) fn lone_action(&mut self) -> Answer<AlterAction<'t>> {
        let Some(verb) = self.take_any_word(VERBS) else { return self.syntax_error() };
        match verb {
            "SECONDARY_LOAD" => return Ok(AlterAction::SecondaryLoad),
            "SECONDARY_UNLOAD" => return Ok(AlterAction::SecondaryUnload),
            "CONVERT" => return self.convert_partition(),
            "DISCARD" | "IMPORT" if self.mariadb() && !self.is_word("TABLESPACE") => return self.syntax_error(),
            "DISCARD" if self.take_word("TABLESPACE") => return Ok(AlterAction::DiscardTablespace),
            "IMPORT" if self.take_word("TABLESPACE") => return Ok(AlterAction::ImportTablespace),
            _ => {}
        }
        self.expect_word("PARTITION")?;
        match verb {
            "ADD" => self.add_partitions(),
            "DROP" => {
                let if_exists = self.mariadb() && self.if_exists()?;
                Ok(AlterAction::DropPartitions { names: self.items(Self::name)?, if_exists })
            }
            "TRUNCATE" => Ok(AlterAction::TruncatePartitions(self.all_or_names()?)),
            "COALESCE" => {
                self.not_in_binlog();
                Ok(AlterAction::CoalescePartitions(self.whole_number()?))
            }
            "REORGANIZE" => self.reorganize(),
            "EXCHANGE" => self.exchange(),
            _ => self.maintain(verb),
        }
    }

    fn not_in_binlog(&mut self) -> bool {
        self.take_any_word(&["NO_WRITE_TO_BINLOG", "LOCAL"]).is_some()
    }

    fn all_or_names(&mut self) -> Answer<Option<Vec<Name<'t>>>> {
        if self.take_word("ALL") { Ok(None) } else { self.items(Self::name).map(Some) }
    }

    /// Definitions in parentheses for a table that is not known yet.
    fn added_definitions(&mut self) -> Answer<PartitionDefinitions<'t>> {
        let mut clause = Clause::of_alter();
        let list = self.partition_list(&mut clause)?;
        Ok(PartitionDefinitions { list, refused: clause.refused })
    }

    fn add_partitions(&mut self) -> Answer<AlterAction<'t>> {
        let if_not_exists = self.mariadb() && self.if_not_exists()?;
        let no_binlog = self.not_in_binlog();
        let (mut definitions, mut count) = (PartitionDefinitions::default(), None);
        if self.is_symbol(b'(') {
            definitions = self.added_definitions()?;
        } else if self.take_word("PARTITIONS") {
            count = Some(self.whole_number()?);
        }
        Ok(AlterAction::AddPartitions { definitions, count, no_binlog, if_not_exists })
    }

    fn reorganize(&mut self) -> Answer<AlterAction<'t>> {
        self.not_in_binlog();
        if !self.is_name() {
            return Ok(AlterAction::ReorganizePartitions { names: vec![], into: PartitionDefinitions::default() });
        }
        let names = self.items(Self::name)?;
        self.expect_word("INTO")?;
        Ok(AlterAction::ReorganizePartitions { names, into: self.added_definitions()? })
    }

    fn exchange(&mut self) -> Answer<AlterAction<'t>> {
        let partition = self.name()?;
        self.expect_words(&["WITH", "TABLE"])?;
        let table = self.table_name()?;
        if !self.mariadb() && self.take_any_word(&["WITH", "WITHOUT"]).is_some() {
            self.expect_word("VALIDATION")?;
        }
        Ok(AlterAction::ExchangePartition { partition, table })
    }

    /// MariaDB: `CONVERT PARTITION p TO TABLE t` and `CONVERT TABLE t TO PARTITION p VALUES ...`.
    fn convert_partition(&mut self) -> Answer<AlterAction<'t>> {
        if self.take_word("PARTITION") {
            let partition = self.name()?;
            self.expect_words(&["TO", "TABLE"])?;
            return Ok(AlterAction::ConvertPartition { partition, table: self.table_name()? });
        }
        self.expect_word("TABLE")?;
        let table = self.table_name()?;
        self.expect_word("TO")?;
        let mut clause = Clause::of_alter();
        let before = self.offset();
        let list = vec![self.partition_definition(&mut clause, before, true)?];
        Ok(AlterAction::ConvertTable { table, definition: PartitionDefinitions { list, refused: clause.refused } })
    }

    /// CHECK, ANALYZE, OPTIMIZE, REBUILD, REPAIR, DISCARD and IMPORT.
    fn maintain(&mut self, verb: &'static str) -> Answer<AlterAction<'t>> {
        if matches!(verb, "ANALYZE" | "OPTIMIZE" | "REBUILD" | "REPAIR") {
            self.not_in_binlog();
        }
        let names = self.all_or_names()?;
        match verb {
            "DISCARD" | "IMPORT" => self.expect_word("TABLESPACE")?,
            "OPTIMIZE" if self.mariadb() => drop(self.not_in_binlog()),
            "REPAIR" => while self.take_any_word(REPAIR_WORDS).is_some() {},
            "CHECK" => loop {
                if self.take_word("FOR") {
                    self.expect_word("UPGRADE")?;
                } else if self.take_any_word(CHECK_WORDS).is_none() {
                    break;
                }
            },
            _ => {}
        }
        Ok(AlterAction::MaintainPartitions { verb, names })
    }
}
