"""Writes src/contract/api.ts from docs/openapi.yaml: one type for each of its schemas.

    make_types.py           writes the file
    make_types.py --check   exits 1 where the file is not what the description says
"""
import json
import sys
from pathlib import Path

import yaml

TREE = Path(__file__).resolve().parents[2]
TARGET = TREE / "frontend/src/contract/api.ts"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean",
         "null": "null"}


def name_of(text):
    return "".join(part.capitalize() for part in text.split("_"))


def type_of(schema):
    if "$ref" in schema:
        return name_of(schema["$ref"].rsplit("/", 1)[1])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(each) for each in schema["enum"])
    kind = schema.get("type", "object" if "properties" in schema else None)
    if isinstance(kind, list):
        return " | ".join(type_of({**schema, "type": each}) for each in kind)
    if kind == "array":
        return f"Array<{type_of(schema.get('items', {}))}>"
    if kind == "object":
        return object_of(schema)
    return PLAIN.get(kind, "unknown")


def object_of(schema):
    members = schema.get("properties", {})
    if not members:
        inner = schema.get("additionalProperties")
        return f"{{ [name: string]: {type_of(inner) if isinstance(inner, dict) else 'unknown'} }}"
    needed = set(schema.get("required", []))
    told = [f"{json.dumps(name) if not name.isidentifier() else name}"
            f"{'' if name in needed else '?'}: {type_of(inner)}" for name, inner in members.items()]
    return "{ " + "; ".join(told) + " }"


def text():
    schemas = yaml.safe_load((TREE / "docs/openapi.yaml").read_text("utf-8"))
    lines = ["// Written by frontend/tools/make_types.py from docs/openapi.yaml; not by hand.", ""]
    for name, schema in schemas["components"]["schemas"].items():
        made = type_of(schema)
        if made.startswith("{ "):
            body = made[2:-2]
            depth, members, start = 0, [], 0
            for at, letter in enumerate(body):
                depth += (letter in "{<") - (letter in "}>")
                if letter == ";" and depth == 0:
                    members.append(body[start:at].strip())
                    start = at + 1
            members.append(body[start:].strip())
            lines += [f"export type {name_of(name)} = {{", *(f"  {each};" for each in members),
                      "};"]
        else:
            lines.append(f"export type {name_of(name)} = {made};")
    return "\n".join(lines) + "\n"


def main(check):
    if check:
        if not TARGET.is_file() or TARGET.read_text("utf-8") != text():
            print(f"{TARGET.relative_to(TREE)} is not what docs/openapi.yaml says; run "
                  "frontend/tools/make_types.py")
            return 1
        return 0
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
