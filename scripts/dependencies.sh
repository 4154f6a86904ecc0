#!/usr/bin/env bash
# Installs the Debian packages that a target needs:
#   dependencies.sh build|test|bench|profile|check-openapi|image|check-image
set -euo pipefail

packages=(libssl-dev libsqlite3-dev libyaml-dev)
case "${1:-build}" in
    test) packages+=(curl openssl ca-certificates) ;;
    profile) packages+=(valgrind binutils curl ca-certificates) ;;
    bench) packages+=(wrk openssl curl python3) ;;
    check-openapi) packages+=(python3 python3-venv) ;;
    image) packages+=(binutils python3) ;;
    check-image) packages+=(curl iproute2 jq openssl python3 python3-yaml) ;;
esac

command -v swift >/dev/null || {
    echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2
    exit 1
}
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        run=(sudo)
    else
        echo "Please install: apt-get install ${missing[*]}" >&2
        exit 1
    fi
fi
"${run[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
