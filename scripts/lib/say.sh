# How the scripts talk: what happens now, why, and how long it may take.
# Everything goes to stderr, so that a script's own answer (a PATH, a count) can be piped.
# shellcheck shell=bash

if [[ -t 2 && -z "${NO_COLOR:-}" ]]; then
  bold=$'\033[1m' red=$'\033[31m' yellow=$'\033[33m' plain=$'\033[0m'
else
  bold='' red='' yellow='' plain=''
fi

# step WHAT AND WHY: announces the next thing to happen.
step() { printf '%s==> %s%s\n' "$bold" "$*" "$plain" >&2; }

# note TEXT: a detail below a step.
note() { printf '    %s\n' "$*" >&2; }

warn() { printf '%swarning:%s %s\n' "$yellow" "$plain" "$*" >&2; }

# die WHAT IS MISSING [LINE...]: the further lines say how to get it.
die() {
  printf '%serror:%s %s\n' "$red" "$plain" "$1" >&2
  shift
  local line
  for line in "$@"; do note "$line"; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }
