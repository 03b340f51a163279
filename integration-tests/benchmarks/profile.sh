#!/usr/bin/env bash
# Where the time of benchmarks goes, with the agent, by async-profiler's samples of CPU time (Linux only):
#   profile.sh [what...]
# All unless some are named: profile.sh help lists them. The samples stay in target/profiles/*.collapsed, for flame graphs.
set -euo pipefail
# shellcheck source=surroundings.sh
. "$(dirname "$(readlink -f "$0")")/surroundings.sh"

work=$BENCHMARKS/target/profiles
mkdir -p "$work"
rm -rf "$work/runs"
newer=$(bash "$PROJECT/integration-tests/linux-jvms/linux-jvms.sh" home 25 2>/dev/null || true)
exec "$JAVA" io.mapiaudit.benchmarks.profile.Profiles "$work" "$AGENT" \
  "dir=$work/runs,identity.library=$LIBRARY,config=$BENCHMARKS/src/main/resources/benchmarks.conf" "$LIBRARY" "$newer" \
  "$PROJECT/agent/target/classes:$PROJECT/agent/target/test-classes" "$@"
