#!/usr/bin/env python3
"""Resident memory of the whole system over ten minutes of a fast seeded market: is it flat?

    tests/bench/memory_soak.py [--minutes 10] [--speed 20000] [--growth-max 5]
                               [--symbols BTC/USD ETH/USD]

One process: venue, every role, the edge and the read side, trading. What it holds is read from
/proc once a minute and printed beside the journal's records, the orders sent, the records that the
read side lags behind and the messages that wait; the rows go to build/bench.json. The start fills
the windows of the past that are kept, the longest of them the venue's 32 768 minutes of each
symbol: 22 days of a coin, 84 of a share, which is why it trades coins. So the first half is not
judged: ends with 1 when the last minute holds more than --growth-max percent over the one in the
middle. A machine that does not keep up with the speed queues instead: see the last two columns.
Orders are kept for good, about a kilobyte each in every fold.
"""
import argparse
import json
import re
import sys
import tempfile
import textwrap
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from integration.harness.ports import free_port  # noqa: E402
from integration.harness.process import Process  # noqa: E402
from integration.harness.rest import call_if_up  # noqa: E402
from integration.harness.waiting import wait_until  # noqa: E402

FIGURES = ROOT / "build/bench.json"
PASSWORD = "made up for the bench"
START_S = 60
COLUMNS = {"records": "troupe_journal_records_total", "orders": "troupe_orders_sent_total",
           "lag": "troupe_read_side_lag_records", "waiting": "troupe_mailbox_depth"}


def configuration(folder):
    return textwrap.dedent(f"""
        home = "{folder}/var"
        admin_password = "{PASSWORD}"
        [venue]
        port = {free_port()}
        [runtime]
        log_level = "warn"
        """)


def resident_mb(pid):
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


def figures(port):
    """By the names of COLUMNS, each the sum over all labels."""
    answer = call_if_up(port, "GET", "/metrics")
    text = answer.text if answer is not None else ""
    return {column: round(sum(float(value) for value in re.findall(
        rf"^{metric}(?:{{.*}})? (\S+)$", text, re.MULTILINE)))
            for column, metric in COLUMNS.items()}


def samples(process, port, minutes):
    began = time.monotonic()
    print("minute resident_mb" + "".join(f"{each:>12}" for each in COLUMNS), flush=True)
    for minute in range(minutes + 1):
        time.sleep(max(0.0, began + 60 * minute - time.monotonic()))
        if process.exit_code is not None:
            raise SystemExit(f"memory_soak: it ended with {process.exit_code}\n{process.tail()}")
        row = {"resident_mb": resident_mb(process.pid), **figures(port)}
        print(f"{minute:>6} {row['resident_mb']:>11.1f}" +
              "".join(f"{row[each]:>12}" for each in COLUMNS), flush=True)
        yield row


def note(told):
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps({**figures, "memory_soak": told}, indent=1), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--speed", default="20000")
    parser.add_argument("--growth-max", type=float, default=5)
    parser.add_argument("--symbols", nargs="*", default=["BTC/USD", "ETH/USD", "LTC/USD"],
                        help="none: the built-in venue's thirty")
    options = parser.parse_args()
    if options.minutes < 2:
        parser.error("--minutes: at least 2")
    with tempfile.TemporaryDirectory(prefix="troupe-soak-") as name:
        folder, port = Path(name), free_port()
        settings = folder / "troupe.toml"
        chosen = f"[trading]\nsymbols = {json.dumps(options.symbols)}\n" if options.symbols else ""
        settings.write_text(f"{configuration(folder)}{chosen}[edge]\nport = {port}\n",
                            encoding="utf-8")
        process = Process(["run", "--config", settings, "--speed", options.speed,
                           "--enable-trading"])
        try:
            wait_until(lambda: (ready := call_if_up(port, "GET", "/ready")) is not None
                       and ready.status == 200, "/ready answers 200", START_S)
            seen = list(samples(process, port, options.minutes))
        finally:
            process.end()
    half = [each["resident_mb"] for each in seen[options.minutes // 2:]]
    growth = 100 * (half[-1] / half[0] - 1)
    note({"growth_percent": growth, "speed": options.speed,
          "minutes": seen})
    print(f"memory_soak: {growth:+.1f} % in the second half, {half[-1]:.1f} MB at the end")
    return 0 if growth <= options.growth_max else 1


if __name__ == "__main__":
    sys.exit(main())
