"""A running troupe, ended by its own pid, whose output is kept for the report of a failure."""
import subprocess
import tempfile
from pathlib import Path

from .binary import BINARY, ROOT, clean_environment
from .waiting import wait_until

STOP_S = 30


class Process:
    def __init__(self, arguments, environment=None):
        self.arguments = [str(each) for each in arguments]
        self.output = tempfile.NamedTemporaryFile(prefix="troupe-", suffix=".log")
        self.child = subprocess.Popen([str(BINARY), *self.arguments], stdout=self.output,
                                      stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                      env=clean_environment(environment), cwd=ROOT)

    @property
    def pid(self):
        return self.child.pid

    @property
    def exit_code(self):
        """None while it runs."""
        return self.child.poll()

    def printed(self):
        return Path(self.output.name).read_text(encoding="utf-8", errors="replace")

    def send(self, number):
        self.child.send_signal(number)

    def wait(self, within_s):
        """Its exit code, once it has ended."""
        try:
            return self.child.wait(within_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {within_s} s: troupe "
                                 f"{' '.join(self.arguments)}\n{self.tail()}") from None

    def tail(self, lines=30):
        return "\n".join(self.printed().splitlines()[-lines:])

    def children(self):
        """The pids of its child processes."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(each) for each in listed.read_text().split()] if listed.exists() else []

    def wait_for_child(self, other_than=None, within_s=30):
        return wait_until(lambda: next((pid for pid in self.children() if pid != other_than), None),
                          "the parent has a new child", within_s)

    def end(self):
        """Ends it in any case; for the clean-up of a test."""
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(STOP_S)
            except subprocess.TimeoutExpired:
                for pid in self.children():
                    subprocess.run(["kill", "-9", str(pid)], check=False)
                self.child.kill()
                self.child.wait()
        self.output.close()
