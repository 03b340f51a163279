#!/usr/bin/env bash
# Attaching to a program that has loaded 20,000 classes.
set -euo pipefail
work=$BENCHMARKS/target/attach
rm -rf "$work"
mkdir -p "$work"
exec "$JAVA" -Dbenchmarks.rows="$ROWS" io.mapiaudit.benchmarks.process.AttachBenchmarks \
  "$PART" "$MODE" "$AGENT" "$LIBRARY" "$work"
