#!/usr/bin/env bash
# Audited calls in a Windows JVM under Wine, where every call about a token is a round trip to a server: ratios only.
set -euo pipefail
lab=$PROJECT/integration-tests/windows-lab/windows-lab.sh
if ! why=$(bash "$lab" status 2>&1); then
  printf '{"what":"Windows lab","verdict":"not measured","detail":"%s"}\n' "${why//\"/\'}" >"$ROWS/$PART.jsonl"
  exit 0
fi
work=$BENCHMARKS/target/windows-lab
rm -rf "$work"
mkdir -p "$work"
windows() { printf 'Z:%s' "${1//\//\\}"; }
stand_in=$(windows "$PROJECT/demo-app/target/classes/win32-x86-64/mapidemo.dll")
c=$work/token_loop.dll
for compiler in x86_64-w64-mingw32-gcc "${WINDOWS_LAB_DIR:-$HOME/.cache/windows-lab}/root/usr/bin/x86_64-w64-mingw32-gcc"; do
  if command -v "$compiler" >/dev/null; then
    "$compiler" -O2 -shared -o "$c" "$BENCHMARKS/src/main/c/token_loop.c"
    break
  fi
done
classes=$(windows "$BENCHMARKS/target/classes")
for jar in "$DEMO" "$BENCHMARKS"/target/lib/*.jar; do
  classes="$classes;$(windows "$jar")"
done
rounds=$([ "$MODE" = quick ] && echo 10 || echo 40)
agent="-javaagent:$(windows "$AGENT")=dir=$(windows "$work/runs"),config=$(windows \
  "$BENCHMARKS/src/main/resources/benchmarks.conf")"

# Wine's server on the processor of the thread that is measured: else a round trip takes what waking up the other takes.
pinned=false
server=
unpin() { [ -z "$server" ] || taskset -apc "0-$(($(nproc --all) - 1))" "$server" >/dev/null 2>&1 || true; }
if command -v taskset >/dev/null; then
  bash "$lab" wine cmd /c exit >>"$work/errors" 2>&1
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/exe") != "${WINDOWS_LAB_DIR:-$HOME/.cache/windows-lab}"/*/wineserver64 ]] || server=${process#/proc/}
  done
  trap unpin EXIT
  taskset -apc 0 "$server" >/dev/null && pinned=true
fi

# By turns, so that what else the machine does meets both.
for token in false true; do
  turns="JNI COM CALLBACK"
  # What the compiler makes of a call of 80 ns differs from JVM to JVM.
  [ $token = true ] || turns+=" UNNAMED UNNAMED UNNAMED"
  for subjects in "TOKEN_IN_C TOKEN_BARE TOKEN_DIRECT JNA" $turns; do
    for audited in without with; do
      options=()
      [ $audited = without ] || options=("$agent")
      # shellcheck disable=SC2086 # subjects are words
      bash "$lab" java 11 ${options[@]+"${options[@]}"} -Dmapi.demo.library="$stand_in" \
        -Dbenchmarks.pinned=$pinned -cp "$classes" \
        io.mapiaudit.benchmarks.calls.PlainRuns "$rounds" "$(windows "$c")" $token $subjects \
        >>"$work/$audited" 2>>"$work/errors" || { tail -5 "$work/errors" >&2; exit 1; }
    done
  done
done
"$JAVA" -Dbenchmarks.rows="$ROWS" io.mapiaudit.benchmarks.calls.WindowsRows \
  "$PART" "$work/without" "$work/with" "Windows JVM 11 under Wine"
