#!/usr/bin/env bash
# What is none of the audit's business: other JNA calls, threads, tasks.
set -euo pipefail
work=$BENCHMARKS/target/unaudited
mkdir -p "$work"
rm -rf "$work/runs"
# A Java that has virtual threads: this one, or the tests'.
newer=$(bash "$PROJECT/integration-tests/linux-jvms/linux-jvms.sh" home 25 2>/dev/null || true)
exec "$JAVA" -Dbenchmarks.rows="$ROWS" -Dmapi.demo.library="$LIBRARY" \
  io.mapiaudit.benchmarks.calls.UnauditedBenchmarks "$PART" "$MODE" "$LIBRARY" \
  "$AGENT=dir=$work/runs,identity.library=$LIBRARY,config=$BENCHMARKS/src/main/resources/benchmarks.conf" "$newer"
