"""A whole system under test: its folder, configuration, free ports and processes."""
import os
import tempfile
import unittest
from pathlib import Path

from . import journal
from .binary import BINARY
from .ports import free_port
from .process import Process
from .rest import Operator, call_if_up
from .waiting import wait_until

PASSWORD = "made up for the tests"
READY_S = 60
REPLAY_S = 180
NODES = {"a": ["feed", "signal", "edge", "venue"],
         "b": ["journal", "risk", "executor", "portfolio", "notifier"]}


def toml_value(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml_value(each) for each in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


class System:
    """`settings` are keys of the configuration besides home and ports: {"runtime.lanes": 2}."""

    def __init__(self, test, settings=None, environment=None, nodes=False):
        folder = tempfile.TemporaryDirectory(prefix="troupe-test-")
        test.addCleanup(folder.cleanup)
        self.test = test
        self.home = Path(folder.name) / "var"
        self.config = Path(folder.name) / "troupe.toml"
        self.edge_port, self.venue_port = free_port(), free_port()
        self.environment = {"TROUPE_ADMIN_PASSWORD": PASSWORD, **(environment or {})}
        self._write(settings or {}, nodes)

    def _write(self, settings, nodes):
        tables = {"": {"home": self.home}, "venue": {"port": self.venue_port},
                  "edge": {"port": self.edge_port}, "runtime": {"log_level": "warn"}}
        if nodes:
            # Nodes serve their readiness on fixed ports, so each system has an address of its own.
            high, low = divmod(self.edge_port, 254)
            address = f"127.{1 + os.getpid() % 250}.{high % 254}.{low + 1}"
            tables["edge"]["address"] = address
            tables["cluster"] = {"name": f"test-{self.edge_port}"}
            for name, roles in NODES.items():
                tables[f"cluster.nodes.{name}"] = {"address": f"127.0.0.1:{free_port()}",
                                                   "roles": roles}
        for key, value in settings.items():
            table, _, name = key.rpartition(".")
            tables.setdefault(table, {})[name] = value
        text = ""
        for table, entries in tables.items():
            text += f"\n[{table}]\n" if table else ""
            text += "".join(f"{name} = {toml_value(value)}\n" for name, value in entries.items())
        self.config.write_text(text, encoding="utf-8")

    def start(self, *options, command=("run",), environment=None):
        process = Process([*command, "--config", self.config, *options],
                          {**self.environment, **(environment or {})})
        self.test.addCleanup(process.end)
        return process

    def start_node(self, name, *options, **more):
        return self.start(*options, command=("node", "--name", name), **more)

    def ready(self, process, within_s=READY_S):
        """Waits until /ready says so, then logs in."""
        def asked():
            if process.exit_code is not None:
                raise AssertionError(f"ended with {process.exit_code}:\n{process.tail()}")
            answer = self.readiness()
            return answer is not None and answer.status == 200
        try:
            wait_until(asked, "/ready answers 200", within_s)
        except AssertionError as late:
            answer = self.readiness()
            told = "nothing" if answer is None else answer.text
            raise AssertionError(f"{late}\n/ready: {told}\n{process.tail()}") from late
        return Operator(self.edge_port, PASSWORD)

    def readiness(self):
        """The whole answer of /ready; None when nobody answers."""
        return call_if_up(self.edge_port, "GET", "/ready")

    def replay(self, data, *options):
        """One process over all the data at the highest speed; returns the digest."""
        process = self.start("--data", data, "--speed", "max", "--exit-at-end", *options)
        self._ends_well(process)
        return journal.digest(self.home)

    def replay_on_two_nodes(self, data):
        options = ("--data", data, "--speed", "max", "--exit-at-end")
        both = [self.start_node("b", *options), self.start_node("a", *options)]
        for each in both:
            self._ends_well(each)
        return journal.digest(self.home)

    def _ends_well(self, process):
        code = process.wait(REPLAY_S)
        if code != 0:
            raise AssertionError(f"exit code {code}:\n{process.tail()}")


class SystemTest(unittest.TestCase):
    """A test that needs the binary."""

    @classmethod
    def setUpClass(cls):
        if not BINARY.exists():
            raise AssertionError(f"there is no binary at {BINARY}; run make build, or set "
                                 "TROUPE_BINARY")

    def system(self, **more):
        return System(self, **more)

    def folder(self):
        made = tempfile.TemporaryDirectory(prefix="troupe-data-")
        self.addCleanup(made.cleanup)
        return Path(made.name)
