"""The web page under the market: prints its rows below the table of the others, and puts them
into build/bench.json as "page". Left out, and said so, where Chromium, Node or the page's packages
are not there.

    page.py BINARY JSON
"""
import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
NEEDED = (Path("/usr/bin/chromium"), TESTS.parent / "frontend/node_modules/playwright-core")
SPEED = "480"  # of the market: rather more than a thousand quotes a second
LIMITS = {"first_load_bytes": 270_000, "frames_per_s": 60, "main_thread_percent": 40}
SCENARIO_TIMEOUT_S = 120


class Bench(contextlib.ExitStack):
    """What a system under test takes for its test."""
    addCleanup = contextlib.ExitStack.callback


def measured(binary):
    os.environ["TROUPE_BINARY"] = str(binary)
    sys.path.insert(0, str(TESTS))
    from browser.first_load import PAGES, scripts_of
    from integration.harness.system import PASSWORD, System
    with Bench() as bench:
        it = System(bench, settings={"venue.speed": SPEED, "trading.strategies": []})
        it.ready(it.start())
        loads = {page: sum(len(body) for _, body in scripts_of(it.edge_port, page).values())
                 for page in PAGES}
        told = subprocess.run(
            ["node", TESTS / "browser/frames.mjs", f"http://127.0.0.1:{it.edge_port}", PASSWORD,
             "desktop"], capture_output=True, text=True, check=True, timeout=SCENARIO_TIMEOUT_S)
    return {"first_load_bytes": max(loads.values()), **json.loads(told.stdout.splitlines()[-1])}


def main(binary, place):
    if not all(each.exists() for each in NEEDED) or shutil.which("node") is None:
        print("the web page: not measured, for it takes Chromium, Node and the page's packages")
        return
    rows = measured(binary)
    print(f"\n{'the web page':<50}{'figure':>11}{'limit':>11}")
    for name, value in rows.items():
        print(f"{name:<50}{value:>11.1f}{LIMITS.get(name, ''):>11}")
    told = json.loads(place.read_text("utf-8")) if place.is_file() else {}
    told["page"] = rows
    place.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
