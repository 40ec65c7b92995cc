"""What the page makes of the edge's words, and the edge of the page's, without a browser."""
import os
import shutil
import subprocess
import unittest
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
FRONTEND = TREE / "frontend"
BUILT = TREE / "build/page_tests"


@unittest.skipUnless((FRONTEND / "node_modules/typescript").is_dir() and shutil.which("node"),
                     "needs Node and the page's packages, which the build installs")
class the_pages_models(unittest.TestCase):
    def run_in_page(self, *command):
        done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False,
                              env={**os.environ, "TROUPE_GOLDEN": str(TREE / "tests/golden")})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_they_hold(self):
        shutil.rmtree(BUILT, ignore_errors=True)
        self.run_in_page("node_modules/.bin/tsc", "-p", "tests/tsconfig.json")
        (BUILT / "package.json").write_text('{"type":"module"}', encoding="utf-8")
        tests = sorted((BUILT / "tests").glob("*.test.js"))
        self.assertGreater(len(tests), 0)
        self.run_in_page("node", "--import", "./tests/resolve.mjs", "--test", *map(str, tests))
