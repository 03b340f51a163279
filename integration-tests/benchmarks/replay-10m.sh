#!/bin/bash
# Records a journal of ten million events and replays it in a JVM with 256 MiB of heap.
# Prints events per second and the largest resident set. Needs a build, and about 1 GB of disk.
#   replay-10m.sh [events] [folder]
set -euo pipefail

events=${1:-10000000}
project=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
folder=$(mktemp -d "${2:-${TMPDIR:-/tmp}}/replay-10m.XXXXXX")
trap 'rm -rf "$folder"' EXIT
agent=$project/agent/target

for needed in "$agent/classes" "$agent/test-classes" "$agent/mapi-audit-agent.jar"; do
  [ -e "$needed" ] || {
    echo "no $needed: run ./mvnw -DskipTests package" >&2
    exit 2
  }
done

java -cp "$agent/classes:$agent/test-classes" io.mapiaudit.journal.LargeJournal "$folder/run" "$events"

start=$(date +%s%N)
java -Xmx256m -jar "$agent/mapi-audit-agent.jar" replay --json "$folder/run" >"$folder/findings.jsonl" &
replay=$!
peak=0
# The kernel keeps the maximum; the last look before the process has gone shows it.
while [ -r "/proc/$replay/status" ]; do
  now=$(awk '/^VmHWM/ { print $2 }' "/proc/$replay/status" 2>/dev/null || true)
  [ -z "$now" ] || peak=$now
  sleep 0.1
done
code=0
wait "$replay" || code=$?
nanos=$(($(date +%s%N) - start))
[ "$code" -le 1 ] || {
  echo "replay ended with $code" >&2
  exit "$code"
}
awk -v events="$events" -v nanos="$nanos" -v peak="$peak" -v lines="$(wc -l <"$folder/findings.jsonl")" 'BEGIN {
  seconds = nanos / 1e9
  printf "replayed %d events in %.1f s: %.0f events/s, peak RSS %.0f MiB, %d lines of findings\n", \
    events, seconds, events / seconds, peak / 1024, lines
}'
