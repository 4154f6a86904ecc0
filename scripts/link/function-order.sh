#!/usr/bin/env bash
# Writes function-order.txt: the functions that a server runs from its start to its first tokens, in the order in which
# they are first called. The linker puts them side by side, so that a fresh server touches few pages of the binary.
#
#   scripts/link/function-order.sh .build/release/minihydra-server
set -euo pipefail

server=${1:?the built server, not stripped}
folder=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'kill "${process:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

cat > "$work/hydra.yml" <<'YAML'
dsn: memory
log: {level: error}
secrets: {system: [a-secret-for-the-linker]}
strategies: {access_token: jwt}
YAML
# valgrind wants the names of functions, and may not understand the rest of what is there for debuggers.
strip --strip-debug -o "$work/server" "$server"
valgrind --tool=callgrind --demangle=no --callgrind-out-file="$work/calls" --log-file="$work/log" \
    "$work/server" serve all --dev -c "$work/hydra.yml" --public-port 0 --admin-port 0 > "$work/out" &
process=$!
until grep -q 'Admin URL' "$work/out"; do
    kill -0 "$process"
    sleep 0.1
done
public=$(awk '/Public URL/ { print $NF }' "$work/out")
admin=$(awk '/Admin URL/ { print $NF }' "$work/out")

curl -sSf --retry 20 --retry-connrefused -o /dev/null "$public/health/ready"
curl -sSf -o /dev/null "$admin/admin/clients" -H 'Content-Type: application/json' -d '{
    "client_id": "app", "client_secret": "app-secret", "grant_types": ["client_credentials"], "scope": "read",
    "token_endpoint_auth_method": "client_secret_post"}'
for _ in 1 2; do
    curl -sSf -o /dev/null "$public/oauth2/token" -d grant_type=client_credentials -d client_id=app \
        -d client_secret=app-secret -d scope=read
done
curl -sSf -o /dev/null "$public/.well-known/jwks.json"
kill "$process"
wait "$process" || true

# A name is written out where it first occurs; behind an apostrophe stands the depth of a recursion.
nm --defined-only "$server" | awk '{ print $3 }' | sort -u > "$work/defined"
sed -n "s/^c\{0,1\}fn=([0-9]*) //p" "$work/calls" | sed "s/'[0-9]*\$//" |
    awk 'NR == FNR { defined[$1]; next } ($1 in defined) && !seen[$1]++' "$work/defined" - > "$folder/function-order.txt"
wc -l "$folder/function-order.txt"
