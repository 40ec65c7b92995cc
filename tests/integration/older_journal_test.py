"""A journal that an older version wrote is read and folded whole. Each version of the format has
one in tests/golden/journals; a new one is added, none is ever changed. Decided again by today's
rules, it need not be decided alike: a rule that came later has its gate in every decision."""
import json
import shutil
from pathlib import Path

from integration.harness import journal
from integration.harness.binary import ROOT, troupe
from integration.harness.system import SystemTest

JOURNALS = Path(ROOT) / "tests" / "golden" / "journals"


class older_journals(SystemTest):
    def test_each_is_sound_and_says_what_it_said(self):
        kept = sorted(each for each in JOURNALS.iterdir() if each.is_dir())
        self.assertTrue(kept)
        for version in kept:
            with self.subTest(version=version.name):
                home = self.folder() / "var"
                shutil.copytree(version, home)
                told = json.loads((version / "told.json").read_text(encoding="utf-8"))
                self.assertTrue(journal.verify(home)["ok"])
                self.assertEqual(journal.digest(home), told["digest"])
                self.assertEqual([[each["seq"], each["type"]] for each in journal.records(home)],
                                 told["records"])
                again = troupe("replay", "--home", home)
                self.assertEqual(again.returncode, 0, again.stdout + again.stderr)
