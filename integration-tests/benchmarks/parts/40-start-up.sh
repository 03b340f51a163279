#!/usr/bin/env bash
# What agents add to a program's start, ours and others.
set -euo pipefail
work=$BENCHMARKS/target/start-up
rm -rf "$work"
mkdir -p "$work"
exec "$JAVA" -Dbenchmarks.rows="$ROWS" io.mapiaudit.benchmarks.process.StartupBenchmarks \
  "$PART" "$MODE" "$AGENT=dir=$work/runs,identity.library=$LIBRARY" "$BENCHMARKS/target/agents"
