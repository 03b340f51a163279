#!/bin/sh
# Builds the stand-in MAPI.
#   build.sh                 all four prebuilt binaries in ../resources (Debian, cross compilers)
#   build.sh --host OUTDIR   for this machine only, with cc and the JDK in JAVA_HOME
#   build.sh --test          the smoke test on this machine: plain, and under the sanitizers
#   build.sh --windows-test OUTDIR [x86]   mapidemo.dll and smoke.exe side by side, to be run on Windows or in Wine
set -eu
export LC_ALL=C
cd "$(dirname "$0")"
sources=$(ls *.c)
hash=$(cat $(ls *.c *.h) | tr -d '\r' | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1)
common="-std=c11 -O2 -Wall -Wextra -Werror -fvisibility=hidden -DMAPIDEMO_SOURCE_SHA256=\"$hash\""
jdk=${JAVA_HOME:-/usr/lib/jvm/default-java}
[ -e "$jdk/include/jni.h" ] || jdk=$(ls -d /usr/lib/jvm/java-17-openjdk-* 2>/dev/null | head -1)
[ -e "$jdk/include/jni.h" ] || { echo "build.sh: no include/jni.h; set JAVA_HOME to a JDK" >&2; exit 3; }

need() { # command, Debian package
    command -v "$1" >/dev/null || { echo "build.sh: $1 is missing; on Debian: apt-get install $2" >&2; exit 3; }
}

elf() { # compiler, output, further flags...
    compiler=$1 out=$2; shift 2
    mkdir -p "$(dirname "$out")"
    # nodelete: the library's threads may outlive a dlclose. symbolic: its own calls stay its own.
    $compiler $common "$@" -s -fPIC -shared -pthread -I"$jdk/include" -I"$jdk/include/linux" -o "$out" $sources \
        -Wl,-soname,libmapidemo.so,-Bsymbolic,-z,nodelete,-z,defs,-z,relro,-z,now,--build-id=none
    chmod 644 "$out"
}

pe() { # compiler, output, further flags...
    compiler=$1 out=$2; shift 2
    mkdir -p "$(dirname "$out")"
    # include/jni_md.h comes first: this machine's own one describes this machine.
    $compiler $common -D_WIN32_WINNT=0x0601 -s -shared -static -static-libgcc -Iinclude -I"$jdk/include" \
        -o "$out" $sources -ladvapi32 -Wl,--no-insert-timestamp,--exclude-all-symbols "$@"
    chmod 644 "$out"
}

x64=x86_64-w64-mingw32-gcc
x86=i686-w64-mingw32-gcc
# No @12 behind the exported names, and no image base made up from the output's path.
x86_flags=-Wl,--kill-at,--disable-auto-image-base

glibc_at_most_2_17() {
    newest=$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)
    [ "$(printf '%s\nGLIBC_2.17\n' "$newest" | sort -V | tail -1)" = GLIBC_2.17 ] \
        || { echo "build.sh: $1 needs $newest" >&2; exit 1; }
}

case ${1:-} in
--host)
    case $(uname -s) in
    Darwin) echo "build.sh: Linux and Windows only" >&2; exit 3 ;;
    *) elf "${CC:-cc}" "${2:?build.sh --host OUTDIR}/libmapidemo.so" ;;
    esac ;;
--test)
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    for sanitizer in "" address,undefined thread; do
        flags=${sanitizer:+-g -fsanitize=$sanitizer -fno-omit-frame-pointer}
        echo "smoke test ${sanitizer:-(plain)}"
        ${CC:-cc} $common $flags -fPIC -shared -pthread -I"$jdk/include" -I"$jdk/include/linux" \
            -o "$work/libmapidemo.so" $sources
        ${CC:-cc} $common $flags -pthread -I. -o "$work/smoke" test/smoke*.c -L"$work" -lmapidemo -Wl,-rpath,"$work"
        TSAN_OPTIONS=halt_on_error=1 UBSAN_OPTIONS=halt_on_error=1 "$work/smoke"
    done ;;
--windows-test)
    dir=${2:?build.sh --windows-test OUTDIR [x86]}
    case ${3:-x64} in
    x64)
        need $x64 gcc-mingw-w64-x86-64
        pe $x64 "$dir/mapidemo.dll"
        link_smoke=$x64 ;;
    x86)
        need $x86 gcc-mingw-w64-i686
        pe $x86 "$dir/mapidemo.dll" $x86_flags
        link_smoke="$x86 -Wl,--enable-stdcall-fixup" ;;
    *) echo "build.sh: x64 or x86, not $3" >&2; exit 2 ;;
    esac
    $link_smoke $common -D_WIN32_WINNT=0x0601 -static -I. -o "$dir/smoke.exe" test/smoke*.c "$dir/mapidemo.dll" ;;
"")
    need gcc gcc; need aarch64-linux-gnu-gcc "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
    need $x64 gcc-mingw-w64-x86-64; need $x86 gcc-mingw-w64-i686
    elf gcc ../resources/linux-x86-64/libmapidemo.so -DMAPIDEMO_PORTABLE_GLIBC
    elf aarch64-linux-gnu-gcc ../resources/linux-aarch64/libmapidemo.so -DMAPIDEMO_PORTABLE_GLIBC
    pe $x64 ../resources/win32-x86-64/mapidemo.dll
    pe $x86 ../resources/win32-x86/mapidemo.dll $x86_flags
    glibc_at_most_2_17 ../resources/linux-x86-64/libmapidemo.so
    glibc_at_most_2_17 ../resources/linux-aarch64/libmapidemo.so
    echo "built from sources $hash" ;;
*) sed -n '2,6s/^# *//p' "$0" >&2; exit 2 ;;
esac
