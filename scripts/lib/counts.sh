# Adds up what the test runners say about themselves.
# shellcheck shell=bash

passed=0 failed=0 skipped=0

# count PASSED FAILED SKIPPED
count() {
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# sum PATTERN FILE: the sum of the numbers that the pattern's last group finds.
# Colours are removed first: a runner may print them into a log.
sum() {
  sed $'s/\033\\[[0-9;]*m//g' "$2" | sed -nE "s/$1/\\1/p" | awk '{ n += $1 } END { print n + 0 }'
}

# count_cargo STATUS LOG: cargo test, and everything that prints `test result: ...` like it.
count_cargo() {
  local status=$1 log=$2 p f s started ended
  p=$(sum '^test result: .* ([0-9]+) passed.*' "$log")
  f=$(sum '^test result: .* ([0-9]+) failed.*' "$log")
  s=$(sum '^test result: .* ([0-9]+) ignored.*' "$log")
  # A test program that died has no result line; a failed compilation starts no program at all.
  started=$(grep -cE '^ +Running ' "$log" || true)
  ended=$(grep -cE '^test result: ' "$log" || true)
  if ((status != 0)); then
    ((started > ended)) && f=$((f + started - ended))
    ((f > 0)) || f=1
  fi
  count_found "$p" "$f" "$s"
}

# count_node STATUS LOG: node --test with the spec reporter.
count_node() {
  local status=$1 log=$2 p f s
  p=$(sum '^[^a-z0-9 ]+ pass ([0-9]+)$' "$log")
  f=$(($(sum '^[^a-z0-9 ]+ fail ([0-9]+)$' "$log") + $(sum '^[^a-z0-9 ]+ cancelled ([0-9]+)$' "$log")))
  s=$(($(sum '^[^a-z0-9 ]+ skipped ([0-9]+)$' "$log") + $(sum '^[^a-z0-9 ]+ todo ([0-9]+)$' "$log")))
  ((status == 0 || f > 0)) || f=1
  count_found "$p" "$f" "$s"
}

# A suite in which no test ran has proved nothing: that is a failure, not silence.
count_found() {
  local p=$1 f=$2 s=$3
  if ((p + f + s == 0)); then
    warn "No test ran in this suite."
    f=1
  fi
  note "$p passed, $f failed, $s skipped"
  count "$p" "$f" "$s"
}

# The last line of a test run, and its exit status.
report_counts() {
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0))
}
