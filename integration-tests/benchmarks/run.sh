#!/usr/bin/env bash
# Measures what the audit costs beside what it is compared with, and prints one table with targets and verdicts:
#   run.sh [quick] [part...]
# Parts are the scripts in parts/, by name without the number; all unless some are named. Builds what is missing.
# JAVA_HOME's java runs it. Results: target/benchmarks/*.jsonl, a line for each row, and target/benchmarks.json.
# Exit code 0 when everything was measured, whatever the verdicts; that of the part that failed else.
set -euo pipefail
# shellcheck source=surroundings.sh
. "$(dirname "$(readlink -f "$0")")/surroundings.sh"

export MODE=full
if [ "${1:-}" = quick ]; then
  MODE=quick
  shift
fi
export ROWS=$BENCHMARKS/target/benchmarks

shopt -s nullglob
wanted=("$@")
mkdir -p "$ROWS"
failed=0
for script in "$BENCHMARKS"/parts/*.sh; do
  part=$(basename "$script" .sh)
  name=${part#*-}
  if [ ${#wanted[@]} -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then
    continue
  fi
  echo "--- $name" >&2
  # PART names the part's file, for RowFile and for scripts that write their rows themselves.
  export PART=$part
  rm -f "$ROWS/$part.jsonl"
  # One that fails does not take the others' rows with it.
  "$script" "$MODE" || {
    failed=$?
    printf '{"what":"%s","verdict":"not measured","detail":"the part has failed with exit code %s"}\n' \
      "$name" "$failed" >>"$ROWS/$part.jsonl"
  }
done
"$JAVA" io.mapiaudit.benchmarks.table.ResultTable "$ROWS" "$BENCHMARKS/target/benchmarks.json" "$MODE"
exit "$failed"
