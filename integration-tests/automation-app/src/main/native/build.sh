#!/bin/sh
# Builds ../resources/win32-x86-64/automation.dll. Debian: apt-get install gcc-mingw-w64-x86-64 mingw-w64-tools libwine-dev (for its
# IDL files; WINE_IDL names their folder elsewhere), and a windows-lab, which has stdole2.tlb.
set -eu
export LC_ALL=C
cd "$(dirname "$0")"
cross=x86_64-w64-mingw32
out=../resources/win32-x86-64/automation.dll
idl=${WINE_IDL:-/usr/include/wine/wine/windows}
stdole=${WINDOWS_LAB_DIR:-$HOME/.cache/windows-lab}/root/usr/lib/x86_64-linux-gnu/wine/x86_64-windows

fail() { echo "build.sh: $1" >&2; exit 3; }
for command in gcc widl windres; do
    command -v $cross-$command >/dev/null || fail "$cross-$command is missing: apt-get install gcc-mingw-w64-x86-64 mingw-w64-tools"
done
[ -e "$idl/oaidl.idl" ] || fail "no $idl/oaidl.idl: apt-get install libwine-dev"
[ -e "$stdole/stdole2.tlb" ] || fail "no $stdole/stdole2.tlb: integration-tests/windows-lab/windows-lab.sh setup"

hash=$(cat $(ls *.c *.def *.h *.idl *.rc) | tr -d '\r' | sha256sum | cut -d' ' -f1)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
$cross-widl -I"$idl" -h -o "$work/automation.h" automation.idl
$cross-widl -I"$idl" -L"$stdole" --win64 -t -o "$work/automation.tlb" automation.idl
$cross-windres -I"$work" -o "$work/resource.o" resource.rc
$cross-gcc -std=c11 -O2 -Wall -Wextra -Werror -D_WIN32_WINNT=0x0601 -DUNICODE -DAUTOMATION_SOURCE_SHA256="\"$hash\"" -s -shared \
    -static -static-libgcc -I"$work" -I. -o "$out" ./*.c "$work/resource.o" automation.def -lole32 -loleaut32 -luuid \
    -ladvapi32 -Wl,--no-insert-timestamp
chmod 644 "$out"
echo "built from sources $hash"
