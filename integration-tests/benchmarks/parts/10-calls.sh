#!/usr/bin/env bash
# Audited calls against the same without the agent, the token sequence by hand, and the same in C.
set -euo pipefail
work=$BENCHMARKS/target/calls
mkdir -p "$work"
rm -rf "$work/runs"
c=$work/token_loop.so
if command -v "${CC:-cc}" >/dev/null; then
  "${CC:-cc}" -O2 -shared -fPIC -o "$c" "$BENCHMARKS/src/main/c/token_loop.c"
fi
exec "$JAVA" -Dbenchmarks.rows="$ROWS" -Dmapi.demo.library="$LIBRARY" \
  io.mapiaudit.benchmarks.calls.CallBenchmarks "$PART" "$MODE" "$LIBRARY" \
  "$AGENT=dir=$work/runs,identity.library=$LIBRARY,config=$BENCHMARKS/src/main/resources/benchmarks.conf" "$c"
