#!/usr/bin/env python3
"""Measures the budgets of MiniHydra and prints each beside what was measured.

    bench.py --server .build/release/minihydra-server

CPU time is that of the server process (user and system); the reference of the signatures is `openssl speed` of this run.
"""
import argparse
import base64
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

PUBLIC, ADMIN = 14444, 14445
CONFIGURATION = """
dsn: memory
log: {{level: error}}
urls: {{self: {{issuer: "http://localhost:%d", public: "http://localhost:%d"}}}}
secrets: {{system: [benchmark-system-secret]}}
oidc: {{dynamic_client_registration: {{enabled: true}}}}
strategies: {{access_token: {strategy}}}
""" % (PUBLIC, PUBLIC)


class Server:
    def __init__(self, binary, strategy, threads=None):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".yml")
        self.file.write(CONFIGURATION.format(strategy=strategy))
        self.file.flush()
        command = [binary, "serve", "all", "--dev", "-c", self.file.name, "--public-port", str(PUBLIC),
                   "--admin-port", str(ADMIN)]
        if threads:
            command += ["--threads", str(threads)]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)

    def wait_until_ready(self):
        while True:
            try:
                if request("GET", PUBLIC, "/health/ready")[0] == 200:
                    return (time.perf_counter() - self.started) * 1000
            except OSError:
                if self.process.poll() is not None:
                    sys.exit("the server ended at once")
                time.sleep(0.0001)

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mib(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def request(method, port, path, body=None, headers=None):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request(method, path, body, headers or {})
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def create_client():
    body = {"client_id": "bench", "client_secret": "bench-secret", "grant_types": ["client_credentials"],
            "scope": "read", "token_endpoint_auth_method": "client_secret_post"}
    status, text = request("POST", ADMIN, "/admin/clients", json.dumps(body), {"Content-Type": "application/json"})
    if status != 201:
        sys.exit(f"the client was not made: {status} {text}")


def fetch_token():
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": "bench",
                                   "client_secret": "bench-secret", "scope": "read"})
    status, text = request("POST", PUBLIC, "/oauth2/token", form,
                           {"Content-Type": "application/x-www-form-urlencoded"})
    if status != 200:
        sys.exit(f"no token: {status} {text}")
    return json.loads(text)["access_token"]


WRK_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "grant_type=client_credentials&client_id=bench&client_secret=bench-secret&scope=read"
"""


def load(seconds, connections, path="/oauth2/token", script=WRK_SCRIPT):
    """Requests answered, and how many of them were no 2xx or 3xx."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", file.name,
                              f"http://127.0.0.1:{PUBLIC}{path}"], capture_output=True, text=True).stdout
    done = int(re.search(r"(\d+) requests in", out)[1])
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    broken = re.search(r"Socket errors: (.*)", out)
    return done, int(bad[1]) if bad else 0, broken[1] if broken else ""


def ready_during_key_sets(binary, algorithm, seconds):
    """Asks for 1,000 key sets at once. Returns the times of /health/ready meanwhile, in ms, and how many sets were made."""
    with Server(binary, "opaque") as server:
        server.wait_until_ready()
        waiting = []
        for number in range(1000):
            link = http.client.HTTPConnection("127.0.0.1", ADMIN, timeout=60)
            link.request("POST", f"/admin/keys/set-{number}", json.dumps({"alg": algorithm, "use": "sig"}),
                         {"Content-Type": "application/json"})
            waiting.append(link)
        times = []
        asking = http.client.HTTPConnection("127.0.0.1", PUBLIC, timeout=60)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            begun = time.perf_counter()
            asking.request("GET", "/health/ready")
            asking.getresponse().read()
            times.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.002)
        made = sum(request("GET", ADMIN, f"/admin/keys/set-{number}")[0] == 200 for number in range(1000))
        for link in waiting:
            link.close()
        return times, made


ROWS = []


def row(what, budget, measured, met):
    ROWS.append(met)
    print(f"{what:<58} {budget:>22} {measured:>26}  {'met' if met else 'MISSED'}", flush=True)


def openssl_speed():
    out = subprocess.run(["openssl", "speed", "-seconds", "3", "rsa2048"], capture_output=True, text=True).stdout
    return float(re.search(r"rsa 2048 bits\s+\S+\s+\S+\s+([\d.]+)", out)[1])


