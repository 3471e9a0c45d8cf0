//! `tabledraft dry-run`

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CLEAN, FAILED, OutputFormat, PROBLEMS, input, output};
use crate::dryrun::qserv::{Authorization, Loading, MysqlStage, QservServer};
use crate::engine::{self, DryRun, QservOptions};
use crate::mysql::Server;
use crate::report::{
    write_dry_run_json, write_dry_run_tty, write_qserv_run_json, write_qserv_run_tty, write_unreadable_tty,
};

/// What is executed, and where: the same for `describe`.
#[derive(Args)]
pub(super) struct ScriptArguments {
    /// SQL scripts (for a Qserv: JSON arrays of requests), folders of them, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// mysql-9.7, mysql-8.4, mysql-8.0, mysql-5.7, mariadb-10.11 or mariadb-11.4; for dry-run also qserv-55 or qserv-39
    #[arg(long, value_name = "SERVER", default_value = Server::default().name())]
    server: String,
    /// A database that is created first, with the charset utf8mb4, and used
    #[arg(long, value_name = "NAME")]
    database: Option<String>,
    #[arg(long, value_enum, default_value = "tty")]
    pub(super) format: OutputFormat,
}

#[derive(Args)]
pub(super) struct DryRunArguments {
    #[command(flatten)]
    scripts: ScriptArguments,
    #[command(flatten)]
    qserv: QservArguments,
}

/// What is only asked for a Qserv.
#[derive(Args)]
#[command(next_help_heading = "With --server qserv-55 or qserv-39: files are JSON arrays of {method, path, body}")]
struct QservArguments {
    /// Start from the response of GET /replication/config, not from an empty server
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Also print what Qserv would create: tables, director indexes, entries of the CSS
    #[arg(long)]
    created: bool,
    /// Take only those chunks as loaded that a request allocates; otherwise publishing takes it that there are some
    #[arg(long)]
    chunks_as_requested: bool,
    /// Whether what MariaDB will refuse fails a request or only gives a warning; the default is refuse, for qserv-39 advise
    #[arg(long, value_enum, value_name = "HOW")]
    mysql: Option<Mysql>,
    /// Refuse requests that have neither auth_key nor admin_auth_key; otherwise they may be added when they are sent
    #[arg(long)]
    require_keys: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Mysql {
    Refuse,
    Advise,
}

impl QservArguments {
    /// The name of an option that was given.
    fn given(&self) -> Option<&'static str> {
        let options = [
            (self.config.is_some(), "--config"),
            (self.created, "--created"),
            (self.chunks_as_requested, "--chunks-as-requested"),
            (self.mysql.is_some(), "--mysql"),
            (self.require_keys, "--require-keys"),
        ];
        options.into_iter().find(|(given, _)| *given).map(|(_, name)| name)
    }
}

pub(super) fn run(arguments: &DryRunArguments) -> Result<u8, String> {
    if let Some(server) = QservServer::named(&arguments.scripts.server) {
        return run_qserv(server, arguments);
    }
    if let Some(option) = arguments.qserv.given() {
        return Err(format!("{option} goes with --server qserv-55 or qserv-39"));
    }
    let run = execute(&arguments.scripts, &QservServer::ALL.map(QservServer::name))?;
    output::print(&match arguments.scripts.format {
        OutputFormat::Tty => write_dry_run_tty(&run, output::colours(&io::stdout())),
        OutputFormat::Json => write_dry_run_json(&run),
    })?;
    let (_, refused, _) = run.counts();
    Ok(if refused > 0 { PROBLEMS } else { CLEAN })
}

/// Executes requests on a Replication Controller.
fn run_qserv(server: QservServer, arguments: &DryRunArguments) -> Result<u8, String> {
    let DryRunArguments { scripts, qserv } = arguments;
    if scripts.database.is_some() {
        return Err("--database goes with SQL servers; in Qserv a request registers a database".to_owned());
    }
    let config = qserv.config.as_ref().map(|path| input::requests(std::slice::from_ref(path))).transpose()?;
    let options = QservOptions {
        config: config.and_then(|files| files.into_iter().next()),
        loading: if qserv.chunks_as_requested { Loading::AsRequested } else { Loading::Elsewhere },
        mysql: qserv.mysql.map(|mysql| match mysql {
            Mysql::Refuse => MysqlStage::Refuses,
            Mysql::Advise => MysqlStage::Advises,
        }),
        authorization: if qserv.require_keys { Authorization::Required } else { Authorization::NotChecked },
    };
    let run = match engine::qserv_dry_run(server, options, input::requests(&scripts.paths)?) {
        Ok(run) => run,
        Err(unreadable) => {
            eprint!("{}", write_unreadable_tty(&unreadable, output::colours(&io::stderr())));
            return Ok(FAILED);
        }
    };
    output::print(&match scripts.format {
        OutputFormat::Tty => write_qserv_run_tty(&run, qserv.created, output::colours(&io::stdout())),
        OutputFormat::Json => write_qserv_run_json(&run, qserv.created),
    })?;
    let (_, refused, by_mariadb) = run.counts();
    Ok(if refused + by_mariadb > 0 { PROBLEMS } else { CLEAN })
}

/// Executes the scripts; a file that is no text is an error, since those after it may build on it. `others`: servers that
/// the command knows beside those of SQL.
pub(super) fn execute(arguments: &ScriptArguments, others: &[&'static str]) -> Result<DryRun, String> {
    let Some(server) = Server::named(&arguments.server) else {
        let mut known = Server::ALL.map(Server::name).to_vec();
        known.reverse();
        known.extend(others);
        return Err(format!("there is no server \"{}\"; there are: {}", arguments.server, known.join(", ")));
    };
    let run = engine::dry_run(server, arguments.database.as_deref(), input::scripts(&arguments.paths)?);
    if let Some(problem) = run.unreadable.first() {
        let file = problem.location.and_then(|location| run.files.get(location.file));
        return Err(format!("{}: {}", file.map_or("", |file| file.name.as_str()), problem.message));
    }
    Ok(run)
}
