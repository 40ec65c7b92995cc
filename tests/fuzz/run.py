#!/usr/bin/env python3
"""Builds a libFuzzer target for each parser and runs all of them for a fixed time.

    tests/fuzz/run.py [--seconds 48] [--only NAME] [--keep]

Wants clang and a release build, whose libraries hold what is not under test. The parsers themselves
are compiled again with the fuzzer's, the address and the undefined-behaviour sanitizer. What is
found is written to build/fuzz; --keep adds what reached new code to the corpus. Prints one line a
target.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/release"
MADE = ROOT / "build/fuzz"
COMPILER = "clang++"
CACHED = ["ccache", COMPILER] if shutil.which("ccache") else [COMPILER]
SANITIZERS = ["-fsanitize=fuzzer,address,undefined", "-fno-sanitize=vptr,function",
              "-fno-sanitize-recover=undefined"]
WORKERS = 2
INPUT_BYTES_MAX = 4096
INPUT_TIMEOUT_S = 5

# The parsers that each target is about; everything else comes from the release build.
TARGETS = {
    "http_target": ["net/http/message.cpp", "actors/edge/auth/cookie.cpp"],
    "json_body": ["actors/edge/rest/body.cpp", "actors/edge/rest/key_body.cpp",
                  "actors/edge/rest/strategy_body.cpp", "actors/edge/rest/json_members.cpp",
                  "net/json_text.cpp"],
    "stream_message": ["actors/edge/stream/stream_request.cpp",
                       "actors/edge/stream/message_encoding.cpp"],
    "token": ["actors/edge/auth/web_token.cpp", "actors/edge/auth/api_key.cpp"],
    "symbol": ["trading/market/symbol.cpp", "trading/market/fixed_point.cpp",
               "trading/market/time.cpp"],
    "csv": ["persistence/csv/cell_reader.cpp", "persistence/csv/market_files.cpp"],
    "alpaca_frame": ["net/alpaca/frame_decoder.cpp", "net/alpaca/json_frame_reader.cpp",
                     "net/alpaca/json_scanner.cpp", "net/alpaca/known_json_reader.cpp",
                     "net/alpaca/market_message.cpp", "net/alpaca/object_reader.cpp",
                     "net/alpaca/packed_fields.cpp", "net/alpaca/packed_frame_reader.cpp",
                     "net/alpaca/packed_value.cpp", "net/alpaca/order_stream_decoder.cpp",
                     "net/alpaca/report_decoder.cpp"],
}


def definitions():
    """What the layers are compiled with, but for optimisation and warnings."""
    flags = set()
    for entry in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8")):
        if "unit_actors.dir" in entry["command"]:
            flags |= {each for each in entry["command"].split() if each.startswith("-D")}
    return sorted(flags)


def libraries():
    """As the tests of the uppermost layer are linked, without the framework's own."""
    text = (BUILD / "build.ninja").read_text(encoding="utf-8")
    block = re.search(r"^build tests/unit_actors\b.*?LINK_LIBRARIES = (.*?)$", text,
                      re.MULTILINE | re.DOTALL)
    return [each for each in block.group(1).split()
            if "gtest" not in each and "gmock" not in each]


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def compile_one(source):
    made = MADE / (source.replace("/", "_") + ".o")
    done = run([*CACHED, "-std=c++20", "-O1", "-g1", "-w", "-include", "utility", f"-I{ROOT}",
                "-ffp-contract=off", *definitions(), *SANITIZERS, "-c", str(ROOT / source), "-o",
                str(made)])
    if done.returncode != 0:
        raise SystemExit(f"fuzz: {source} does not compile:\n{done.stderr[-4000:]}")
    return made


def is_stale(name, sources):
    binary = MADE / name
    if not binary.exists():
        return True
    newest = max((ROOT / each).stat().st_mtime for each in sources)
    return binary.stat().st_mtime < max(newest, (BUILD / "libtroupe_actors.a").stat().st_mtime)


def build(name):
    sources = [f"tests/fuzz/{name}_fuzz.cpp", *TARGETS[name]]
    if not is_stale(name, sources):
        return
    objects = [str(compile_one(each)) for each in sources]
    # A library's object may hold a parser too; the instrumented one comes first and counts.
    done = run([COMPILER, *SANITIZERS, *objects, "-Wl,--allow-multiple-definition", "-o",
                str(MADE / name), *libraries()], cwd=BUILD)
    if done.returncode != 0:
        raise SystemExit(f"fuzz: {name} does not link:\n{done.stderr[-4000:]}")


def fuzz(name, seconds, keep):
    kept = ROOT / "tests/fuzz/corpus" / name
    found = MADE / "found" / name
    scratch = MADE / "corpus" / name
    for folder in (found, scratch):
        folder.mkdir(parents=True, exist_ok=True)
    folders = [kept] if keep else [scratch, kept]
    done = run([str(MADE / name), f"-max_total_time={seconds}", f"-max_len={INPUT_BYTES_MAX}",
                f"-timeout={INPUT_TIMEOUT_S}", f"-artifact_prefix={found}/", "-seed=1",
                "-print_final_stats=1", *map(str, folders)],
               env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    coverage = re.findall(r"cov: (\d+)", done.stderr)
    print(f"{name}: {runs.group(1) if runs else 0} inputs, {coverage[-1] if coverage else 0} "
          f"places reached, {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode != 0:
        print(done.stderr[-4000:], flush=True)
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=48, help="of all targets together")
    parser.add_argument("--only", choices=TARGETS)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if shutil.which(COMPILER) is None:
        print("skipped 'clang is not here; apt-get install clang libclang-rt-dev'")
        return 0
    MADE.mkdir(parents=True, exist_ok=True)
    names = [options.only] if options.only else list(TARGETS)
    each_s = max(1, options.seconds * WORKERS // (len(names) + 1))
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(build, names))
        held = list(pool.map(lambda name: fuzz(name, each_s, options.keep), names))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
