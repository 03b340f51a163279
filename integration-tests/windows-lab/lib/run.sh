# shellcheck shell=bash
# The prefix (Wine's C: drive and registry), and running programs in it.

# in_wine SECONDS COMMAND... : with nothing of the caller's that would reach another Wine or JVM.
# The program dies with `timeout`, so killing this script's process leaves nothing behind. No explorer
# (Wine's desktop owner): it would keep the program's error output open for a second after its end.
in_wine() { (exec_in_wine "$@"); }

exec_in_wine() {
  local seconds=$1
  shift
  exec timeout --kill-after=5 "$seconds" setpriv --pdeathsig KILL \
    env -u DISPLAY -u WAYLAND_DISPLAY -u LD_LIBRARY_PATH -u LD_PRELOAD -u WINELOADER -u WINESERVER -u WINEDLLPATH \
    -u CLASSPATH -u JAVA_TOOL_OPTIONS -u _JAVA_OPTIONS -u JDK_JAVA_OPTIONS \
    WINEPREFIX="$PREFIX" WINEARCH=win64 WINEDEBUG="${WINEDEBUG--all}" \
    WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe,explorer.exe=${WINEDLLOVERRIDES:+;$WINEDLLOVERRIDES}" "$@" 8>&- 9>&-
}

server() { in_wine 60 "$WINE_BIN/wineserver" "$@"; }

setup_prefix() {
  ! is_done prefix || return 0
  rm -rf "$PREFIX"
  in_wine 300 "$WINE_BIN/wine64" wineboot -i >"$LAB/prefix.log" 2>&1 || die "wineboot failed, see $LAB/prefix.log"
  in_wine 60 "$WINE_BIN/wine64" reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >>"$LAB/prefix.log" 2>&1 ||
    die "cannot write the registry, see $LAB/prefix.log"
  java_starts 11 || die "java.exe does not start, see $LAB/prefix.log"
  server -w || server -k || true # the registry is on disk when the server has gone
  mark_done prefix
}

java_starts() {
  in_wine 120 "$WINE_BIN/wine64" "$LAB/jdk$1/bin/java.exe" -version >"$LAB/java.log" 2>&1 &&
    grep -q "version \"$1\." "$LAB/java.log"
}

# Starts the server and its services with no output of their own. A program that starts them itself
# hands them its output, and who reads that to the end waits until they go, six seconds later.
wake() {
  server -k0 && return 0
  exec 8>"$LAB/.wake"
  flock -w 60 8 || true # at worst the program starts them itself
  server -k0 || { server -p60 && in_wine 60 "$WINE_BIN/wine64" cmd /c exit; } || true
  exec 8>&-
} </dev/null >/dev/null 2>&1

run_java() {
  local version=11
  case ${1:-} in
    11 | 21 | 25 | 9)
      version=$1
      shift
      ;;
  esac
  run_wine "$LAB/jdk$version/bin/java.exe" -Djava.net.preferIPv4Stack=true "$@"
}

run_wine() {
  local why
  why=$(status) || die "$why"
  [[ ${1:-} != "$LAB"/jdk* || -e $1 ]] || die "no ${1#"$LAB"/} (see WINDOWS_LAB_WITH)"
  wake
  exec_in_wine "${WINDOWS_LAB_TIMEOUT:-900}" "$WINE_BIN/wine64" "$@"
}

stop() {
  [ -x "$WINE_BIN/wineserver64" ] && [ -d "$PREFIX" ] || return 0
  in_wine 20 "$WINE_BIN/wineserver" -k || true
}
