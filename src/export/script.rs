//! The plan as a shell script that a person reads before running it.
//!
//! Keys come from the environment. They are put into the body in memory and reach curl through a pipe: not through a file,
//! and not through its arguments, which others can see. A here-document may become a file on the disk, so only bodies without
//! keys stand in one.

use std::fmt::Write;

use super::ingest::JudgedPlan;
use crate::json::pretty;
use crate::qserv::{Phase, Step};

/// No line of printed JSON is this word.
const END: &str = "END_OF_BODY";

/// What stands before the requests. `request` reads a body without keys from standard input.
const PROLOGUE: &str = r#"set -euo pipefail

usage() {
  cat <<'END_OF_USAGE'
usage: ingest.sh register|publish [FROM]

  register   databases and tables; after it, load the data
  publish    publish the databases, then create the indexes
  FROM       the number of the request to begin with, after one was refused

Environment:
  QSERV_URL             the Replication Controller, such as http://localhost:25081
  QSERV_AUTH_KEY        its authorization key
  QSERV_ADMIN_AUTH_KEY  the administrator's key, for un-publishing only
END_OF_USAGE
}

stage=${1:-}
from=${2:-1}
case $stage in
  register | publish) ;;
  *) usage >&2; exit 2 ;;
esac
case $from in
  '' | *[!0-9]*) usage >&2; exit 2 ;;
esac
: "${QSERV_URL:?the address of the Replication Controller, such as http://localhost:25081}"

# A text as it stands within quotes in JSON.
quoted() {
  local text=${1//\\/\\\\}
  printf '%s' "${text//\"/\\\"}"
}

# request NUMBER TITLE METHOD PATH KEY; the body comes on standard input, the key's value from the environment.
request() {
  local number=$1 title=$2 method=$3 path=$4 key=$5 body value answer warning
  body=$(cat)
  if ((number < from)); then
    return
  fi
  case $key in
    admin_auth_key) value=${QSERV_ADMIN_AUTH_KEY:?the administrator\'s key is needed to $title} ;;
    *) value=${QSERV_AUTH_KEY:?the authorization key of the Replication Controller} ;;
  esac
  printf '%3d  %s ... ' "$number" "$title"
  body="{\"$key\": \"$(quoted "$value")\",${body#\{}"
  if ! answer=$(printf '%s' "$body" | curl --silent --show-error --fail --request "$method" \
    --header 'Content-Type: application/json' --data-binary @- "${QSERV_URL%/}$path"); then
    printf 'no answer\n'
    printf 'Begin again with: ingest.sh %s %d\n' "$stage" "$number" >&2
    exit 1
  fi
  if [[ $answer =~ \"success\"[[:space:]]*:[[:space:]]*0 || ! $answer =~ \"success\"[[:space:]]*:[[:space:]]*1 ]]; then
    printf 'refused\n'
    printf '%s\n' "$answer" >&2
    printf 'Where a table was refused by MariaDB, it stays registered: delete it before you try again.\n' >&2
    printf 'Begin again with: ingest.sh %s %d\n' "$stage" "$number" >&2
    exit 1
  fi
  printf 'done\n'
  if [[ $answer =~ \"warning\"[[:space:]]*:[[:space:]]*\"([^\"]+)\" ]]; then
    warning=${BASH_REMATCH[1]}
    printf '     warning: %s\n' "$warning"
  fi
}
"#;

/// The plan as a script for bash.
pub(super) fn write_plan_script(judged: &JudgedPlan) -> String {
    let mut out = "#!/usr/bin/env bash\n".to_owned();
    let (accepted, refused) = judged.counts();
    let _ = writeln!(
        out,
        "# An ingest into Qserv: {} requests, in the order in which they are accepted.",
        accepted + refused
    );
    let _ = match refused {
        0 => writeln!(out, "# A simulated {} accepted all of them. Read them before you send them.", judged.server),
        _ => writeln!(
            out,
            "# A simulated {} REFUSED {refused} of them; see below. Mend them before you send any.",
            judged.server
        ),
    };
    out.push_str("#\n");
    for (number, (step, verdict)) in judged.judged().enumerate() {
        let _ = writeln!(
            out,
            "# {:3}  {}{}",
            number + 1,
            one_line(&step.title),
            if verdict.accepted { "" } else { "   REFUSED" }
        );
        if !verdict.accepted {
            let _ = writeln!(out, "#      {}", one_line(&verdict.error));
        }
        for caution in &verdict.cautions {
            let _ = writeln!(out, "#      {}", one_line(caution));
        }
    }
    for note in &judged.plan.notes {
        let _ = writeln!(out, "# Note: {}", one_line(note));
    }
    out.push('\n');
    out.push_str(PROLOGUE);
    let before = judged.plan.steps.iter().enumerate().filter(|(_, step)| step.phase.is_before_loading());
    let behind = judged.plan.steps.iter().enumerate().filter(|(_, step)| !step.phase.is_before_loading());
    let load = "\n  printf 'Now load the data, commit the transactions, and go on with: ingest.sh publish\\n'\n";
    write_stage(&mut out, "register", before, load);
    write_stage(&mut out, "publish", behind, "");
    out
}

fn write_stage<'p>(out: &mut String, stage: &str, steps: impl Iterator<Item = (usize, &'p Step)>, end: &str) {
    let _ = writeln!(out, "\nif [[ $stage == {stage} ]]; then");
    let mut phase: Option<Phase> = None;
    let mut empty = true;
    for (number, step) in steps {
        empty = false;
        if phase != Some(step.phase) {
            let _ = writeln!(out, "  # {}", step.phase.title());
            phase = Some(step.phase);
        }
        let key = if step.admin { "admin_auth_key" } else { "auth_key" };
        let _ = writeln!(
            out,
            "  request {} {} {} {} {key} <<'{END}'",
            number + 1,
            shell_quoted(&one_line(&step.title.replace('`', ""))),
            step.request.method,
            shell_quoted(&encoded(&step.request.path))
        );
        let _ = writeln!(out, "{}{END}", pretty(&step.request.body));
    }
    if empty {
        out.push_str("  printf 'Nothing to do.\\n'\n");
    }
    let _ = writeln!(out, "{}fi", end.trim_start_matches('\n'));
}

/// A word of the shell, whatever it holds.
fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The path as an address has it. Source: RFC 3986, 3.3.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~?=&".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A comment ends with its line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
