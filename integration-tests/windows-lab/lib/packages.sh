# shellcheck shell=bash
# Debian packages, signed and checked by apt, with an apt state of our own: the system's is only read.

SUITE=trixie
APT=$LAB/apt

mirror() {
  local uri=${WINDOWS_LAB_MIRROR:-}
  [ -n "$uri" ] || uri=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
    awk '/^URIs:/ { for (i = 2; i <= NF; i++) if ($i ~ /\/debian\/?$/) { print $i; exit } }')
  [ -n "$uri" ] || uri=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /\/debian\/?$/) { print $i; exit } }')
  [ -n "$uri" ] || die "no Debian mirror in /etc/apt (set WINDOWS_LAB_MIRROR)"
  echo "$uri"
}

configure_apt() {
  local from
  from=$(mirror)
  rm -rf "$APT"
  mkdir -p "$APT"/{etc/preferences.d,etc/apt.conf.d,lists/partial,cache/archives/partial,dpkg,debs}
  : >"$APT/dpkg/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from $SUITE main" >"$APT/etc/sources.list"
  {
    apt-config dump 2>/dev/null | grep -E '^Acquire::https?::' || true # the machine's proxy
    cat <<C
Dir::Etc "$APT/etc";
Dir::Etc::sourcelist "$APT/etc/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "$APT/etc/preferences.d";
Dir::State "$APT";
Dir::State::Lists "$APT/lists";
Dir::State::status "$APT/dpkg/status";
Dir::Cache "$APT/cache";
Dir::Log "$APT";
APT::Architecture "amd64";
APT::Architectures { "amd64"; $(if wanted i386; then echo '"i386";'; fi) };
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
C
  } >"$APT/apt.conf"
}

# fetch_packages NAME PACKAGE... : downloads into $APT/debs and writes manifest.NAME.
fetch_packages() {
  local name=$1
  shift
  if [ ! -e "$APT/updated" ]; then
    configure_apt
    APT_CONFIG=$APT/apt.conf timeout 300 apt-get -qq update >"$LAB/apt.log" 2>&1 ||
      die "cannot read the Debian package lists (no network?), see $LAB/apt.log"
    : >"$APT/updated"
  fi
  rm -f "$APT"/debs/*
  (cd "$APT/debs" && APT_CONFIG=$APT/apt.conf timeout 600 apt-get -qq download "$@") >"$LAB/apt.log" 2>&1 ||
    die "cannot download the packages of $name, see $LAB/apt.log"
  (cd "$APT/debs" && sha256sum ./*.deb) >"$LAB/manifest.$name"
}

unpack_packages() {
  local deb
  for deb in "$APT"/debs/*.deb; do
    dpkg -x "$deb" "$1" >"$LAB/dpkg.log" 2>&1 || die "cannot unpack ${deb##*/} (disk full?)"
  done
}

drop_packages() { rm -rf "$APT"; }
