//! Qserv's ingest API: registrations from JSON to the model and back.
//!
//! Source: Qserv, "Database and table management" (`POST /ingest/database`, `POST /ingest/table`), and the code of the
//! Replication Controller at API version 55 where the two differ.

mod attributes;
pub mod charset_pair;
mod documents;
pub mod geometry;
mod index_requests;
mod partitioner_files;
mod plan;
mod read;
mod roles;
mod write;

pub use documents::{CsvFields, Documents, IndexRequest, Metadata, MetadataTable, PartitionerConfig, read_documents};
pub use index_requests::index_requests;
pub use partitioner_files::{PartitionerFile, partitioner_files};
pub use plan::{Phase, Plan, Step, Target, TargetDatabase, ingest_plan};
pub use read::read_payloads;
pub use roles::{Proposal, edits_for, propose_roles, with_likely_roles};
pub use write::{Request, database_payload, registration_requests, table_payload, type_text};

/// A director's row says in which sub-chunk it lies; Qserv refuses a director without this column, spelled exactly so.
/// Source: Qserv `src/global/constants.h`.
pub const SUB_CHUNK_ID: &str = "subChunkId";
/// Not required by the server, but the loader fills it, and every real partitioned table has it.
pub const CHUNK_ID: &str = "chunkId";
/// The column that Qserv itself puts first in every table.
pub const TRANSACTION_ID: &str = "qserv_trans_id";