def tokens_per_cpu_second(binary, strategy, seconds):
    with Server(binary, strategy) as server:
        server.wait_until_ready()
        create_client()
        fetch_token()
        load(1, 16)
        before = server.cpu_seconds()
        done, bad, broken = load(seconds, 16)
        used = server.cpu_seconds() - before
        if bad or broken:
            print(f"  {bad} answers were errors {broken}")
        return done / used


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--soak", type=int, default=0, help="seconds of load from 64 connections, with a look at errors and memory")
    args = parser.parse_args()
    print(f"{'what':<58} {'budget':>22} {'measured':>26}")

    ready, first = [], []
    for _ in range(args.runs):
        with Server(args.server, "jwt") as server:
            ready.append(server.wait_until_ready())
    for _ in range(args.runs):
        with Server(args.server, "jwt") as server:
            server.wait_until_ready()
            create_client()
            fetch_token()
            first.append((time.perf_counter() - server.started) * 1000)
    spread = lambda values: f"{statistics.median(values):.1f} ms (least {min(values):.1f})"
    row("start to first 200 on /health/ready, median", "5 ms", spread(ready), statistics.median(ready) <= 5)
    row("start to first JWT, client registered on the way", "8 ms", spread(first), statistics.median(first) <= 8)

    with Server(args.server, "opaque") as server:
        server.wait_until_ready()
        idle = server.resident_mib()
        row("resident memory, idle", "10 MiB", f"{idle:.1f} MiB", idle <= 10)
        create_client()
        kept = 0
        while kept < 100_000:
            kept += load(1, 16)[0]
        grown = (server.resident_mib() - idle) * 100_000 / kept
        row("resident memory for 100,000 tokens", "+40 MiB", f"+{grown:.1f} MiB", grown <= 40)

    reference = openssl_speed()
    rate = tokens_per_cpu_second(args.server, "jwt", args.seconds)
    row("JWT tokens per CPU second (RS256, 2048 bits)", f"90 % of {reference:.0f}",
        f"{rate:.0f} ({100 * rate / reference:.0f} %)", rate >= 0.9 * reference)
    rate = tokens_per_cpu_second(args.server, "opaque", args.seconds)
    row("opaque tokens per CPU second", "30000", f"{rate:.0f}", rate >= 30_000)

    for algorithm in ("ES256", "RS256"):
        times, made = ready_during_key_sets(args.server, algorithm, args.seconds)
        worst = sorted(times)[len(times) * 99 // 100]
        row(f"/health/ready while 1,000 {algorithm} key sets are made, p99", "5 ms",
            f"{worst:.1f} ms ({made} made)", worst <= 5)

    with Server(args.server, "opaque") as server:
        server.wait_until_ready()
        before, links = server.resident_mib(), []
        for _ in range(1000):
            link = http.client.HTTPConnection("127.0.0.1", PUBLIC)
            link.connect()
            links.append(link)
        time.sleep(0.3)
        each = (server.resident_mib() - before) * 1024 / len(links)
        row("an idle connection", "1 kB", f"{each:.2f} kB", each <= 1)
        for link in links:
            link.close()

    with tempfile.NamedTemporaryFile() as stripped:
        subprocess.run(["strip", "-o", stripped.name, args.server], check=True)
        size = os.path.getsize(stripped.name) / 1e6
        row("the binary, stripped", "14 MB", f"{size:.1f} MB", size <= 14)

    if args.soak:
        with Server(args.server, "jwt") as server:
            server.wait_until_ready()
            create_client()
            load(2, 64)
            before = server.resident_mib()
            done, bad, broken = load(args.soak, 64)
            grown = server.resident_mib() - before
            row(f"{args.soak} s of load from 64 connections: errors", "0", f"{bad} {broken}", not bad and not broken)
            row("  growth of memory per 100,000 tokens", "+40 MiB", f"+{grown * 100_000 / done:.1f} MiB ({done} tokens)",
                grown * 100_000 / done <= 40)
    return 0 if all(ROWS) else 1


if __name__ == "__main__":
    sys.exit(main())
