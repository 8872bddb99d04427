#!/bin/sh
# The plain binary runs on every x86-64: no AVX instruction outside the kernels chosen when the program starts.
# Usage: scripts/verifier-avx.sh [executable]
set -eu
binaire=${1:-.build/release/pacte}
[ "$(uname -m)" = x86_64 ] || { echo "verifier-avx : sans objet sur $(uname -m)"; exit 0; }
[ -x "$binaire" ] || { echo "verifier-avx : $binaire n'existe pas" >&2; exit 66; }
objdump -d --no-show-raw-insn --no-addresses "$binaire" | awk '
  # Mangled names hold their module: « KernelsV3 » and « KernelsV4 », and nothing else may use AVX.
  /^<.*>:$/ { name = $1; chosen = name ~ /KernelsV[34]/; next }
  # AVX and AVX-512 mnemonics start with v; verr and verw do not count.
  $1 ~ /^v[a-z]/ && $1 !~ /^verr?w?$/ {
    if (chosen) { inside++ } else if (!(name in seen)) { seen[name] = 1; outside++; print "  AVX hors des noyaux : " name " " $0 }
  }
  END {
    if (outside) { print "verifier-avx : " outside " fonction(s) hors des noyaux emploient AVX"; exit 1 }
    if (!inside) { print "verifier-avx : aucun noyau AVX dans le binaire"; exit 1 }
    print "verifier-avx : AVX dans les seuls noyaux choisis au lancement (" inside " instructions)"
  }' >&2
