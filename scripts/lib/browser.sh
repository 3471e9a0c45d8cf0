# Chromium and its driver for the tests, from the machine or, on Debian as root, by apt.
# Sets CHROME and CHROMEDRIVER; a value given from outside wins.
# shellcheck shell=bash

chrome_names=(chromium chromium-browser google-chrome google-chrome-stable
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium")

find_chrome() {
  [[ -n "${CHROME:-}" ]] && return
  local name
  for name in "${chrome_names[@]}"; do
    if have "$name"; then
      CHROME=$(command -v "$name")
      export CHROME
      return
    fi
  done
  return 1
}

find_chromedriver() {
  [[ -n "${CHROMEDRIVER:-}" ]] && return
  have chromedriver || return 1
  CHROMEDRIVER=$(command -v chromedriver)
  export CHROMEDRIVER
}

# need_chinese_font: without one, Chinese letters are boxes of another width, and nobody sees what is cut off.
need_chinese_font() {
  have fc-list && [[ -z "$(fc-list :lang=zh)" ]] || return 0
  if [[ $(id -u) == 0 ]] && grep -qs '^ID=debian' /etc/os-release; then
    DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends fonts-wqy-microhei </dev/null >&2 && return
  fi
  warn "No font has Chinese letters: the pictures of the Chinese designer will show boxes."
}

# need_browser [driver]: fails with advice when there is none, so that a suite can be counted as failed.
need_browser() {
  local driver=${1:-}
  find_chrome && { [[ -z "$driver" ]] || find_chromedriver; } && { need_chinese_font || true; } && return
  if [[ $(id -u) == 0 ]] && grep -qs '^ID=debian' /etc/os-release; then
    step "Installing Chromium for the browser tests from Debian (about 1 minute, 700 MB)"
    # Fonts, because a screenshot without them shows nothing.
    apt-get -q update >&2 &&
      DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends \
        chromium chromium-driver fonts-liberation fonts-dejavu-core fonts-wqy-microhei </dev/null >&2 &&
      find_chrome && find_chromedriver && return
  fi
  warn "The browser tests need Chromium${driver:+ and chromedriver of the same version}."
  note "Debian: sudo apt-get install chromium chromium-driver    macOS: brew install --cask chromium chromedriver"
  note "Or set CHROME${driver:+ and CHROMEDRIVER} to where they are."
  return 1
}
