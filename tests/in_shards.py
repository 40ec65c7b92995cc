#!/usr/bin/env python3
"""Runs the test files of a folder, some at a time, and sums up as one run of unittest would.

    tests/in_shards.py FOLDER [--at-once 2]

Most of these tests wait for clocks and sockets, so two share two cores well. Each shard takes the
next file when it is done with one, the largest first, and ports that no other shard takes. What a
file said is printed when it has ended.
"""
import argparse
import os
import queue
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def number(pattern, text):
    found = re.findall(pattern, text, re.MULTILINE)
    return int(found[-1]) if found else 0


class Sum:
    def __init__(self):
        self.ran = self.failures = self.errors = self.skipped = 0

    def add(self, said, code):
        ran = number(r"^Ran (\d+) tests?", said)
        failures = number(r"\bfailures=(\d+)", said)
        errors = number(r"\berrors=(\d+)", said)
        if code != 0 and failures + errors == 0:  # it died before it could sum up
            ran, errors = ran + 1, 1
        self.ran += ran
        self.failures += failures
        self.errors += errors
        self.skipped += number(r"\bskipped=(\d+)", said)

    def holds(self):
        return self.failures + self.errors == 0

    def line(self):
        return (f"{'OK' if self.holds() else 'FAILED'} (failures={self.failures}, "
                f"errors={self.errors}, skipped={self.skipped})")


def work(shard, shards, waiting, told, lock):
    environment = {**os.environ, "TROUPE_TEST_SHARD": f"{shard}/{shards}"}
    while True:
        try:
            module = waiting.get_nowait()
        except queue.Empty:
            return
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-m", "unittest", "-v", module], cwd=TESTS,
                              env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False)
        with lock:
            told.add(done.stdout, done.returncode)
            print(f"-- {module}, {time.monotonic() - began:.0f} s\n{done.stdout}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--at-once", type=int, default=2)
    options = parser.parse_args()
    files = sorted((TESTS / options.folder).glob("*_test.py"), key=lambda file: file.stat().st_size)
    waiting = queue.Queue()
    for file in reversed(files):
        waiting.put(f"{options.folder}.{file.stem}")
    told, lock, began = Sum(), threading.Lock(), time.monotonic()
    shards = [threading.Thread(target=work, args=(shard, options.at_once, waiting, told, lock))
              for shard in range(options.at_once)]
    for shard in shards:
        shard.start()
    for shard in shards:
        shard.join()
    print(f"Ran {told.ran} tests in {time.monotonic() - began:.0f} s\n\n{told.line()}")
    return 0 if told.ran and told.holds() else 1


if __name__ == "__main__":
    sys.exit(main())
