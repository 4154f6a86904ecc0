#!/usr/bin/env python3
"""Packs a root filesystem as an image that `docker load` and `podman load` read: archive.py ROOT NAME:TAG FILE

Entry point, user, ports and health check are those of the stage `contract` in the Dockerfile beside this file.
"""

import hashlib
import io
import json
import pathlib
import shlex
import subprocess
import sys
import tarfile


def instructions(stage):
    """The instructions of a stage of the Dockerfile, as pairs of name and arguments."""
    text = (pathlib.Path(__file__).parent / "Dockerfile").read_text().replace("\\\n", " ")
    inside = False
    for line in text.splitlines():
        name, _, arguments = line.strip().partition(" ")
        if name == "FROM":
            inside = arguments.endswith(f" AS {stage}")
        elif inside and name and not name.startswith("#"):
            yield name, arguments.strip()


def settings():
    """What a container is started with, in the form of an image's configuration."""
    result = {"Env": [], "ExposedPorts": {}}
    for name, arguments in instructions("contract"):
        if name == "ENV":
            result["Env"] += shlex.split(arguments)
        elif name == "USER":
            result["User"] = arguments
        elif name == "EXPOSE":
            result["ExposedPorts"].update({f"{port}/tcp": {} for port in arguments.split()})
        elif name in ("ENTRYPOINT", "CMD"):
            result[name.capitalize()] = json.loads(arguments)
        elif name == "HEALTHCHECK":
            options, _, command = arguments.partition(" CMD ")
            check = {"Test": ["CMD"] + json.loads(command)}
            for option in options.split():
                key, _, value = option.lstrip("-").partition("=")
                check[key.capitalize()] = int(value[:-1]) * 10**9 if value.endswith("s") else int(value)
            result["Healthcheck"] = check
        else:
            sys.exit(f"the instruction {name} is not known here")
    return result


def main(root, name, file):
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as tar:
        for path in sorted(pathlib.Path(root).rglob("*")):
            entry = tar.gettarinfo(path, arcname=str(path.relative_to(root)))
            entry.uname = entry.gname = ""
            if entry.isfile():
                with path.open("rb") as content:
                    tar.addfile(entry, content)
            else:
                tar.addfile(entry)
    digest = hashlib.sha256(layer.getbuffer()).hexdigest()
    architecture = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    configuration = json.dumps({
        "architecture": architecture.stdout.strip(), "os": "linux", "config": settings(),
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]}, "history": [{"created_by": "make image"}],
    }).encode()
    configuration_name = hashlib.sha256(configuration).hexdigest() + ".json"
    manifest = json.dumps([{"Config": configuration_name, "RepoTags": [name], "Layers": [f"{digest}.tar"]}]).encode()
    with tarfile.open(file, "w") as archive:
        for member, content in [
            (configuration_name, configuration), (f"{digest}.tar", layer.getbuffer()), ("manifest.json", manifest),
        ]:
            entry = tarfile.TarInfo(member)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


if __name__ == "__main__":
    main(*sys.argv[1:])
