"""What may not be written: clocks and chance where decisions are made, loose ends, jargon."""
import re

from tree import LAYERS, Violation

RAW_RUNTIME = re.compile(r"_clock::now\b|\brandom_device\b|\bstd::rand\b|\bstd::async\b"
                         r"|\bstd::j?thread\b(?!::)|\bthis_thread::sleep|\bthread_pool\b"
                         r"|\bgettimeofday\b|\bclock_gettime\b")
# (file, what it uses): why it may.
RAW_ALLOWED = {
    ("net/venue/router.cpp", "_clock::now"): "rate limits are told in UNIX time",
    ("net/venue/market_driver.cpp", "_clock::now"): "the simulated venue paces the market by it",
    ("actors/company/venue_host.hpp", "std::thread"): "the built-in venue is a server of its own",
    ("actors/company/venue_host.cpp", "std::thread"): "the built-in venue is a server of its own",
    ("actors/role/side_thread.hpp", "thread_pool"): "hashing and replaying may hold no lane up",
    ("cli/run.cpp", "std::thread"): "ends a stop that takes too long",
    ("cli/venue.cpp", "_clock::now"): "where the simulated market's time begins",
    ("cli/venue_home.cpp", "_clock::now"): "stamps records for people, as the journal's are",
    ("cli/venue.cpp", "random_device"): "tells one start of the venue from another, no decision",
}
LOOSE_ENDS = re.compile("TO" r"DO|FIX" r"ME|\bX" r"XX\b")
JARGON = re.compile(r"\.\./shared|\bthe (?:seed's|study)\b|\bthe seed (?:docu|reposi|proj)\w*"
                    r"|\bissues?\b", re.IGNORECASE)
SAMPLE_DATA = re.compile(r"\.\./shared/data")


def raw_runtime(tree):
    used = set()
    for source in tree.sources:
        if not (source.is_cpp and source.layer) or source.layer == "runtime":
            continue
        for number, line in enumerate(source.code.splitlines(), 1):
            for found in RAW_RUNTIME.findall(line):
                used.add((source.path, found))
                if (source.path, found) not in RAW_ALLOWED:
                    yield source.report(number, "raw_runtime",
                                        f"{found}: clocks, chance and threads belong to runtime/")
    for path, what in RAW_ALLOWED:
        if (path, what) not in used and tree.find(path):
            yield Violation(path, 1, "raw_runtime", f"has no {what} any more; take its allowance "
                                                    "out of tests/tidy/content_rules.py")


def exact_messages(tree):
    for source in tree.sources:
        if not source.path.startswith("actors/protocol/"):
            continue
        for number, line in enumerate(source.code.splitlines(), 1):
            if re.search(r"\b(double|float)\b", line):
                yield source.report(number, "exact_messages",
                                    "no floating-point value crosses a message")


def loose_ends(tree):
    for source in tree.sources:
        for number, line in enumerate(source.lines, 1):
            found = LOOSE_ENDS.search(line)
            if found:
                yield source.report(number, "loose_ends", f"{found.group()}: do it or leave it")


def headers(tree):
    for source in tree.sources:
        if not source.path.endswith(".hpp"):
            continue
        if not any(line.strip() == "#pragma once" for line in source.lines):
            yield source.report(1, "headers", "has no #pragma once")
        if not source.lines or not source.lines[0].startswith("//"):
            yield source.report(1, "headers", "does not begin with what it is for, in a comment")


def jargon(tree):
    """A reader knows this repository only: nothing of how it came about belongs in its words."""
    for source in tree.sources:
        if source.path.startswith("tests/tidy/"):
            continue
        for_users = "/" not in source.path or source.path.split("/")[0] in (
            *LAYERS, "docs", "deploy", "frontend", "tests")
        if not for_users:
            continue
        text = source.prose if source.is_cpp else source.content
        for number, line in enumerate(text.splitlines(), 1):
            if source.path.startswith("tests/"):
                line = SAMPLE_DATA.sub("", line)
            found = JARGON.search(line)
            if found:
                yield source.report(number, "jargon", f'"{found.group()}" tells a reader nothing')


RULES = (raw_runtime, exact_messages, loose_ends, headers, jargon)
