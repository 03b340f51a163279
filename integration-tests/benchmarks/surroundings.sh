# Sourced: what run.sh and profile.sh find in their environment, built where it is missing or older than its sources.
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
project=$(cd "$here/../.." && pwd)

export BENCHMARKS=$here PROJECT=$project
export JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
export AGENT=$project/agent/target/mapi-audit-agent.jar
export DEMO=$project/demo-app/target/mapi-demo.jar
machine=$(uname -m)
export LIBRARY=$project/demo-app/target/classes/linux-${machine/x86_64/x86-64}/libmapidemo.so
export CLASSPATH=$here/target/classes:$DEMO:$here/target/lib/*

built=$here/target/built
if [ ! -e "$AGENT" ] || [ ! -e "$DEMO" ] || [ ! -e "$built" ] ||
  [ -n "$(find "$here/src" "$here/pom.xml" -newer "$built" -print -quit)" ]; then
  "$project/mvnw" -q -B -f "$project/pom.xml" -Pbenchmarks -pl integration-tests/benchmarks -am package -DskipTests
  touch "$built"
fi
