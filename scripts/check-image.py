#!/usr/bin/env python3
"""Runs images as a container engine would, and the commands of the examples as they stand there.

    check-image.py [FOLDER]

FOLDER has the archives default.tar and distroless.tar, from `image.sh roots` (.build/image, if left out) or from
`docker save`. Needs root: everything happens in namespaces of its own, network included.
"""

import base64
import contextlib
import http.server
import json
import os
import pathlib
import shlex
import shutil
import signal
import socketserver
import ssl
import stat
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request

import yaml

PROJECT = pathlib.Path(__file__).resolve().parent.parent
PUBLIC, ADMIN = "http://127.0.0.1:4444", "http://127.0.0.1:4445"
ENVIRONMENT = {"DSN": "memory", "SECRETS_SYSTEM": "a-system-secret-for-tests-only", "URLS_SELF_ISSUER": PUBLIC + "/"}
SHELL_LESS_FILES = """
    bin data dev etc etc/group etc/nsswitch.conf etc/os-release etc/passwd etc/ssl etc/ssl/certs
    etc/ssl/certs/ca-certificates.crt home home/nonroot lib lib64 proc run sbin sys tmp
    usr usr/bin usr/bin/hydra usr/bin/minihydra-server usr/lib usr/lib/os-release usr/lib64 usr/sbin
    usr/lib/LIBRARIES usr/lib/LIBRARIES/LOADER usr/lib/LIBRARIES/libc.so.6 usr/lib/LIBRARIES/libm.so.6 LINK
    usr/share usr/share/doc usr/share/doc/ca-certificates usr/share/doc/ca-certificates/copyright
    usr/share/doc/libc6 usr/share/doc/libc6/copyright
"""
failures = 0


def check(name, good, detail=""):
    global failures
    print(f"  {'ok  ' if good else 'FAIL'} {name}" + ("" if good else f": {detail}"), flush=True)
    failures += not good


