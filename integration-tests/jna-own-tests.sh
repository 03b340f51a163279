#!/bin/bash
# Runs JNA's own unit tests with and without the agent and compares.
#
#   jna-own-tests.sh <checkout of java-native-access/jna> [<jna.jar>]
#
# Needs a build of this project (./mvnw package -DskipTests), a JDK 17 or newer, gcc and the headers of libffi. The jar is
# by default the one the agent is built with, from the local Maven repository; the checkout should be of about its
# version. Prints both counts and every test whose outcome differs, and ends with 1 when there is one. Results stay in
# target/jna-own-tests.
set -euo pipefail

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -ge 1 ] && [ -f "$1/test/com/sun/jna/DirectTest.java" ] || usage

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$1" && pwd)
version=$(sed -n 's:.*<jna.version>\(.*\)</jna.version>.*:\1:p' "$here/../pom.xml")
jar=${2:-$HOME/.m2/repository/net/java/dev/jna/jna/$version/jna-$version.jar}
agent=$here/../agent/target/mapi-audit-agent.jar
stand_in=$here/../demo-app/target/classes/linux-x86-64/libmapidemo.so
for file in "$jar" "$agent" "$stand_in"; do
  [ -f "$file" ] || { echo "jna-own-tests: $file is missing; run ./mvnw package -DskipTests" >&2; exit 2; }
done

java_home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
out=$here/target/jna-own-tests
native=$out/native
rm -rf "$out"
mkdir -p "$native" "$out/classes"

javac -nowarn -Xlint:none -h "$native" -d "$out/headers" -sourcepath "$checkout/src" \
  "$checkout"/src/com/sun/jna/{Native,Function}.java 2> "$out/javac.txt" || { cat "$out/javac.txt" >&2; exit 1; }
compile() {
  gcc -shared -fPIC -w -I"$native" -I"$java_home/include" -I"$java_home/include/linux" -o "$@"
}
# The build may go on meanwhile.
cp "$agent" "$out/mapi-audit-agent.jar"
cp "$stand_in" "$out/libmapidemo.so"

# Copies, as JNA's own Makefile has them, to load libraries in different ways.
compile "$native/libtestlib.so" "$checkout/native/testlib.c"
compile "$native/libtestlib2.so" "$checkout/native/testlib2.c" -L"$native" -ltestlib
for copy in libtestlib-jar.so libtestlib-path.so testlib-truncated; do cp "$native/libtestlib.so" "$native/$copy"; done

libraries=$jar$(find "$checkout/lib" -maxdepth 1 \( -name 'junit*.jar' -o -name 'hamcrest*.jar' \) -printf ':%p')
libraries+=$(find "$checkout/lib/test" -name '*.jar' -printf ':%p')
# What JNA's build leaves where some tests look for it.
cp "$jar" "$out/jna.jar"
(cd "$out/classes" && jar xf "$jar")
mkdir -p "$out/test-classes/linux-x86-64"
cp "$native/libtestlib-jar.so" "$out/test-classes/"
cp "$native/libtestlib-jar.so" "$out/test-classes/linux-x86-64/"
(cd "$out/test-classes" && jar cf "$out/jna-test.jar" .)
find "$checkout/test/com/sun/jna" -maxdepth 1 -name '*.java' > "$out/sources"
find "$checkout/test/com/sun/jna/different_package" -name '*.java' >> "$out/sources"
javac -nowarn -Xlint:none -d "$out/test-classes" -cp "$libraries" @"$out/sources" 2> "$out/javac.txt" \
  || { cat "$out/javac.txt" >&2; exit 1; }

tests=$(cd "$out/test-classes" && find . -name '*Test.class' ! -name '*$*' | sed 's:^\./::; s:/:.:g; s:\.class$::' | sort)

# One JVM for each class, as JNA's build does.
run() {
  local name=$1 class agent=()
  shift
  [ "$name" = without ] || agent=(-javaagent:"$out/mapi-audit-agent.jar"=dir="$out/runs",identity.library="$out/libmapidemo.so")
  mkdir -p "$out/$name"
  for class in "$@"; do
    timeout 300 java ${agent[@]+"${agent[@]}"} -Djna.library.path="$native" -Djna.nosys=true -Djna.builddir="$out" \
      -Djna.nativedir="$native" -Djava.awt.headless=true -cp "$out/test-classes:$libraries" \
      org.junit.runner.JUnitCore "$class" > "$out/$name/$class.txt" 2>&1 < /dev/null \
      || true
  done
}

# A line for each class: how many tests ran, and which failed.
outcome() {
  local class file
  for class in $tests; do
    file=$out/$1/$class.txt
    echo "$class $(sed -nE 's/^OK \(([0-9]+) tests?\)$/\1 ran/p; s/^Tests run: ([0-9]+),.*/\1 ran/p' "$file")" \
      "$(sed -nE 's/^[0-9]+\) (.*)\(.*\)$/FAILED:\1/p' "$file" | sort | tr '\n' ' ')"
  done > "$out/$1.outcome"
}

count() {
  awk -v name="$1" '/ ran /{n += $2} !/ ran /{d++} {f += gsub(/FAILED:/, "")}
    END {printf "%-8s %d tests, %d failed, %d classes did not end\n", name, n, f, d}' "$out/$1.outcome"
}

differing() { (diff "$out/without.outcome" "$out/with.outcome" || true) | sed -n 's/^[<>] \([^ ]*\) .*/\1/p' | sort -u; }

cd "$out" # some tests write where they run
for name in without with; do run $name $tests; outcome $name; count $name; done
# Some tests depend on when garbage is collected.
for again in 1 2; do
  different=$(differing)
  [ -n "$different" ] || break
  echo "outcome differs, runs again:" $different
  diff "$out/without.outcome" "$out/with.outcome" || true
  for name in without with; do run $name $different; outcome $name; done
done
echo "kept from the application: $(cat "$out"/runs/*/agent.log | grep -c 'kept from the application' || true)"
echo "test classes wrapped for direct mapping:" \
  "$(cat "$out"/runs/*/run.json | grep -o '"com\.sun\.jna\.[A-Za-z_.$]*Test[A-Za-z_.$]*"' | sort -u | wc -l)"
if [ -n "$(differing)" ]; then
  echo "differences (< without, > with the agent):"
  diff "$out/without.outcome" "$out/with.outcome" || exit 1
fi
echo "no differences"
