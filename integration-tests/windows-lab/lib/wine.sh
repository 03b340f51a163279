# shellcheck shell=bash
# Wine from Debian's packages, made to run where it was unpacked.

setup_wine() {
  ! is_done wine || return 0
  rm -rf "$ROOT" "$LAB/root.tmp"
  forget relocated prefix i386 mingw
  fetch_packages wine libwine:amd64 wine64 libz-mingw-w64 \
    libc6:amd64 libgcc-s1:amd64 libunwind8:amd64 liblzma5:amd64 libstdc++6:amd64 patchelf
  unpack_packages "$LAB/root.tmp"
  mv "$LAB/root.tmp" "$ROOT"
  add_zlib x86_64 x86_64
  add_zlib i686 i386
  # wineserver looks for its nls files in ../../share/wine/wine/nls, a path no package has, and
  # then in the host's /usr/share/wine/nls: without this link it needs a Wine on the host.
  ln -s . "$ROOT/usr/share/wine/wine"
  strip_debug "$WINE_FILES/x86_64-windows"
  rm -rf "$ROOT/usr/share/doc" "$ROOT/usr/share/man"
  mark_done wine
}

# What libwine's postinst does: Wine starts nothing without a zlib1.dll that bears its own mark.
add_zlib() {
  local from=$ROOT/usr/$1-w64-mingw32/lib/zlib1.dll to=$WINE_FILES/$2-windows/zlib1.dll
  mkdir -p "${to%/*}"
  {
    head -c 64 "$from"
    printf 'Wine builtin DLL'
    head -c 16 /dev/zero
    tail -c +97 "$from"
  } >"$to"
}

# Takes two thirds off the DLLs, and off the prefix, which gets a copy. Needs a strip that knows PE
# files and keeps Wine's mark; without one the lab is larger and slower to set up, but works.
strip_debug() {
  local tool probe=$LAB/strip.probe
  for tool in x86_64-w64-mingw32-strip strip; do
    command -v "$tool" >/dev/null || continue
    cp "$1/ntdll.dll" "$probe"
    if "$tool" --strip-debug "$probe" 2>/dev/null && is_builtin "$probe"; then
      find "$1" -type f -print0 | xargs -0 -n 50 -P "$(nproc)" "$tool" --strip-debug 2>/dev/null || true
      break
    fi
  done
  rm -f "$probe"
}

is_builtin() { [ "$(head -c 80 "$1" | tail -c 16)" = 'Wine builtin DLL' ]; }

# The programs name their loader by absolute path, so a lab that was moved is patched again.
relocate() {
  ! is_done relocated || return 0
  local program
  for program in wine64 wineserver64; do
    run_elf "$ROOT/usr/bin/patchelf" --set-interpreter "$ROOT/usr/lib64/ld-linux-x86-64.so.2" \
      --set-rpath "$LIBS" --force-rpath "$WINE_BIN/$program" || die "cannot patch $program"
  done
  # shellcheck disable=SC2016  # for the script that is written
  printf '#!/bin/sh\nexec "${0%%/*}/wineserver64" "$@"\n' >"$WINE_BIN/wineserver"
  chmod +x "$WINE_BIN/wineserver"
  mark_done relocated
}

# Runs an unpacked program that is not patched.
run_elf() { "$ROOT/usr/lib64/ld-linux-x86-64.so.2" --library-path "$LIBS" "$@"; }

# 32-bit Windows programs, on the 64-bit Wine. The prefix must be made again to get their DLLs.
setup_i386() {
  ! is_done i386 || return 0
  [ ! -e "$PREFIX" ] || stop
  forget prefix
  drop_packages # lists without i386 may be there
  fetch_packages i386 libwine:i386
  rm -rf "$LAB/i386.tmp"
  unpack_packages "$LAB/i386.tmp"
  mv "$LAB"/i386.tmp/usr/lib/i386-linux-gnu/wine/i386-windows/* "$WINE_FILES/i386-windows/"
  rm -rf "$LAB/i386.tmp"
  strip_debug "$WINE_FILES/i386-windows"
  mark_done i386
}

# A C compiler for Windows. Patching breaks cc1, so each program gets a wrapper that starts it with
# the unpacked loader.
setup_mingw() {
  ! is_done mingw || return 0
  fetch_packages mingw gcc-mingw-w64-x86-64-win32 gcc-mingw-w64-base gcc-mingw-w64-x86-64-win32-runtime \
    mingw-w64-common mingw-w64-x86-64-dev binutils-mingw-w64-x86-64 \
    libgmp10:amd64 libisl23:amd64 libmpc3:amd64 libmpfr6:amd64 libzstd1:amd64 zlib1g:amd64
  rm -rf "$LAB/mingw.tmp"
  unpack_packages "$LAB/mingw.tmp"
  local program
  find "$LAB/mingw.tmp/usr" -type f -perm /111 |
    while read -r program; do
      [[ $(head -c 4 "$program" | tr -d '\0') == *ELF && $program != *.so* ]] || continue
      mv "$program" "$program.elf"
      wrapper "${program/#"$LAB/mingw.tmp"/"$ROOT"}.elf" >"$program"
      chmod +x "$program"
    done
  cp -a "$LAB/mingw.tmp/." "$ROOT/"
  rm -rf "$LAB/mingw.tmp"
  rm -f "$ROOT/usr/bin/x86_64-w64-mingw32-gcc"
  # shellcheck disable=SC2016  # for the script that is written; the plugin needs a newer libc than the host's
  printf '#!/bin/sh\nexec "$0-win32" -fno-use-linker-plugin "$@"\n' >"$ROOT/usr/bin/x86_64-w64-mingw32-gcc"
  chmod +x "$ROOT/usr/bin/x86_64-w64-mingw32-gcc"
  mark_done mingw
}

wrapper() {
  # shellcheck disable=SC2016  # for the script that is written
  printf '#!/bin/sh\nexec %q --library-path %q --argv0 "$0" %q "$@"\n' \
    "$ROOT/usr/lib64/ld-linux-x86-64.so.2" "$LIBS" "$1"
}
