//! The model: a workspace of databases and tables. Pure values with stable ids, cheap to clone.
//!
//! Knows what a schema is; knows nothing of text, servers, rules or screens. A workspace is changed by `edit::apply` only.

mod column;
mod data_type;
mod database;
mod diagram;
mod draft;
mod id;
mod index;
mod path;
mod registration;
mod suppression;
mod table;
mod workspace;

pub use column::{Column, Generated, Registered};
pub use data_type::DataType;
pub use database::{Database, Partitioning};
pub use diagram::{Diagram, Hue, Mark, MarkKind, Placed, Tag};
pub use draft::{Draft, TextOf};
pub use id::{ColumnId, DatabaseId, ForeignKeyId, IndexId, MarkId, TableId};
pub use index::{Check, ForeignKey, Index, IndexKind, KeyPart, Requested};
pub use path::{Aspect, ObjectPath};
pub use registration::{DirectorRef, Kind, Registration, Role};
pub use suppression::{MARK, read_suppressions, with_suppression, without_suppression};
pub use table::{Table, TableOptions};
pub(crate) use workspace::renumber;
pub use workspace::{Kept, Workspace};

/// For `skip_serializing_if`: a project file says only what differs from the default.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
