#!/usr/bin/env bash
# Builds the image with docker or podman where one of them answers. Elsewhere, or with `image.sh roots`, makes the root
# filesystems of its two targets by the steps of the Dockerfile, and archives for `docker load`.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" != roots ]; then
    for engine in docker podman; do
        timeout 10 "$engine" info >/dev/null 2>&1 || continue
        # Only this format of podman's has health checks.
        format=()
        [ "$engine" = docker ] || format=(--format docker)
        "$engine" build "${format[@]}" -f docker/Dockerfile --target distroless -t minihydra:distroless .
        "$engine" build "${format[@]}" -f docker/Dockerfile --target default -t minihydra:latest .
        echo "Built with $engine: minihydra:latest, minihydra:distroless"
        exit 0
    done
    echo "Neither docker nor podman answers here: making root filesystems and archives instead of an image."
fi

[ "$(id -u)" -eq 0 ] || { echo "Their files belong to several users: please run this as root." >&2; exit 1; }
scripts/dependencies.sh image
apt-get download --print-uris libc6 >/dev/null 2>&1 || apt-get update -qq
make build
mkdir -p .build/image
for target in default distroless; do
    tag=$target
    [ "$tag" = distroless ] || tag=latest
    docker/assemble-root.sh "$target" .build/release/minihydra-server ".build/image/$target"
    python3 docker/archive.py ".build/image/$target" "minihydra:$tag" ".build/image/$target.tar"
    echo "Made without an engine: .build/image/$target ($(du -sh ".build/image/$target" | cut -f1))" \
        "and .build/image/$target.tar (docker load: minihydra:$tag)"
done
