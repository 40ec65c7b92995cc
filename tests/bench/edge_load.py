#!/usr/bin/env python3
"""GET requests of a running edge by wrk, beside a bare Beast server and FastAPI, in one run.

    tests/bench/edge_load.py [--seconds 5] [--rounds 3]

The servers take turns, each alone with wrk on this machine, and each row is the median of its
rounds. The edge is the whole system, trading its simulated market meanwhile, with its limits on
requests off; it is asked once its start is over, which reads history for some seconds. Prints one
line a row and adds the rows to build/bench.json. What is not installed is left out and named.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from integration.harness.ports import free_port  # noqa: E402
from integration.harness.process import Process  # noqa: E402
from integration.harness.rest import Operator, call_if_up  # noqa: E402
from integration.harness.waiting import wait_until  # noqa: E402

BENCH = ROOT / "build/release/tests/bench/troupe_bench"
FIGURES = ROOT / "build/bench.json"
CONNECTIONS = 32
START_S = 60
QUIET_SHARE = 0.1 # of a core, of a system whose start is over
DEBIAN_PYTHON = "/usr/bin/python3" # has Debian's FastAPI, whatever python3 runs this
PASSWORD = "made up for the bench"
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
FASTAPI = '''
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
async def health():
    return {"status": "ok", "uptime_s": 1}
'''


def wrk(port, path, seconds, token=None):
    """Requests a second, and the 99th percentile in seconds."""
    header = ["-H", f"Authorization: Bearer {token}"] if token else []
    done = subprocess.run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", *header,
                           f"http://127.0.0.1:{port}{path}"],
                          capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        raise SystemExit(f"edge_load: {path} was not always answered 200:\n{done.stdout}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", done.stdout).groups()
    return rate, float(number) * UNITS[unit]


def spent_s(pid):
    """Seconds of a core that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_quiet(pid):
    before = spent_s(pid)
    time.sleep(1)
    return spent_s(pid) - before < QUIET_SHARE


class Edge:
    def __init__(self, folder):
        self.port = free_port()
        settings = folder / "troupe.toml"
        settings.write_text(textwrap.dedent(f"""
            home = "{folder}/var"
            admin_password = "{PASSWORD}"
            [venue]
            port = {free_port()}
            [edge]
            port = {self.port}
            address_requests_per_s = 0
            user_requests_per_s = 0
            [runtime]
            log_level = "warn"
            """), encoding="utf-8")
        self.process = Process(["run", "--config", settings])
        wait_until(lambda: getattr(call_if_up(self.port, "GET", "/ready"), "status", 0) == 200,
                   "the edge is ready", START_S)
        wait_until(lambda: is_quiet(self.process.pid), "the start's work is done", START_S)
        self.token = Operator(self.port, PASSWORD).token

    def rows(self, seconds):
        yield "edge: GET /health", wrk(self.port, "/health", seconds)
        yield "edge: GET /api/positions with a token", wrk(self.port, "/api/positions", seconds,
                                                           self.token)

    def end(self):
        self.process.end()


class Bare:
    def __init__(self, _):
        self.process = subprocess.Popen([str(BENCH), "bare"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def rows(self, seconds):
        yield "bare Beast server", wrk(self.port, "/health", seconds)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class FastApi:
    def __init__(self, folder):
        (folder / "app.py").write_text(FASTAPI, encoding="utf-8")
        self.port = free_port()
        self.process = subprocess.Popen(
            [DEBIAN_PYTHON, "-m", "uvicorn", "--port", str(self.port), "--log-level", "error",
             "--no-access-log", "app:app"], cwd=folder)
        wait_until(lambda: call_if_up(self.port, "GET", "/health"), "FastAPI serves", START_S)

    def rows(self, seconds):
        yield "FastAPI on uvicorn", wrk(self.port, "/health", seconds)

    def end(self):
        self.process.terminate()
        self.process.wait()


def servers():
    if shutil.which("wrk") is None:
        print("edge_load: wrk is not here; apt-get install wrk")
        return []
    found = [Edge, Bare]
    done = subprocess.run([DEBIAN_PYTHON, "-c", "import fastapi, uvicorn"], capture_output=True,
                          check=False)
    if done.returncode == 0:
        found.append(FastApi)
    else:
        print("edge_load: FastAPI is not here; apt-get install python3-fastapi uvicorn")
    return found


def measure(kinds, rounds, seconds):
    rows = {}
    for _ in range(rounds):
        for kind in kinds:
            with tempfile.TemporaryDirectory(prefix="troupe-bench-") as folder:
                server = kind(Path(folder))
                try:
                    for name, figures in server.rows(seconds):
                        rows.setdefault(name, []).append(figures)
                finally:
                    server.end()
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = measure(servers(), options.rounds, options.seconds)
    told = []
    for name, samples in rows.items():
        rate = statistics.median(rate for rate, _ in samples)
        p99 = statistics.median(p99 for _, p99 in samples)
        told.append({"name": name, "per_second": rate, "p99_s": p99, "count": len(samples)})
        print(f"{name:45} {rate:10.0f} requests/s   p99 {p99 * 1000:8.2f} ms")
    by_name = {each["name"]: each["per_second"] for each in told}
    for other in ("bare Beast server", "FastAPI on uvicorn"):
        if other in by_name:
            share = by_name["edge: GET /health"] / by_name[other]
            print(f"edge: GET /health at {100 * share:.0f} % of {other}'s requests a second")
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps({**figures, "edge_load": told}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
