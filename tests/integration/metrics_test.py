"""What Prometheus scrapes, and what deploy/ makes of it."""
import re
import shutil
import subprocess
from pathlib import Path

from integration.harness.rest import call
from integration.harness.system import SystemTest

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\btroupe_[a-z0-9_]+")
SAMPLE = re.compile(r'^([a-z_:]+)(\{[^}]*\})? [-+0-9.eInfNa]+$')
BASE_UNITS = ("_seconds", "_bytes", "_ratio")
OTHER_UNITS = ("_ms", "_us", "_ns", "_milliseconds", "_minutes", "_hours", "_kilobytes", "_percent")


class metrics(SystemTest):
    def setUp(self):
        it = self.system(settings={"venue.speed": "60"})
        it.ready(it.start())
        self.text = call(it.edge_port, "GET", "/metrics").text
        self.types = dict(re.findall(r"^# TYPE (\S+) (\S+)$", self.text, re.MULTILINE))

    def test_follow_the_conventions_of_prometheus(self):
        helps = set(re.findall(r"^# HELP (\S+) \S", self.text, re.MULTILINE))
        for name, kind in self.types.items():
            with self.subTest(metric=name):
                self.assertIn(name, helps)
                self.assertRegex(name, r"^troupe_[a-z][a-z0-9_]*$")
                self.assertEqual(kind == "counter", name.endswith("_total"), kind)
                self.assertFalse(name.endswith(OTHER_UNITS), "base units only")
                if kind == "histogram":
                    self.assertTrue(name.endswith(BASE_UNITS))
                    self.assertIn(f'{name}_bucket', self.text)
        for line in self.text.splitlines():
            if line and not line.startswith("#"):
                self.assertRegex(line, SAMPLE)

    def test_prometheus_own_tool_finds_nothing_to_object_to(self):
        promtool = shutil.which("promtool")
        if promtool is None:
            self.skipTest("promtool is not here; apt-get install prometheus")
        for arguments, given in ((("check", "metrics"), self.text),
                                 (("check", "rules", ROOT / "deploy/prometheus/alerts.yaml"), "")):
            done = subprocess.run([promtool, *map(str, arguments)], input=given, text=True,
                                  capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_alerts_and_the_dashboard_name_what_is_there(self):
        served = set(self.types)
        for name, kind in self.types.items():
            if kind == "histogram":
                served |= {f"{name}_bucket", f"{name}_sum", f"{name}_count"}
        for page in ("deploy/prometheus/alerts.yaml", "deploy/grafana/troupe.json"):
            named = set(NAME.findall((ROOT / page).read_text(encoding="utf-8")))
            self.assertGreater(len(named), 5, page)
            self.assertEqual(named - served, set(), page)
