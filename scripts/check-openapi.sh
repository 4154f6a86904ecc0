#!/usr/bin/env bash
# Holds the server against openapi/hydra-subset.yaml: check-openapi.sh SERVER
set -euo pipefail
cd "$(dirname "$0")/.."
server=$1
environment=.build/schemathesis
description=openapi/hydra-subset.yaml
output=$(mktemp -d)
running=

finish() {
    [ -z "$running" ] || kill "$running" 2>/dev/null || true
    rm -rf "$output"
}
trap finish EXIT

if ! "$environment/bin/pip" install -q --disable-pip-version-check -r scripts/openapi/requirements.txt 2>/dev/null; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install -q --disable-pip-version-check -r scripts/openapi/requirements.txt
fi
export PATH="$PWD/$environment/bin:$PATH" HYPOTHESIS_STORAGE_DIRECTORY="$environment/hypothesis"

python scripts/openapi/validate.py "$description"

# The port of a URL that the server printed: port public|admin
port() {
    sed -n "s|^ *$1 *http://localhost:||p" "$output/server"
}

# Plays against a server of a profile: check PROFILE [OPTION …]
check() {
    : >"$output/server"
    "$server" --profile "$1" --public-port 0 --admin-port 0 2>"$output/server" &
    running=$!
    for _ in $(seq 100); do
        [ -z "$(port admin)" ] || break
        sleep 0.05
    done
    [ -n "$(port admin)" ] || { cat "$output/server" >&2; exit 1; }
    # With one slash schemathesis would leave the path out that it has the description from.
    PROFILE=$1 PUBLIC_PORT=$(port public) ADMIN_PORT=$(port admin) PYTHONPATH=scripts/openapi \
        schemathesis --config-file scripts/openapi/schemathesis.toml run \
        "http://localhost:$(port admin)//mock/openapi.yaml" "${@:2}"
    kill "$running"
    wait "$running" 2>/dev/null || true
    running=
}

check hydra
# What is different there.
check openchami --include-path-regex '/oauth2/(auth|token)$' --phases examples,coverage,fuzzing
