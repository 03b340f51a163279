#!/usr/bin/env bash
# What it costs to record an event, beside JFR, Logback and a bare copy.
set -euo pipefail
# The agent's classes are hidden in its jar; what calls them is compiled against the build's.
classes=$BENCHMARKS/target/agent-classes
rm -rf "$classes"
mkdir -p "$classes"
"${JAVA%java}javac" --release 11 -d "$classes" -cp "$PROJECT/agent/target/classes:$BENCHMARKS/target/classes" \
  "$BENCHMARKS/src/main/agent/io/mapiaudit/benchmarks/journal/AgentJournal.java"
export CLASSPATH=$classes:$PROJECT/agent/target/classes:$CLASSPATH
exec "$JAVA" -Dbenchmarks.rows="$ROWS" io.mapiaudit.benchmarks.journal.JournalBenchmarks "$PART" "$MODE"
