#!/usr/bin/env bash
# The three steps of an OpenCHAMI service: register a client, authorize it with its registration access token,
# fetch a JWT. Works against `minihydra-server` and against `serve all --dev --profile openchami`.
#
#   PUBLIC_URL=http://localhost:4444 ADMIN_URL=http://localhost:4445 examples/openchami/three-steps.sh
set -euo pipefail

public_url=${PUBLIC_URL:-http://localhost:4444}
admin_url=${ADMIN_URL:-http://localhost:4445}
state=12345678910

# The value of a member of a JSON object on standard input; the texts that are read here need no unescaping.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

client=$(curl -sS --fail-with-body -X POST "$admin_url/admin/clients" -H 'Content-Type: application/json' -d '{
    "client_name": "bss",
    "token_endpoint_auth_method": "client_secret_post",
    "scope": "openid email profile read",
    "grant_types": ["client_credentials"],
    "response_types": ["token"],
    "redirect_uris": ["http://hydra:5555/callback"],
    "state": "'"$state"'"
}')
client_id=$(member client_id <<<"$client")
client_secret=$(member client_secret <<<"$client")
registration_access_token=$(member registration_access_token <<<"$client")
echo "registered: $client_id" >&2

status=$(curl -sS -o /dev/null -w '%{http_code}' -X POST "$public_url/oauth2/auth" \
    -H "Authorization: Bearer $registration_access_token" \
    -d grant_type=client_credentials -d scope=read -d response_type=token -d state="$state" \
    -d redirect_uri=http://hydra:5555/callback \
    --data-urlencode "client_id=$client_id" --data-urlencode "client_secret=$client_secret")
[ "$status" = 302 ] || { echo "the authorization request was answered with $status" >&2; exit 1; }
echo "authorized: 302 to the login" >&2

token=$(curl -sS --fail-with-body -X POST "$public_url/oauth2/token" \
    -H "Authorization: Bearer $registration_access_token" \
    -d grant_type=client_credentials -d scope=read \
    --data-urlencode "client_id=$client_id" --data-urlencode "client_secret=$client_secret")
access_token=$(member access_token <<<"$token")
[ -n "$access_token" ] || { echo "no token: $token" >&2; exit 1; }
echo "$access_token"
