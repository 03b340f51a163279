#!/usr/bin/env bash
# Replay of recorded journals: events a second and memory, and how they grow. `full` takes 100 million events: 7 GB of disk.
set -euo pipefail
work=$BENCHMARKS/target/replay
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
"$JAVA" -Dbenchmarks.rows="$ROWS" io.mapiaudit.benchmarks.process.ReplayBenchmarks \
  "$PART" "$MODE" "$AGENT" "$PROJECT/agent/target/classes:$PROJECT/agent/target/test-classes" "$work"
