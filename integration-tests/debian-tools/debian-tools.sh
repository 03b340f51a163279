#!/bin/bash
# debian-tools: programs the tests talk to, unpacked from Debian packages, without root.
set -euo pipefail

usage() {
  cat <<'U'
usage: debian-tools.sh COMMAND
  setup PACKAGE...  make the programs of Debian packages available, with all they need; does nothing where they are
  path PROGRAM      print where a program is and exit 0, or one line why it is not there and exit 3
environment:
  DEBIAN_TOOLS_DIR   where they live (~/.cache/debian-tools)
  WINDOWS_LAB_MIRROR Debian mirror, instead of the one in /etc/apt
U
}

DIR=$(realpath -m -- "${DEBIAN_TOOLS_DIR:-${HOME:?set HOME or DEBIAN_TOOLS_DIR}/.cache/debian-tools}")
HERE=$(dirname "$(readlink -f "$0")")

die() {
  echo "debian-tools: $*" >&2
  exit 3
}

setup() {
  local package
  [ $# -gt 0 ] || die "which packages?"
  for package in "$@"; do
    [[ $package =~ ^[a-z0-9][a-z0-9+.-]+$ ]] || die "'$package' is no name of a Debian package"
    [ -e "$DIR/$package/ready" ] || unpack_once "$package"
    echo "$package: $(programs "$package")"
  done
}

# Several builds of one user may come here at the same time.
unpack_once() {
  mkdir -p "$DIR"
  (
    flock -w 900 9 || die "another setup does not end"
    [ -e "$DIR/$1/ready" ] || unpack "$1"
  ) 9>"$DIR/lock"
}

unpack() {
  local root=$DIR/$1/root deb tool
  [ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || die "x86_64 Linux only, this is $(uname -s) $(uname -m)"
  for tool in apt-get dpkg; do
    command -v "$tool" >/dev/null || die "needs '$tool' (Debian package of that name)"
  done
  rm -rf "${DIR:?}/$1"
  mkdir -p "$root" "$DIR/$1/bin"
  download "$1"
  for deb in "$DIR/$1/apt/cache/archives"/*.deb; do
    dpkg -x "$deb" "$root" >/dev/null || die "cannot unpack ${deb##*/} (disk full?)"
  done
  # those of the same source too: Debian's prometheus leaves promtool to another package
  for deb in "$DIR/$1/apt/cache/archives"/*.deb; do
    [ "$(source_of "$deb")" != "$(source_of "$DIR/$1/apt/cache/archives/$1"_*.deb)" ] ||
      make_programs "$1" "$root" "$deb"
  done
  rm -rf "$DIR/$1/apt"
  [ "$1" != chromium ] || make_chromium "$root"
  : >"$DIR/$1/ready"
}

# Downloads a package with all it needs, down to the C library, by an apt state of our own.
download() {
  # shellcheck disable=SC2034  # read by packages.sh
  local LAB=$DIR/$1
  # shellcheck source=../windows-lab/lib/packages.sh
  . "$HERE/../windows-lab/lib/packages.sh"
  wanted() { false; }
  configure_apt
  {
    # a mirror that was copied some weeks ago still has what is asked for, signed
    APT_CONFIG=$APT/apt.conf timeout 300 apt-get -qq -o Acquire::Check-Valid-Until=false update
    APT_CONFIG=$APT/apt.conf timeout 600 apt-get -qq -y -o Debug::NoLocking=true --download-only \
      --no-install-recommends install "$1"
  } >"$DIR/$1/apt.log" 2>&1 || die "cannot download $1, see $DIR/$1/apt.log"
}

# The source package, which has the package's own name when none is given.
source_of() { dpkg-deb --showformat '${source:Package}' --show "$1"; }

# Makes a starter for every program of a package: it runs with the C library it was built for.
make_programs() {
  local loader=$2/usr/lib64/ld-linux-x86-64.so.2 path file
  dpkg-deb --contents "$3" | awk '$1 ~ /^-..x/ && $6 ~ /^\.\/(usr\/)?s?bin\// { print $6 }' | while read -r path; do
    file=$2/${path#./}
    if "$loader" --verify "$file" 2>/dev/null; then
      {
        echo '#!/bin/sh'
        echo "exec '$loader' --library-path '$2/usr/lib/x86_64-linux-gnu' '$file' \"\$@\""
      } >"$DIR/$1/bin/${path##*/}"
      chmod +x "$DIR/$1/bin/${path##*/}"
    else
      ln -s "$file" "$DIR/$1/bin/${path##*/}"
    fi
  done
}

# Chromium finds its files beside itself and starts itself again, which it cannot when a loader has started it: which
# loader and libraries are its own is written into it.
make_chromium() {
  local libraries=$1/usr/lib/x86_64-linux-gnu starter=${1%/root}/bin/chromium program
  [ -e "$DIR/patchelf/ready" ] || unpack patchelf
  for program in chromium chrome_crashpad_handler; do
    "$DIR/patchelf/bin/patchelf" --set-interpreter "$1/usr/lib64/ld-linux-x86-64.so.2" --force-rpath \
      --set-rpath "$libraries" "$1/usr/lib/chromium/$program" || die "cannot prepare $program"
  done
  rm -f "$starter"
  {
    echo '#!/bin/sh'
    echo "export FONTCONFIG_SYSROOT='$1' LD_LIBRARY_PATH='$libraries/pulseaudio'"
    echo "exec '$1/usr/lib/chromium/chromium' \"\$@\""
  } >"$starter"
  chmod +x "$starter"
}

programs() { (cd "$DIR/$1/bin" && echo "$DIR/$1/bin/"*); }

path_of() {
  local file
  for file in "$DIR"/*/bin/"$1"; do
    if [ -x "$file" ] && [ -e "${file%/bin/*}/ready" ]; then
      echo "$file"
      return 0
    fi
  done
  return 1
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  setup) setup "$@" ;;
  path) path_of "${1:?which program?}" ||
    die "no program ${1:-} (run 'integration-tests/debian-tools/debian-tools.sh setup' with its package)" ;;
  *)
    usage >&2
    exit 2
    ;;
esac
