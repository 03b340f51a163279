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
# Copies, as JNA's own Makefile has them, to load libraries in different ways.
compile "$native/libtestlib.so" "$checkout/native/testlib.c"
compile "$native/libtestlib2.so" "$checkout/native/testlib2.c" -L"$native" -ltestlib
for copy in libtestlib-jar.so libtestlib-path.so testlib-truncated; do cp "$native/libtestlib.so" "$native/$copy"; done

libraries=$jar$(find "$checkout/lib" -maxdepth 1 \( -name 'junit*.jar' -o -name 'hamcrest*.jar' \) -printf ':%p')
libraries+=$(find "$checkout/lib/test" -name '*.jar' -printf ':%p')
mkdir -p "$out/classes/com/sun/jna/linux-x86-64"
cp "$native/libtestlib-jar.so" "$out/classes/"
# JNA's build leaves these here, and some tests look for them.
cp "$jar" "$out/jna.jar"
(cd "$out/classes" && jar xf "$jar" com/sun/jna/linux-x86-64)
cp "$native/libtestlib-jar.so" "$out/classes/com/sun/jna/linux-x86-64/"
find "$checkout/test/com/sun/jna" -maxdepth 1 -name '*.java' > "$out/sources"
find "$checkout/test/com/sun/jna/different_package" -name '*.java' >> "$out/sources"
javac -nowarn -Xlint:none -d "$out/classes" -cp "$libraries" @"$out/sources" 2> "$out/javac.txt" \
  || { cat "$out/javac.txt" >&2; exit 1; }

tests=$(cd "$out/classes" && find . -name '*Test.class' ! -name '*$*' | sed 's:^\./::; s:/:.:g; s:\.class$::' | sort)

# One JVM for each class, as JNA's build does.
run() {
  local name=$1 class
  shift
  mkdir -p "$out/$name"
  for class in $tests; do
    timeout 300 java "$@" -Djna.library.path="$native" -Djna.nosys=true -Djna.builddir="$out" \
      -Djna.nativedir="$native" -Djava.awt.headless=true -cp "$out/classes:$libraries" \
      org.junit.runner.JUnitCore "$class" > "$out/$name/$class.txt" 2>&1 < /dev/null \
      || true
  done
}

# A line for each class (how many ran) and for each failure.
outcome() {
  local class file
  for class in $tests; do
    file=$out/$1/$class.txt
    grep -aqE '^(OK \(|Tests run:)' "$file" || echo "$class did not end"
    sed -nE "s/^OK \(([0-9]+) tests?\)$/$class ran \1/p; s/^Tests run: ([0-9]+),.*/$class ran \1/p" "$file"
    sed -nE 's/^[0-9]+\) (.*\(.*\))$/FAILED \1/p' "$file"
  done
}

count() {
  awk -v name="$1" '/ ran /{n += $NF} /^FAILED/{f++} /did not end/{d++}
    END {printf "%-14s %d tests, %d failed, %d classes did not end\n", name, n, f, d}' "$out/$1.outcome"
}

cd "$out" # some tests write where they run
run without
run with -javaagent:"$agent"=dir="$out/runs",identity.library="$stand_in"
for name in without with; do outcome $name > "$out/$name.outcome"; count $name; done
echo "kept from the application: $(cat "$out"/runs/*/agent.log | grep -c 'kept from the application' || true)"
echo "classes wrapped for direct mapping: $(cat "$out"/runs/*/run.json | grep -o '"com\.sun\.jna\.[A-Za-z_.$]*Test[A-Za-z_.$]*"' | sort -u | wc -l)"
if diff "$out/without.outcome" "$out/with.outcome" > "$out/differences"; then
  echo "no differences"
else
  echo "differences (< without, > with the agent):"
  cat "$out/differences"
  exit 1
fi
