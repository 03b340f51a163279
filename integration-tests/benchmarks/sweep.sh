#!/bin/bash
# Measures in the Windows lab what a sweep of native threads costs, beside the bare system calls it is made of.
# Exit code 1 when its own work takes more than 1 ms per 100 threads. Needs a build (./mvnw -DskipTests package).
#   sweep.sh [threads] [rounds] [11|21|25]
set -euo pipefail

threads=${1:-2000}
rounds=${2:-20}
java=${3:-11}
project=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
folder=$(mktemp -d "${TMPDIR:-/tmp}/sweep.XXXXXX")
trap 'rm -rf "$folder"' EXIT

windows() { echo "Z:${1//\//\\}"; }

class_path=
for needed in "$project/agent/target/classes" "$project/agent/target/test-classes" \
  "$(find "$repository/net/java/dev/jna/jna" -name 'jna-5.*[0-9].jar' | sort -V | tail -1)"; do
  [ -e "$needed" ] || {
    echo "no ${needed:-JNA in $repository}: run ./mvnw -DskipTests package" >&2
    exit 2
  }
  class_path+="$(windows "$needed");"
done

"$project/integration-tests/windows-lab/windows-lab.sh" java "$java" -Xmx256m -XX:-PrintWarnings -cp "$class_path" \
  io.mapiaudit.runtime.SweepBenchmark "$threads" "$rounds" "$(windows "$folder/run")"
