"""The web page's types are those of the interface's description, and its lock file is whole."""
import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"


class the_web_pages_sources(unittest.TestCase):
    def test_the_types_are_what_the_description_says(self):
        done = subprocess.run([sys.executable, FRONTEND / "tools/make_types.py", "--check"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_lock_file_has_a_hash_for_each_package_and_names_no_address(self):
        packages = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))["packages"]
        for name, package in packages.items():
            self.assertNotIn("resolved", package, name)
            if name and not package.get("inBundle"):
                self.assertIn("integrity", package, name)

    def test_features_take_nothing_but_what_is_shared_and_no_number_is_made_up(self):
        for file in (FRONTEND / "src").rglob("*.ts*"):
            text = file.read_text("utf-8")
            self.assertNotIn("Math.random", text, file)
            self.assertNotIn("localhost", text, file)
            if file.name != "api.ts":  # made by the tool
                self.assertLessEqual(text.count("\n"), 250, file)
            parts = file.relative_to(FRONTEND / "src").parts
            own = parts[1] if parts[0] == "features" else ""
            for taken in re.findall(r"@/features/([a-z]+)/", text):
                self.assertEqual(taken, own, file)
