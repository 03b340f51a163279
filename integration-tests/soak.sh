#!/usr/bin/env bash
# Has the agent audit 2,000 calls a second of 200 threads that come and go as 100 users, and tells whether anything
# grows:  soak.sh [minutes] [further agent options, key=value,...]
# Needs a build (./mvnw package). JAVA_HOME's java runs it. Exit code 0: flat, 1: not.
set -euo pipefail
cd "$(dirname "$0")"
minutes=${1:-10}
more=${2:+,$2}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
agent=$(realpath ../agent/target/mapi-audit-agent.jar)
demo=$(realpath ../demo-app/target/mapi-demo.jar)
library=$(realpath ../demo-app/target/classes/linux-x86-64/libmapidemo.so)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${java}c" -nowarn -d "$work" -cp "$demo" src/test/resources/programs/Soak.java
"$java" -Xmx192m -Dmapi.demo.library="$library" \
  -javaagent:"$agent"=dir="$work/runs",identity.library="$library",journal.max-size=16MiB,transport=rpc-http"$more" \
  -cp "$work:$demo" Soak $((minutes * 60)) $((minutes > 1 ? 60 : 15)) $((minutes * 30)) ${SOAK_LEAK:+leak}
