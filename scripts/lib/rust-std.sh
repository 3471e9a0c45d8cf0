# The standard library for wasm32-unknown-unknown.
#
# rustup brings it in seconds. Where rustup's server cannot be reached (a closed network with a
# package mirror is common), it is built from the sources of exactly this rustc: from rustup's
# rust-src component if that is there, else from Debian's package of the same name.
# shellcheck shell=bash

wasm_target=wasm32-unknown-unknown

have_wasm_std() {
  local dir
  dir=$(rustc --print target-libdir --target "$wasm_target")
  compgen -G "$dir/libstd-*.rlib" >/dev/null && compgen -G "$dir/libcore-*.rlib" >/dev/null
}

need_wasm_std() {
  have_wasm_std && return
  step "Rust's standard library for WebAssembly is missing: getting it (seconds by rustup, else 2 minutes)"
  std_by_rustup || std_by_building || exit 1
  have_wasm_std || std_missing
  # What was compiled against another copy of the library cannot be linked with this one.
  rm -rf "$root/target/$wasm_target"
}

# rustup retries for minutes when nothing answers, so it is stopped after 30 s without progress.
std_by_rustup() {
  have rustup || return 1
  local downloads=${RUSTUP_HOME:-$HOME/.rustup}/downloads
  local pid size last='' idle=0
  rustup target add "$wasm_target" >&2 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    size=$(du -sk "$downloads" 2>/dev/null || true)
    if [[ "$size" != "$last" ]]; then
      last=$size idle=0
    elif ((++idle >= 30)); then
      note "rustup got no answer for 30 seconds: stopping it."
      kill "$pid" 2>/dev/null
      break
    fi
  done
  trap - INT TERM
  wait "$pid" && have_wasm_std && return
  note "rustup could not bring it; looking for the library's sources instead."
  return 1
}

# cargo only builds the sources that lie in the sysroot, so a link stands there meanwhile. The
# subshell takes it away again however it ends.
std_by_building() (
  local release sysroot link src
  release=$(rustc -vV | sed -n 's/^release: //p')
  sysroot=$(rustc --print sysroot)
  link=$sysroot/lib/rustlib/src/rust
  [[ -w "$sysroot/lib/rustlib" ]] || std_missing "$sysroot belongs to another user"
  trap 'remove_link "$link"; rm -rf "$tools/std"' EXIT
  remove_link "$link"
  if [[ ! -d "$link/library/std" ]]; then
    src=$(std_sources "$release") || std_missing "no sources of Rust $release were found"
    mkdir -p "$(dirname "$link")"
    ln -s "$src" "$link"
  fi
  step "Building the standard library from source (about 1 minute)"
  build_std "$sysroot" || std_missing "the build failed, see above"
)

# Only a link can be ours: rustup's own rust-src component is a folder.
remove_link() {
  if [[ -L "$1" ]]; then rm -f "$1"; fi
}

# Compiles std as a dependency of an empty crate, then moves its libraries to where rustc looks.
build_std() {
  local sysroot=$1 work=$tools/std/build
  local home=$sysroot/lib/rustlib/$wasm_target
  mkdir -p "$work/src"
  : >"$work/src/lib.rs"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  # Every `cargo test` links `test`; link-time optimisation of the release build reads the bitcode.
  (cd "$work" && RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$work/target \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=-Cembed-bitcode=yes \
    cargo build --release --target "$wasm_target" -Zbuild-std=std,panic_abort,test >&2) || return 1
  rm -f "$work/target/$wasm_target"/release/deps/libempty-*
  rm -rf "$home.new"
  mkdir -p "$home.new/lib"
  cp "$work/target/$wasm_target"/release/deps/lib*.rlib "$home.new/lib/" || return 1
  rm -rf "$home"
  mv "$home.new" "$home"
  note "Installed into $home (remove that folder to undo)."
}

# std_sources RELEASE: prints a folder that holds library/std of exactly that release.
std_sources() {
  local release=$1 found
  if [[ -d "/usr/src/rustc-$release/library/std" ]]; then
    echo "/usr/src/rustc-$release"
    return
  fi
  have apt-get && have dpkg-deb && grep -qs '^ID=debian' /etc/os-release || return 1
  found=$tools/std/debian/usr/src/rustc-$release
  rm -rf "$tools/std"
  std_from_debian "$release" >&2 && [[ -d "$found/library/std" ]] && echo "$found"
}

# Downloads and unpacks, but does not install, Debian's rust-src of one release. A private apt
# looks into the suites that carry newer versions; the machine's own settings stay as they are.
std_from_debian() {
  local release=$1 dir=$tools/std/apt suite mirror keys version package
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 '/debian/*$') || return 1
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
  for suite in trixie-backports trixie forky sid; do
    echo "deb [signed-by=$keys] $mirror $suite main"
  done >"$dir/sources.list"
  local options=(-o "Dir::Etc::SourceList=$dir/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o APT::Sandbox::User=
    -o Acquire::Languages=none -o Acquire::http::Timeout=30 -o Acquire::Retries=1)
  step "Asking Debian for the sources of Rust $release (about 20 seconds, 45 MB)"
  # A suite that no longer exists is no reason to stop: the others may have it.
  apt-get "${options[@]}" -qq update || true
  version=$(apt-cache "${options[@]}" madison rust-src |
    awk -F'|' -v r="$release" '{ gsub(/ /, "", $2); if (index($2, r "+") == 1 || index($2, r "-") == 1) { print $2; exit } }')
  [[ -n "$version" ]] || { note "Debian has no rust-src of $release."; return 1; }
  (cd "$dir" && apt-get "${options[@]}" -q download "rust-src=$version") || return 1
  package=$(compgen -G "$dir/rust-src_*.deb") || return 1
  dpkg-deb -x "$package" "$tools/std/debian"
}

std_missing() {
  die "Rust's standard library for $wasm_target could not be had${1:+: $1}." \
    "Any one of these helps; then run this again:" \
    "- rustup target add $wasm_target    (needs rustup's download server)" \
    "- rustup component add rust-src    (this script then builds it from there)" \
    "- with Rust from Debian or Ubuntu: apt-get install libstd-rust-dev-wasm32"
}
