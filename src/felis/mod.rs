//! Felis: the YAML in which Rubin's catalogues are described, to the model and back.
//!
//! Source: Felis 30 (lsst/felis), `python/felis/datamodel.py`, `docs/user-guide/model.rst` and `datatypes.rst`. A Felis schema
//! knows nothing of Qserv's roles: `qserv::propose_roles` proposes them.

mod columns;
mod datatype;
mod guess;
mod read;
mod references;
mod write;

pub use read::{Document, Reference, read_felis};
pub use write::write_felis;
