#!/bin/bash
# windows-lab: Windows JVMs on Wine 10, unpacked into one cache directory. See README.md.
set -euo pipefail

usage() {
  cat <<'U'
usage: windows-lab.sh COMMAND
  setup                    unpack Wine and the JDKs; does nothing where all is there
  status [PART...]         "ready" and exit 0, or one line why not and exit 3
  java [11|21|25|9] ARGS   run a Windows JVM (11 unless told)
  wine ARGS                run a Windows program
  stop                     end every process of the lab
  info                     paths, sizes and package versions
environment:
  WINDOWS_LAB_DIR          where the lab lives (~/.cache/windows-lab)
  WINDOWS_LAB_WITH         more parts for setup: jdk21 jdk25 jdk9 i386 mingw
  WINDOWS_LAB_TIMEOUT      seconds until `java` and `wine` are killed (900; 0: never)
  WINDOWS_LAB_MIRROR       Debian mirror, instead of the one in /etc/apt
U
}

HERE=$(dirname "$(readlink -f "$0")")
for part in common packages wine jdk run; do
  # shellcheck source-path=SCRIPTDIR source=/dev/null
  . "$HERE/lib/$part.sh"
done

setup() {
  mkdir -p "$LAB" 2>/dev/null || die "cannot create $LAB"
  can_set_up
  lock_setup
  trap 'case $? in 0 | 3) ;; *) die "setup failed (disk full?)" ;; esac' EXIT
  setup_wine
  relocate
  if wanted i386; then setup_i386; fi
  if wanted mingw; then setup_mingw; fi
  setup_jdk 11
  setup_prefix
  for version in 21 25 9; do
    if wanted "jdk$version"; then setup_jdk "$version"; fi
  done
  drop_packages
  echo "windows-lab ready in $LAB"
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  setup) setup ;;
  status) status "$@" ;;
  java) run_java "$@" ;;
  wine) run_wine "$@" ;;
  stop) stop ;;
  info) info ;;
  *)
    usage >&2
    exit 2
    ;;
esac
