"""A Redis of Debian's package on a free port, without files."""
import shutil
import signal
import subprocess

from .ports import free_port
from .waiting import wait_until

WITHIN_S = 20


class Redis:
    """Ended with the test. It is empty whenever it starts."""

    def __init__(self, test):
        self.program = shutil.which("redis-server")
        if self.program is None:
            test.skipTest("Redis is not installed")
        self.port, self.process = free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}"
        self.start()
        test.addCleanup(self.stop)

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", "",
             "--appendonly", "no"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: self._answers(), "Redis answers", WITHIN_S)

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait(WITHIN_S)
            self.process = None

    def hang(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def ask(self, *words):
        done = subprocess.run(["redis-cli", "-p", str(self.port), *words], capture_output=True,
                              text=True, timeout=WITHIN_S, check=False)
        return done.stdout.strip()

    def _answers(self):
        return self.ask("PING") == "PONG"
