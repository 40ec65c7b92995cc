"""The page's own tests (frontend/tests), compiled to build/page_tests and run by Node."""
import os
import shutil
import subprocess
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
FRONTEND = TREE / "frontend"
BUILT = TREE / "build/page_tests"


def is_possible():
    return (FRONTEND / "node_modules/typescript").is_dir() and shutil.which("node") is not None


def run(names, environment=None):
    """The end of a run of these tests: its exit code and what it said."""
    shutil.rmtree(BUILT, ignore_errors=True)
    told = subprocess.run(["node_modules/.bin/tsc", "-p", "tests/tsconfig.json"], cwd=FRONTEND,
                          capture_output=True, text=True, check=False)
    if told.returncode != 0:
        return told
    (BUILT / "node_modules").symlink_to(FRONTEND / "node_modules")
    (BUILT / "package.json").write_text('{"type":"module"}', encoding="utf-8")
    tests = [BUILT / "tests" / f"{name}.test.js" for name in names]
    return subprocess.run(
        ["node", "--import", "./tests/resolve.mjs", "--test", *map(str, tests)], cwd=FRONTEND,
        capture_output=True, text=True, check=False,
        env={**os.environ, "TROUPE_GOLDEN": str(TREE / "tests/golden"), **(environment or {})})
