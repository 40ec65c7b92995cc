"""What the page makes of figures and of what is typed, without a browser."""
import unittest

from browser import compiled_page


@unittest.skipUnless(compiled_page.is_possible(),
                     "needs Node and the page's packages, which the build installs")
class the_pages_models(unittest.TestCase):
    def test_they_hold(self):
        done = compiled_page.run(["figures", "ticket", "store", "announced", "grid", "records",
                                  "second_factor"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
