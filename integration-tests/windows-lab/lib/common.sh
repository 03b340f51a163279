# shellcheck shell=bash disable=SC2034  # the variables are for the other parts
# Paths, messages, and the stamps that make every setup step run once.

LAB=$(realpath -m -- "${WINDOWS_LAB_DIR:-${HOME:?set HOME or WINDOWS_LAB_DIR}/.cache/windows-lab}")
ROOT=$LAB/root
LIBS=$ROOT/usr/lib/x86_64-linux-gnu
WINE_FILES=$LIBS/wine
WINE_BIN=$ROOT/usr/lib/wine
PREFIX=$LAB/prefix
RECIPE=1 # raise when an unpacked lab must be made anew

die() {
  echo "windows-lab: $*" >&2
  exit 3
}

need() { command -v "$1" >/dev/null || die "needs '$1'"; }

wanted() { [[ " ${WINDOWS_LAB_WITH:-} " == *" $1 "* ]]; }

# A stamp holds what the step depended on: a changed recipe or directory makes it run again.
stamp_of() {
  case $1 in
    relocated | mingw) echo "$RECIPE $LAB" ;;
    *) echo "$RECIPE" ;;
  esac
}
is_done() { [ "$(cat "$LAB/stamps/$1" 2>/dev/null)" = "$(stamp_of "$1")" ]; }
mark_done() {
  mkdir -p "$LAB/stamps"
  stamp_of "$1" >"$LAB/stamps/$1"
}
forget() { (cd "$LAB" && rm -f -- "${@/#/stamps/}"); }

can_set_up() {
  local tool part
  for part in ${WINDOWS_LAB_WITH:-}; do
    [[ $part =~ ^(jdk21|jdk25|jdk9|i386|mingw)$ ]] || die "WINDOWS_LAB_WITH: there is no part '$part'"
  done
  [ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || die "x86_64 Linux only, this is $(uname -s) $(uname -m)"
  [ -r /usr/share/keyrings/debian-archive-keyring.gpg ] || die "no debian-archive-keyring (not a Debian machine?)"
  for tool in apt-get dpkg python3 npm tar flock setpriv timeout sha256sum; do need "$tool"; done
  [ -O "$LAB" ] || die "$LAB belongs to another user"
}

lock_setup() {
  exec 9>"$LAB/.lock"
  flock -w 900 9 || die "another setup holds $LAB/.lock"
}

# "ready", or the first reason why not. Parts: jdk21 jdk25 jdk9 i386 mingw, or a bare Java version.
status() {
  local part
  [ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || not_ready "x86_64 Linux only"
  for part in wine relocated jdk11 prefix; do
    is_done "$part" || not_ready "step '$part' not done for $LAB (run 'windows-lab.sh setup')"
  done
  [ -O "$PREFIX" ] || not_ready "$PREFIX belongs to another user"
  for part in "$@"; do
    [[ $part != [0-9]* ]] || part=jdk$part
    is_done "$part" || not_ready "no $part (run 'WINDOWS_LAB_WITH=$part windows-lab.sh setup')"
  done
  echo ready
}

not_ready() {
  echo "not ready: $*"
  exit 3
}

info() {
  local part
  for part in wine relocated prefix jdk11 jdk21 jdk25 jdk9 i386 mingw; do
    if is_done "$part"; then echo "has $part"; fi
  done
  du -shc "$ROOT" "$PREFIX" "$LAB"/jdk* 2>/dev/null || true
  if is_done mingw; then echo "gcc: $ROOT/usr/bin/x86_64-w64-mingw32-gcc"; fi
  cat "$LAB"/manifest.* 2>/dev/null || true
}
