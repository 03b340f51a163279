#!/bin/bash
# linux-jvms: Java versions that the machine does not have, unpacked from Debian packages, without root.
set -euo pipefail

usage() {
  cat <<'U'
usage: linux-jvms.sh COMMAND
  setup VERSION...   make Java 8 or 25 available; does nothing where it is
  home VERSION       print the Java home and exit 0, or one line why there is none and exit 3
environment:
  LINUX_JVMS_DIR     where unpacked ones live (~/.cache/linux-jvms)
  LINUX_JVM_<N>      the home of a Java <N> to use instead
  WINDOWS_LAB_MIRROR Debian mirror, instead of the one in /etc/apt
U
}

DIR=$(realpath -m -- "${LINUX_JVMS_DIR:-${HOME:?set HOME or LINUX_JVMS_DIR}/.cache/linux-jvms}")
HERE=$(dirname "$(readlink -f "$0")")

die() {
  echo "linux-jvms: $*" >&2
  exit 3
}

# Prints the home of a version that is there already; whatever claims to be one must have a compiler.
find_home() {
  local named="LINUX_JVM_$1" home
  for home in "${!named:-}" "$(unpacked "$1")" /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && is_version "$home" "$1"; then
      echo "$home"
      return 0
    fi
  done
  return 1
}

# Java 8 says version "1.8.0_504", later ones "25.0.1"; Debian's has no file "release".
is_version() { "$1/bin/java" -version 2>&1 | grep -qE "version \"(1\.)?$2[\".]"; }

unpacked() {
  local jdk=$DIR/$1/root/usr/lib/jvm/java-$1-openjdk-amd64
  [ ! -e "$DIR/$1/ready" ] || echo "$jdk"
}

setup() {
  local version
  for version in "$@"; do
    [[ $version =~ ^(8|25)$ ]] || die "there is no recipe for Java $version, only for 8 and 25"
    find_home "$version" >/dev/null || (unpack "$version")
    echo "Java $version: $(find_home "$version" || die "what was unpacked in $DIR/$version does not run")"
  done
}

unpack() {
  local tool root=$DIR/$1/root packages=$DIR/$1/apt/cache/archives jdk
  [ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || die "x86_64 Linux only, this is $(uname -s) $(uname -m)"
  for tool in apt-get dpkg patchelf; do
    command -v "$tool" >/dev/null || die "needs '$tool' (Debian package of that name)"
  done
  rm -rf "${DIR:?}/$1"
  mkdir -p "$root"
  download "$1"
  for deb in "$packages"/*.deb; do
    dpkg -x "$deb" "$root" >/dev/null || die "cannot unpack ${deb##*/} (disk full?)"
  done
  jdk=$root/usr/lib/jvm/java-$1-openjdk-amd64
  move "$root" "$jdk"
  rm -rf "$DIR/$1/apt"
  : >"$DIR/$1/ready"
}

# Downloads a JDK with all it needs, down to the C library, by an apt state of our own.
download() {
  # shellcheck disable=SC2034  # read by packages.sh
  local LAB=$DIR/$1
  # shellcheck source=../windows-lab/lib/packages.sh
  . "$HERE/../windows-lab/lib/packages.sh"
  # shellcheck disable=SC2034
  SUITE=sid
  wanted() { false; }
  configure_apt
  {
    # a mirror that was copied some weeks ago still has what is asked for, signed
    APT_CONFIG=$APT/apt.conf timeout 300 apt-get -qq -o Acquire::Check-Valid-Until=false update
    APT_CONFIG=$APT/apt.conf timeout 600 apt-get -qq -y -o Debug::NoLocking=true --download-only \
      --no-install-recommends install "openjdk-$1-jdk-headless"
  } >"$DIR/$1/apt.log" 2>&1 || die "cannot download Java $1, see $DIR/$1/apt.log"
}

# Makes programs and libraries look for what they need below the new root, beginning with the loader.
move() {
  local root=$1 jdk=$2 link target file paths
  find "$jdk" -type l | while read -r link; do
    target=$(readlink "$link")
    case $target in /*) ln -sfn "$root$target" "$link" ;; esac
  done
  paths=$jdk/lib:$jdk/lib/jli:$jdk/lib/server:$jdk/lib/amd64/jli:$jdk/jre/lib/amd64:$jdk/jre/lib/amd64/jli
  paths=$paths:$jdk/jre/lib/amd64/server:$root/usr/lib/x86_64-linux-gnu
  find "$jdk" -type f -perm /111 \( -path '*/bin/*' -o -name jspawnhelper \) | while read -r file; do
    patchelf --set-interpreter "$root/usr/lib64/ld-linux-x86-64.so.2" \
      --force-rpath --set-rpath "$paths" "$file" 2>/dev/null || true # scripts
  done
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  setup) setup "$@" ;;
  home) find_home "${1:?which version?}" ||
    die "no JDK ${1:-} (run 'integration-tests/linux-jvms/linux-jvms.sh setup ${1:-}')" ;;
  *)
    usage >&2
    exit 2
    ;;
esac
