"""The official Alpaca SDKs for JavaScript, installed once below build/ from the lock file."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import unittest

from .binary import ROOT, clean_environment

SCRIPTS = ROOT / "tests/conformance"
FOLDER = ROOT / "build/conformance"
DESCRIPTION = ("package.json", "package-lock.json")
NODE_AT_LEAST = 20
INSTALL_S = 300
SCRIPT_S = 60
UNREACHABLE = re.compile(r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH"
                         r"|ETIMEDOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR|EIDLETIMEOUT)\b")


def require_node():
    """Skips where Node is not there, or older than the SDKs want."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise unittest.SkipTest("node and npm are not here")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True,
                             check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < NODE_AT_LEAST:
        raise unittest.SkipTest(f"node is {version}; the SDKs want {NODE_AT_LEAST}")


def npm(*arguments):
    done = subprocess.run(["npm", *arguments], cwd=FOLDER, capture_output=True, text=True,
                          timeout=INSTALL_S, check=False)
    if done.returncode == 0:
        return
    found = UNREACHABLE.search(done.stderr)
    if found:
        raise unittest.SkipTest(f"the npm registry is not reachable: {found.group()}")
    raise AssertionError(f"npm {arguments[0]}: {done.returncode}: {done.stderr}")


def wanted():
    content = b"".join((SCRIPTS / name).read_bytes() for name in DESCRIPTION)
    return hashlib.sha256(content).hexdigest()


def install():
    """Both SDKs, exactly as locked; skips where the registry cannot be reached."""
    mark = FOLDER / "installed"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in DESCRIPTION:
        shutil.copy(SCRIPTS / name, FOLDER)
    # One request tells sooner than the hundred that follow whether the registry is there.
    npm("view", "@alpacahq/alpaca-trade-api", "version", "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000")
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    mark.write_text(wanted(), encoding="utf-8")


def run(name, url, key, secret):
    """What a script says of each of its cases: (sentence, failure or None)."""
    environment = {"SDK_FOLDER": str(FOLDER), "APCA_API_BASE_URL": url, "APCA_DATA_BASE_URL": url,
                   "APCA_API_STREAM_URL": url, "APCA_API_KEY_ID": key,
                   "APCA_API_SECRET_KEY": secret, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    done = subprocess.run([shutil.which("node"), str(SCRIPTS / name)], capture_output=True,
                          text=True, env=clean_environment(environment), timeout=SCRIPT_S,
                          cwd=FOLDER, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"case"')]
    if done.returncode != 0 or not told:
        raise AssertionError(f"{name}: {done.returncode}: {os.linesep}{done.stdout}{done.stderr}")
    return [(each["case"], each["failure"]) for each in told]
