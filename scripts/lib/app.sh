# Building the app, and everything that needs: the order is from the quick to the slow.
# shellcheck shell=bash

# shellcheck source=scripts/lib/rust-std.sh
source "$root/scripts/lib/rust-std.sh"
# shellcheck source=scripts/lib/tools.sh
source "$root/scripts/lib/tools.sh"

need_app_tools() {
  need_basics
  need_npm_packages
  need_wasm_std
  need_trunk
  need_wasm_bindgen
}

# The release build in dist/, as it is deployed and as the browser tests and the size budget see it.
build_release() {
  need_app_tools
  step "Building the app for release into dist/ (1 to 3 minutes, seconds when nothing changed)"
  NO_COLOR=true RUST_BACKTRACE=0 trunk build --release >&2
}
