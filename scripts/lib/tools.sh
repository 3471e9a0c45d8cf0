# trunk, wasm-bindgen and the npm packages, each in exactly the version the project asks for.
# A right version that is already on the PATH is used; else it is built into .tools/.
# shellcheck shell=bash

trunk_version=0.21.14

# The wasm-bindgen tool only understands what its own version of the library wrote.
wasm_bindgen_version() {
  awk -F'"' '/^name = "wasm-bindgen"$/ { found = 1 } found && /^version/ { print $2; exit }' "$root/Cargo.lock"
}

# is_version TOOL VERSION
is_version() { have "$1" && [[ " $("$1" --version 2>/dev/null) " == *" $2 "* ]]; }

need_trunk() {
  is_version trunk "$trunk_version" && return
  step "Building trunk $trunk_version, which bundles the app (once, 4 to 8 minutes)"
  install_crate trunk "$trunk_version" --no-default-features --features rustls
}

need_wasm_bindgen() {
  local version
  version=$(wasm_bindgen_version)
  is_version wasm-bindgen "$version" && is_version wasm-bindgen-test-runner "$version" && return
  step "Building wasm-bindgen $version, which joins the app and JavaScript (once, 3 to 6 minutes)"
  install_crate wasm-bindgen-cli "$version"
}

# install_crate NAME VERSION [CARGO OPTION...]
# The build folder survives an interruption, so the next run goes on where this one stopped;
# the programs are moved to .tools/bin only when they are whole.
install_crate() {
  local name=$1 version=$2
  shift 2
  local stage=$tools/stage/$name build=$tools/build/$name
  mkdir -p "$tools/bin" "$stage"
  # A build tool need not be fast itself, but its first user is waiting for it.
  (
    export PATH="$stage/bin:$PATH" \
      CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    install() {
      cargo install "$name" --version "=$version" --root "$stage" --target-dir "$build" --force --no-track "$@"
    }
    # A mirror that lags behind may not serve the newest locked dependency yet: then take what it has.
    install --locked "$@" || { note "Trying again with the newest dependencies that the registry serves."; install "$@"; }
  ) >&2 || die "$name $version could not be built, see above." \
    "You can also install it yourself: cargo install $name --version $version"
  mv -f "$stage"/bin/* "$tools/bin/"
  rm -rf "$stage" "$build"
  rmdir "$tools/stage" "$tools/build" 2>/dev/null || true
}

# npm ci empties node_modules first, so a half-done install is never taken for a whole one:
# the stamp with the lock file's content is written last.
need_npm_packages() {
  need_node
  local stamp=node_modules/.installed
  cmp -s package-lock.json "$stamp" && return
  step "Getting wasm-opt and the browser driver from npm (about 15 seconds)"
  npm ci --no-audit --no-fund >&2 || die "npm could not install the packages of package-lock.json, see above."
  cp package-lock.json "$stamp.new"
  mv "$stamp.new" "$stamp"
}
