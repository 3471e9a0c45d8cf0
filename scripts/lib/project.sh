# Where things are, and the PATH with the project's own tools first.
# Tools live in .tools/ and node_modules/: nothing the user installed is replaced.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools=$root/.tools
export PATH="$tools/bin:$root/node_modules/.bin:$PATH"
# trunk would ask the network for a newer trunk.
export TRUNK_SKIP_VERSION_CHECK=true
cd "$root" || exit

# shellcheck source=scripts/lib/say.sh
source "$root/scripts/lib/say.sh"

# The three things that the scripts cannot bring themselves.
need_basics() {
  have cargo && have rustc ||
    die "Rust is missing." "Install it with rustup (https://rustup.rs), version 1.95 or newer, then run this again."
  have cc || have gcc || have clang ||
    die "A C compiler is missing; Rust needs it to link." \
      "Debian, Ubuntu: apt-get install build-essential" "macOS: xcode-select --install"
}

need_node() {
  have node && have npm || die "Node is missing." "Install Node 20 or newer with npm (https://nodejs.org), then run this again."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  ((major >= 20)) || die "Node $major is too old: the build scripts need 20 or newer." "https://nodejs.org"
}
