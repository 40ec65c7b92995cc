"""The edge's streams are what docs/asyncapi.yaml says, and the page understands them; the orders
that the page's ticket makes are ones that the edge reads."""
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

from browser import compiled_page
from integration.harness.system import PASSWORD, SystemTest

DOCS = compiled_page.TREE / "docs"
HERE = Path(__file__).resolve().parent
LISTEN_TIMEOUT_S = 120
KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list,
         "object": dict, "null": type(None)}


class Description:
    def __init__(self, name="asyncapi.yaml"):
        self.name = name
        self.pages = {each: yaml.safe_load((DOCS / each).read_text("utf-8"))
                      for each in ("asyncapi.yaml", "openapi.yaml")}

    def at(self, reference, here):
        file, _, path = reference.partition("#")
        part = self.pages[file or here]
        for step in path.strip("/").split("/"):
            part = part[step]
        return part, file or here

    def members(self, schema, here):
        """All that an object may have, by name: its schema and where that is written."""
        if "$ref" in schema:
            return self.members(*self.at(schema["$ref"], here))
        found = {name: (inner, here) for name, inner in schema.get("properties", {}).items()}
        for each in schema.get("allOf", []):
            found |= self.members(each, here)
        return found

    def objection(self, schema, value, here="asyncapi.yaml", where="data"):
        """Empty where the value is as described."""
        if "$ref" in schema:
            return self.objection(*[self.at(schema["$ref"], here)[0], value],
                                  self.at(schema["$ref"], here)[1], where)
        if "oneOf" in schema:
            told = [self.objection(each, value, here, where) for each in schema["oneOf"]]
            return "" if "" in told else told[0]
        if "const" in schema and value != schema["const"]:
            return f"{where} is not {schema['const']}: {value}"
        if "enum" in schema and value not in schema["enum"]:
            return f"{where} is none of {schema['enum']}: {value}"
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(isinstance(value, KINDS[kind]) for kind in kinds):
            return f"{where} is no {kinds}: {value}"
        if isinstance(value, list):
            told = (self.objection(schema["items"], each, here, f"{where}[]") for each in value)
            return next(filter(None, told), "")
        return self.object_objection(schema, value, here, where) if isinstance(value, dict) else ""

    def object_objection(self, schema, value, here, where):
        for part in [schema, *schema.get("allOf", [])]:
            whole = self.at(part["$ref"], here)[0] if "$ref" in part else part
            for name in whole.get("required", []):
                if name not in value:
                    return f"{where} lacks {name}"
        for name, (inner, place) in self.members(schema, here).items():
            if name in value and (told := self.objection(inner, value[name], place,
                                                         f"{where}.{name}")):
                return told
        return ""


@unittest.skipUnless(compiled_page.is_possible() and Path("/usr/bin/chromium").exists(),
                     "needs Chromium, Node and the page's packages, which the build installs")
class the_contract(SystemTest):
    def test_streams_are_as_described_and_the_page_understands_them(self):
        it = self.system(settings={"venue.speed": "60"})
        it.ready(it.start())
        done = subprocess.run(
            ["node", HERE / "listen.mjs", f"http://127.0.0.1:{it.edge_port}", PASSWORD, "desktop"],
            capture_output=True, text=True, check=False, timeout=LISTEN_TIMEOUT_S)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        messages = json.loads(done.stdout.splitlines()[-1])
        page = Description()
        described = page.pages["asyncapi.yaml"]["components"]["messages"]
        for each in messages:
            schema = described[f"told_{each['type']}"]["payload"]
            self.assertEqual(page.objection(schema, each, where=each["type"]), "")
        told = {each["type"] for each in messages}
        self.assertLessEqual({"subscribed", "snapshot", "quote", "bar", "order", "position",
                              "account", "decision", "status", "error", "pong"}, told)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(messages, file)
            file.flush()
            done = compiled_page.run(["stream"], {"TROUPE_TOLD": file.name})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_orders_of_the_ticket_are_read_by_the_edge(self):
        it = self.system(settings={"trading.strategies": []})
        operator = it.ready(it.start())
        operator.ask("POST", "/api/risk/halt", {"reason": "nothing is to be sent"})
        orders = json.loads((compiled_page.TREE / "tests/golden/page_orders.json").read_text())
        for each in orders:
            answer = operator.ask("POST", "/api/orders", each)
            self.assertEqual(answer.status, 403, f"{each}: {answer.text}")
