"""Lighthouse on the pages, logged in, from the real edge. It comes from npm once, as locked, into
build/lighthouse. Accessibility has to be 100. Performance is told by a clock that others on the
machine slow down, so it is held only where TROUPE_PERFORMANCE_LEAST says how much (95 where it is
quiet)."""
import os
import shutil
import subprocess
import unittest
from pathlib import Path

from integration.harness.system import PASSWORD, SystemTest

HERE = Path(__file__).resolve().parent / "lighthouse"
TREE = HERE.parents[2]
PLACE = TREE / "build/lighthouse"
PACKAGES = TREE / "frontend/node_modules/playwright-core"
INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
INSTALL_TIMEOUT_S = 300
JUDGE_TIMEOUT_S = 900


def install():
    """Whether Lighthouse is there, as locked."""
    PLACE.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = PLACE / "installed"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return True
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, PLACE / name)
    try:
        subprocess.run(INSTALL, cwd=PLACE, check=True, stdout=subprocess.DEVNULL,
                       timeout=INSTALL_TIMEOUT_S)
    except (OSError, subprocess.SubprocessError):
        return False
    stamp.write_bytes(lock)
    return True


@unittest.skipUnless(Path("/usr/bin/chromium").exists() and shutil.which("npm"),
                     "needs Chromium at /usr/bin/chromium and npm")
@unittest.skipUnless(PACKAGES.is_dir(), "needs the page's packages, which the build installs")
class lighthouse(SystemTest):
    def test_every_page_is_accessible_to_all_and_quick(self):
        if not install():
            self.skipTest("npm could not install Lighthouse")
        it = self.system(settings={"venue.speed": "60"})
        it.ready(it.start())
        done = subprocess.run(
            ["node", HERE / "judge.mjs", PLACE, f"http://127.0.0.1:{it.edge_port}", PASSWORD],
            env={"TROUPE_PERFORMANCE_LEAST": "0", **os.environ}, capture_output=True, text=True,
            check=False, timeout=JUDGE_TIMEOUT_S)
        print(done.stdout, flush=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