def poll(question, seconds=10):
    """Whether a question is answered with yes in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.02)
    return False


def ask(url, fields=None, json_body=None):
    """Status and JSON body of a request."""
    data, headers = None, {}
    if fields is not None:
        data = urllib.parse.urlencode(fields).encode()
    if json_body is not None:
        data, headers = json.dumps(json_body).encode(), {"Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


class Keys:
    """A client's key, served as a key set below two names: one in /etc/hosts, with TLS, and one in the DNS."""

    def __init__(self, folder):
        self.file = folder / "key.pem"
        self.certificate = folder / "certificate.pem"
        self.fetches = []
        self.openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=keys.test",
            "-addext", "subjectAltName=DNS:keys.test", "-keyout", self.file, "-out", self.certificate)
        modulus = self.openssl("rsa", "-in", self.file, "-noout", "-modulus").decode().strip().partition("=")[2]
        key = {"kty": "RSA", "kid": "check", "use": "sig", "alg": "RS256", "e": "AQAB",
               "n": encode(bytes.fromhex(modulus))}
        body = json.dumps({"keys": [key]}).encode()
        fetches = self.fetches

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                fetches.append(self.headers["Host"])
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        plain = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        secured = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.file)
        secured.socket = context.wrap_socket(secured.socket, server_side=True)
        for server in plain, secured:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.by_hosts = f"https://keys.test:{secured.server_port}/jwks.json"
        self.by_dns = f"http://keys-in-dns.test:{plain.server_port}/jwks.json"

    @staticmethod
    def openssl(*arguments, data=None):
        return subprocess.run(
            ["openssl", *map(str, arguments)], input=data, check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL).stdout

    def assertion(self, client):
        now = int(time.time())
        claims = {"iss": client, "sub": client, "aud": PUBLIC + "/oauth2/token", "jti": client, "iat": now,
                  "exp": now + 60}
        text = ".".join(encode(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "check"}, claims))
        return text + "." + encode(self.openssl("dgst", "-sha256", "-sign", self.file, data=text.encode()))


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def serve_names():
    """A name server that knows 127.0.0.1 by the name keys-in-dns.test."""
    name = b"\x0bkeys-in-dns\x04test\x00"

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            data, socket = self.request
            asks_for_ipv4 = data[12:].startswith(name + b"\x00\x01")
            question = data[12:data.index(b"\x00", 12) + 5]
            known = question.startswith(name)
            head = data[:2] + (b"\x81\x80" if known else b"\x81\x83") + b"\x00\x01\x00" + bytes([asks_for_ipv4])
            answer = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\x7f\x00\x00\x01" if asks_for_ipv4 else b""
            socket.sendto(head + b"\x00\x00\x00\x00" + question + answer, self.client_address)

    server = socketserver.ThreadingUDPServer(("127.0.0.1", 53), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()


class Image:
    """An archive for `docker load`, unpacked."""

    def __init__(self, archive, folder):
        with tarfile.open(archive) as tar:
            manifest = json.load(tar.extractfile("manifest.json"))[0]
            self.settings = json.load(tar.extractfile(manifest["Config"]))["config"]
            self.root = folder / "root"
            self.root.mkdir()
            for name in manifest["Layers"]:
                subprocess.run(
                    ["tar", "-xp", "--numeric-owner", "-C", self.root], input=tar.extractfile(name).read(), check=True)

    def prepare(self, authority):
        """Puts in place what an engine does, and an authority to be trusted beside those of the image."""
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost hydra keys.test\n")
        (self.root / "etc/resolv.conf").write_text("nameserver 127.0.0.1\n")
        with (self.root / "etc/ssl/certs/ca-certificates.crt").open("a") as file:
            file.write(authority.read_text())
        for device in "null", "urandom":
            (self.root / "dev" / device).touch()
            subprocess.run(["mount", "--bind", f"/dev/{device}", self.root / "dev" / device], check=True)

    def command(self, arguments):
        return ["/usr/bin/unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.root}/proc",
                "/usr/sbin/chroot", f"--userspec={self.settings['User']}", str(self.root), *arguments]

    def environment(self, variables):
        return dict(entry.split("=", 1) for entry in self.settings["Env"]) | (variables or {})

    def run(self, arguments, variables=None):
        """Runs a program in the image, with no entry point before it."""
        return subprocess.run(
            self.command(arguments), env=self.environment(variables), capture_output=True, text=True, timeout=30)

    def health(self, variables=None):
        """The exit code of the image's health check in a container with these variables."""
        test = self.settings["Healthcheck"]["Test"]
        return self.run(test[1:], variables).returncode

    @contextlib.contextmanager
    def container(self, command=None, variables=None):
        """A container as `docker run` makes it, until the health check has passed; its process is number 1."""
        arguments = self.settings["Entrypoint"] + (command or self.settings["Cmd"])
        log = tempfile.TemporaryFile("w+")
        process = subprocess.Popen(
            self.command(arguments), env=self.environment(variables), stdout=log, stderr=subprocess.STDOUT)
        try:
            poll(lambda: process.poll() is not None or self.health(variables) == 0)
            if process.poll() is not None or self.health(variables) != 0:
                log.seek(0)
                raise RuntimeError("the server does not start: " + log.read())
            yield process
        finally:
            # The change of the user has undone what --kill-child asks for.
            if process.poll() is None:
                os.kill(first_process(process), signal.SIGKILL)
            process.wait()


def first_process(unshare):
    """The process that has the number 1 in the namespace that `unshare` made."""
    return int(pathlib.Path(f"/proc/{unshare.pid}/task/{unshare.pid}/children").read_text())


def check_files(image, name):
    root = image.root
    found = {str(path.relative_to(root)) for path in root.rglob("*")}
    libraries = next(root.glob("usr/lib/*/libc.so.6")).parent
    loader = next(libraries.glob("ld-linux*"))
    link = next(path for folder in ("usr/lib", "usr/lib64") for path in (root / folder).glob("ld-linux*"))
    expected = set(
        SHELL_LESS_FILES.replace("LIBRARIES", libraries.name).replace("LOADER", loader.name)
        .replace("LINK", str(link.relative_to(root))).split())
    has_shell = name == "default"
    check("has a shell" if has_shell else "has no shell", ((root / "usr/bin/sh").is_symlink()) == has_shell)
    if has_shell:
        check("has every file of the image without a shell", expected <= found, sorted(expected - found))
    else:
        check("has the files that are expected and no others", expected == found, sorted(expected ^ found))
    modes = {path: path.lstat() for path in root.rglob("*")}
    check("no file is set-uid or set-gid", not any(m.st_mode & (stat.S_ISUID | stat.S_ISGID) for m in modes.values()))
    owned = {str(path.relative_to(root)) for path, mode in modes.items() if mode.st_uid == mode.st_gid == 65532}
    check("/data and /home/nonroot are the user's", owned == {"data", "home/nonroot"}, sorted(owned))
    check("everything else is root's", {m.st_uid for m in modes.values()} == {0, 65532})
    check("/tmp is for everybody", stat.S_IMODE((root / "tmp").stat().st_mode) == 0o1777)
    certificates = (root / "etc/ssl/certs/ca-certificates.crt").read_text()
    check("has the authorities of Debian", certificates.count("-----BEGIN CERTIFICATE-----\n") > 100)
    needs = subprocess.run(["ldd", root / "usr/bin/hydra"], capture_output=True, text=True, check=True).stdout
    names = {pathlib.Path(line.split()[0]).name for line in needs.splitlines()} - {"linux-vdso.so.1"}
    check("the binary needs glibc only", names == {"libc.so.6", "libm.so.6", loader.name}, names)


def check_contract(image):
    settings = image.settings
    check("the entry point is Hydra's", settings["Entrypoint"] == ["hydra"])
    check("the command is Hydra's", settings["Cmd"] == ["serve", "all"])
    check("user 65532", settings["User"] == "65532:65532")
    check("ports 4444 and 4445", set(settings["ExposedPorts"]) == {"4444/tcp", "4445/tcp"})
    for name in "hydra", "minihydra-server":
        version = image.run([name, "version"])
        check(f"{name} version", version.returncode == 0 and "v26.2.0" in version.stdout, version)
        usage = image.run([name, "serve", "--help"]).stdout
        check(f"the usage of {name} has its name", f"Usage:\n  {name} serve [command]" in usage, usage)
    check("hydra health fails while nothing runs", image.health() == 1)


def check_server(image, keys):
    variables = ENVIRONMENT | {"DSN": "sqlite:///data/hydra.sqlite"}
    with image.container(["serve", "all", "--dev"], variables) as process:
        check("hydra serve all --dev is healthy", image.health(variables) == 0)
        for client, url, way in (
            ("hosts", keys.by_hosts, "/etc/hosts, with TLS"), ("dns", keys.by_dns, "a name server"),
        ):
            status, body = ask(ADMIN + "/admin/clients", json_body={
                "client_id": client, "jwks_uri": url, "token_endpoint_auth_method": "private_key_jwt",
                "grant_types": ["client_credentials"]})
            keys.fetches.clear()
            granted, token = ask(PUBLIC + "/oauth2/token", {
                "grant_type": "client_credentials", "client_id": client, "client_assertion": keys.assertion(client),
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"})
            host = urllib.parse.urlsplit(url).netloc
            check(f"a token by private_key_jwt with keys from a jwks_uri, found by {way}",
                  (status, granted, keys.fetches) == (201, 200, [host]) and "access_token" in token,
                  (body, token, keys.fetches))
        file = image.root / "data/hydra.sqlite"
        check("the SQLite file is the user's", file.exists() and file.stat().st_uid == 65532)
        server = first_process(process)
        status = pathlib.Path(f"/proc/{server}/status").read_text()
        check("the server is process 1 of user 65532", "\t1\n" in status[status.index("NSpid:"):]
              and "Uid:\t65532\t65532\t65532\t65532" in status, status)
        started = time.monotonic()
        os.kill(server, signal.SIGTERM)
        code = process.wait(10)
        check("ends with 0 at SIGTERM", code == 0 and time.monotonic() - started < 2, code)
    with image.container(["serve", "all", "--dev"], variables):
        check("the clients are there after a restart", ask(ADMIN + "/admin/clients/dns")[0] == 200)


def check_environment(image):
    variables = ENVIRONMENT | {"DEV": "true", "SERVE_ADMIN_PORT": "4545", "SERVE_PUBLIC_PORT": "4544"}
    with image.container(None, variables):
        check("configured by the environment alone, on other ports, it is healthy", image.health(variables) == 0)
        check("it listens there", ask("http://127.0.0.1:4544/.well-known/openid-configuration")[0] == 200)


def check_shell(image):
    result = image.run(["sh", "-c", "hydra version && hydra help serve > /dev/null"])
    check("sh -c 'hydra …'", result.returncode == 0, result)
    with image.container(["serve", "all", "--dev"], ENVIRONMENT):
        result = image.run(["sh", "-ec", "wget -q -O - http://localhost:4445/health/ready"])
        check("wget as a health check", result.returncode == 0 and '"ok"' in result.stdout, result)
        result = image.run(["sh", "-ec", "touch /tmp/file /data/file ~/file"])
        check("/tmp, /data and the home folder can be written", result.returncode == 0, result)


def run_steps(image, name, steps, environment):
    """Runs the commands of a workflow as a runner does; without those of docker, which make what is there already."""
    with tempfile.TemporaryDirectory() as folder:
        files = {variable: pathlib.Path(folder, variable) for variable in ("GITHUB_ENV", "GITHUB_PATH")}
        for file in files.values():
            file.touch()
        (pathlib.Path(folder) / "minihydra-bin").mkdir()
        shutil.copy(image.root / "usr/bin/minihydra-server", pathlib.Path(folder, "minihydra-bin"))
        for step in steps:
            script = step.get("run", "")
            if not script or "docker run" in script or step.get("if") == "failure()":
                continue
            variables = os.environ | environment | step.get("env", {}) | {k: str(v) for k, v in files.items()}
            variables |= dict(line.split("=", 1) for line in files["GITHUB_ENV"].read_text().splitlines())
            variables["PATH"] = ":".join(files["GITHUB_PATH"].read_text().split() + [os.environ["PATH"]])
            result = subprocess.run(
                ["bash", "-e", "-c", script], cwd=folder, env=variables, text=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
            check(f"{name}: {step['name']}", result.returncode == 0, result.stdout)


def check_workflows(image):
    folder = PROJECT / "examples/github-actions"
    job = yaml.safe_load((folder / "service-container.yml").read_text())["jobs"]["test"]
    with image.container(None, job["services"]["hydra"]["env"]):
        run_steps(image, "service-container.yml", job["steps"], {})
    workflow = yaml.safe_load((folder / "binary.yml").read_text())
    run_steps(image, "binary.yml", workflow["jobs"]["test"]["steps"], workflow["env"])
    # The runner ends what a job leaves behind.
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes().startswith(b"minihydra-bin/minihydra-server\0serve"):
                os.kill(int(path.parent.name), signal.SIGTERM)
    check("binary.yml: the server ends with the job", poll(lambda: image.health() == 1))


def check_compose(image):
    folder = PROJECT / "examples/docker-compose"
    services = yaml.safe_load((folder / "compose.yml").read_text())["services"]
    source, target, _ = services["hydra"]["volumes"][0].split(":")
    file = image.root / target.lstrip("/")
    file.parent.mkdir(parents=True)
    shutil.copy(folder / source, file)
    # The volume of the example is empty at first.
    for old in (image.root / "data").iterdir():
        old.unlink()
    with image.container(shlex.split(services["hydra"]["command"]), services["hydra"]["environment"]):
        client = services["client"]
        for turn in "first", "second":
            result = image.run(client["entrypoint"] + client["command"])
            check(f"compose.yml: the {turn} run of the client gets a token",
                  result.returncode == 0 and '"access_token":"ey' in result.stdout, result)


def attempt(work, *arguments):
    try:
        work(*arguments)
    except Exception:
        check(work.__name__, False, traceback.format_exc())


def main():
    if os.geteuid() != 0:
        sys.exit("Namespaces and roots of other users are needed: please run this as root.")
    if os.environ.get("CHECK_IMAGE") != "inside":
        os.environ["CHECK_IMAGE"] = "inside"
        namespaces = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        os.execvp("unshare", ["unshare", *namespaces, *sys.argv])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    serve_names()
    archives = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / ".build/image"
    folder = pathlib.Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", folder], check=True)
    try:
        keys = Keys(folder)
        for name in "default", "distroless":
            print(f"{name}:")
            (folder / name).mkdir()
            image = Image(archives / f"{name}.tar", folder / name)
            attempt(check_files, image, name)
            image.prepare(keys.certificate)
            attempt(check_contract, image)
            attempt(check_server, image, keys)
            attempt(check_environment, image)
            if name == "default":
                attempt(check_shell, image)
                attempt(check_compose, image)
            attempt(check_workflows, image)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()
    print(f"{failures} failed" if failures else "all good")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
