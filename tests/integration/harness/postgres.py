"""A PostgreSQL of Debian's package on a free port, in a folder of its own."""
import os
import subprocess
import tempfile
from pathlib import Path

from .ports import free_port

WITHIN_S = 60


def programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Postgres:
    """Ended with the test. PostgreSQL does not run as root."""

    def __init__(self, test):
        self.programs = programs()
        if self.programs is None:
            test.skipTest("PostgreSQL is not installed")
        folder = tempfile.TemporaryDirectory(prefix="troupe-postgres-")
        test.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o777)
        self.folder, self.port = folder.name, free_port()
        self.url = f"postgresql://troupe@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-D", f"{self.folder}/data", "-U", "troupe", "-A", "trust",
                  "--no-sync")
        self.start()
        test.addCleanup(self.stop)

    def _run(self, program, *arguments, check=True):
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=check, timeout=WITHIN_S, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/")

    def start(self):
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-o",
                  f"-p {self.port} -h 127.0.0.1 -k {self.folder} -F", "start")

    def stop(self):
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop", check=False)

    def rows(self, query):
        done = subprocess.run([str(self.programs / "psql"), self.url, "-At", "-c", query],
                              check=True, timeout=WITHIN_S, capture_output=True, text=True)
        return [line.split("|") for line in done.stdout.splitlines()]
