#!/bin/sh
# Checks one sealed package with nothing but age, unzip, sha256sum, ssh-keygen and openssl (and the shell).
# Exits 0 only when everything is good; says on stderr what is wrong.
#
#   verify-package.sh [-s ALLOWED_SIGNERS] [-p PRINCIPAL] [-r REVOKED] [-i AGE_IDENTITY] PACKAGE.zip[.age]
#
# Without -s the signature is checked, but not whose it is.
set -eu

fail() { echo "verify-package: $1" >&2; exit 1; }

signers= principal= revoked= identity=
while getopts s:p:r:i: option; do
  case "$option" in
    s) signers=$OPTARG ;;
    p) principal=$OPTARG ;;
    r) revoked=$OPTARG ;;
    i) identity=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] || { echo "usage: $0 [-s signers] [-p principal] [-r revoked] [-i identity] package" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case "$1" in
  *.age)
    [ -n "$identity" ] || fail "an encrypted package needs -i"
    age -d -i "$identity" -o "$work/package.zip" "$1" || fail "age refuses the file"
    ;;
  *) cp "$1" "$work/package.zip" || fail "cannot read the file" ;;
esac

unzip -tqq "$work/package.zip" >/dev/null 2>&1 || fail "unzip finds the archive damaged"
unzip -qq "$work/package.zip" -d "$work/out" || fail "unzip cannot extract"

set -- "$work"/out/*
[ $# -eq 1 ] && [ -d "$1" ] || fail "not exactly one folder in the archive"
cd "$1"
name=${1##*/}

for file in bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt tagmanifest-sha256.txt.sig; do
  [ -f "$file" ] || fail "missing $file"
done

value() { while IFS= read -r line; do case "$line" in "$1: "*) printf '%s\n' "${line#"$1: "}" ;; esac; done < bag-info.txt; }
[ "$(value External-Identifier)" = "$name" ] || fail "the folder is not called as bag-info.txt says"
kind=$(value Jianbiao-Kind)
namespace="jianbiao-$kind-v1"

if [ -n "$signers" ]; then
  if [ -z "$principal" ]; then
    principal=$(ssh-keygen -Y find-principals -f "$signers" -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt) ||
      fail "the signer is not in the list"
    principal=${principal%%,*}
  fi
  set -- -Y verify -f "$signers" -I "$principal" -n "$namespace" -s tagmanifest-sha256.txt.sig
  [ -z "$revoked" ] || set -- "$@" -r "$revoked"
  ssh-keygen "$@" < tagmanifest-sha256.txt >/dev/null || fail "the signature does not verify"
else
  ssh-keygen -Y check-novalidate -n "$namespace" -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt >/dev/null ||
    fail "the signature does not verify"
fi

if [ "$(value Jianbiao-Suite)" = ed25519+sm2 ]; then
  {
    echo '-----BEGIN PUBLIC KEY-----'
    value Jianbiao-SM2-Key
    echo '-----END PUBLIC KEY-----'
  } > "$work/sm2.pem"
  openssl dgst -sm3 -verify "$work/sm2.pem" -sigopt distid:1234567812345678 \
    -signature tagmanifest-sha256.txt.sm2 tagmanifest-sha256.txt >/dev/null || fail "the SM2 signature does not verify"
fi

sha256sum --strict --quiet -c tagmanifest-sha256.txt || fail "a tag file differs from the signed list"
sha256sum --strict --quiet -c manifest-sha256.txt || fail "a payload file differs from the manifest"

# Nothing may lie in the bag that the manifest does not list.
listed=0
while read -r _; do listed=$((listed + 1)); done < manifest-sha256.txt
present=0
for file in data/* data/*/*; do [ ! -f "$file" ] || present=$((present + 1)); done
[ "$listed" -eq "$present" ] || fail "the bag holds $present payload files, the manifest lists $listed"
