#!/bin/sh
# Installs the Debian packages that the build needs, or says exactly what to install.
set -eu

paquets=""
command -v pkg-config >/dev/null 2>&1 || paquets="$paquets pkg-config"
trouve() { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$1" 2>/dev/null; }
trouve openblas || paquets="$paquets libopenblas-dev"
trouve lapacke || paquets="$paquets liblapacke-dev"
trouve sqlite3 || paquets="$paquets libsqlite3-dev"
trouve zlib || paquets="$paquets zlib1g-dev"
trouve expat || paquets="$paquets libexpat1-dev"
command -v objdump >/dev/null 2>&1 || paquets="$paquets binutils"

if ! command -v swift >/dev/null 2>&1; then
  echo "Il manque la chaîne de compilation Swift (6.2 ou plus récente) : https://www.swift.org/install/linux/" >&2
  exit 1
fi
[ -n "$paquets" ] || exit 0

refuser() {
  echo "Il manque des paquets du système, et ils n'ont pas pu être installés ($1)." >&2
  echo "Demandez à un administrateur de lancer :" >&2
  echo "    apt-get update && apt-get install -y$paquets" >&2
  exit 1
}

command -v apt-get >/dev/null 2>&1 || refuser "apt-get est introuvable"
if [ "$(id -u)" = 0 ]; then
  sudo=""
elif command -v sudo >/dev/null 2>&1; then
  sudo="sudo"
else
  refuser "il faut être administrateur, et sudo est introuvable"
fi

echo "Installation des paquets manquants :$paquets" >&2
# An outdated or unreachable list is not fatal: the packages may be in the lists already there.
$sudo apt-get update -q || echo "apt-get update a échoué ; essai avec les listes présentes." >&2
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $paquets || refuser "apt-get install a échoué"
