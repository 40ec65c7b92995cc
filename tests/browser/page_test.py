"""The web page in Chromium, against the real binary and its built-in venue."""
import os
import shutil
import subprocess
import unittest
from pathlib import Path

from browser.first_load import PAGES, scripts_of
from integration.harness.system import PASSWORD, System, SystemTest

HERE = Path(__file__).resolve().parent
PACKAGES = HERE.parents[1] / "frontend/node_modules/playwright-core"
SCENARIO_TIMEOUT_S = 300
FIRST_LOAD_BYTES_MAX = 270_000
PLAIN_BYTES_MAX = 512  # smaller files gain nothing from compression, says tools/pack.mjs
NO_STRATEGIES = {"trading.strategies": []}


def started(test, settings, environment=None):
    it = System(test, {"venue.speed": "60", **settings},
                {"TROUPE_TEST_HOOKS": "1", **(environment or {})})
    it.ready(it.start())
    return it


class CleansUpLast:
    """Cleans up after the last test of a class what its tests share."""

    def __init__(self, test_class):
        self.addCleanup = test_class.addClassCleanup


@unittest.skipUnless(Path("/usr/bin/chromium").exists() and shutil.which("node"),
                     "needs Chromium at /usr/bin/chromium and Node")
@unittest.skipUnless(PACKAGES.is_dir(), "needs the page's packages, which the build installs")
class the_web_page(SystemTest):
    shared = {}  # by their settings: the systems that several scenarios use

    @classmethod
    def running(cls, settings):
        key = str(settings)
        if key not in cls.shared:
            cls.shared[key] = started(CleansUpLast(cls), settings)
        return cls.shared[key]

    def play(self, scenario, device, it):
        command = ["node", HERE / f"{scenario}.mjs", f"http://127.0.0.1:{it.edge_port}", PASSWORD,
                   device, os.environ.get("TROUPE_SCREENSHOTS", "")]
        done = subprocess.run(command, capture_output=True, text=True, check=False,
                              timeout=SCENARIO_TIMEOUT_S)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def with_strategies(self, scenario, device, logged=False):
        settings = {"runtime.log_level": "info"} if logged else {}
        self.play(scenario, device, self.running(settings))

    def by_hand(self, scenario, device):
        self.play(scenario, device, self.running(NO_STRATEGIES))

    def test_each_page_loads_little_and_its_hashed_files_are_kept_for_ever(self):
        it = self.running(NO_STRATEGIES)

        for page in PAGES:
            scripts = scripts_of(it.edge_port, page)
            for name, (headers, body) in scripts.items():
                self.assertIn("immutable", headers["Cache-Control"], name)
                if len(body) > PLAIN_BYTES_MAX:
                    self.assertEqual(headers["Content-Encoding"], "gzip", name)
            first_load = sum(len(body) for _, body in scripts.values())
            self.assertGreater(first_load, 0, page)
            self.assertLessEqual(first_load, FIRST_LOAD_BYTES_MAX, page)

    def test_every_page_is_well_on_a_desktop(self):
        self.with_strategies("pages", "desktop", logged=True)

    def test_every_page_is_well_in_light_colours(self):
        self.with_strategies("light", "desktop", logged=True)

    def test_every_page_is_well_on_a_phone(self):
        self.with_strategies("pages", "phone", logged=True)

    def test_orders_are_refused_filled_explained_and_flattened_on_a_desktop(self):
        self.by_hand("orders", "desktop")

    def test_orders_are_refused_filled_explained_and_flattened_on_a_phone(self):
        self.by_hand("orders", "phone")

    def test_what_is_typed_at_once_after_load_is_what_is_asked(self):
        self.with_strategies("hands", "desktop")

    def test_a_parameter_is_changed_while_its_strategy_runs(self):
        self.with_strategies("strategies", "desktop")

    def test_an_order_is_previewed_replaced_and_dragged(self):
        # Slowly, so that what is to rest is not reached by the market.
        it = started(self, {**NO_STRATEGIES, "venue.speed": "1"})
        self.play("changes", "desktop", it)

    def test_what_was_earned_is_the_servers_and_is_taken_away_as_csv(self):
        self.by_hand("portfolio", "desktop")

    def test_keys_columns_files_colours_and_fills_that_are_said_aloud(self):
        self.by_hand("comfort", "desktop")

    def test_what_a_user_arranges_is_kept_until_he_resets_it(self):
        self.by_hand("layout", "desktop")

    def test_the_screener_is_filtered_sorted_and_opened_by_keys_however_many_rows(self):
        self.with_strategies("screener", "desktop")

    def test_the_log_backtests_and_who_changed_what_are_the_servers(self):
        self.with_strategies("records", "desktop", logged=True)

    def test_a_user_is_added_and_removed_while_he_looks_at_the_page(self):
        self.by_hand("users", "desktop")

    def test_an_order_waits_for_the_code_of_an_authenticator(self):
        it = started(self, NO_STRATEGIES, {"TROUPE_MASTER_KEY": "made up for the tests, and long"})
        self.play("second_factor", "desktop", it)

    def test_news_and_the_time_of_a_hop_are_the_servers(self):
        self.with_strategies("told", "desktop")

    def test_trading_is_halted_with_and_without_scripts(self):
        self.by_hand("halt", "desktop")

    def test_a_killed_role_is_seen_and_a_killed_edge_comes_back(self):
        self.play("restart", "desktop", started(self, NO_STRATEGIES))
