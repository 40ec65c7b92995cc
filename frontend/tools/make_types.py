"""Writes src/contract: api.ts of docs/openapi.yaml and stream.ts of docs/asyncapi.yaml, one type
for each of their schemas, and one for each message of the streams.

    make_types.py           writes the files
    make_types.py --check   exits 1 where one is not what its description says
"""
import json
import sys
from pathlib import Path

import yaml

TREE = Path(__file__).resolve().parents[2]
CONTRACT = TREE / "frontend/src/contract"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean",
         "null": "null"}


def name_of(text):
    return "".join(part.capitalize() for part in text.split("_"))


def type_of(schema):
    if "$ref" in schema:
        file, _, place = schema["$ref"].partition("#")
        return ("api." if file else "") + name_of(place.rsplit("/", 1)[1])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(each) for each in schema["enum"])
    if "allOf" in schema:
        return " & ".join(type_of(each) for each in schema["allOf"])
    if "oneOf" in schema:
        return " | ".join(type_of(each) for each in schema["oneOf"])
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


def members_of(made):
    """Of the text of an object's type: its members, each as it is written."""
    body = made[2:-2]
    depth, members, start = 0, [], 0
    for at, letter in enumerate(body):
        depth += (letter in "{<") - (letter in "}>")
        if letter == ";" and depth == 0:
            members.append(body[start:at].strip())
            start = at + 1
    return members + [body[start:].strip()]


def is_one_object(made):
    depth = 0
    for at, letter in enumerate(made):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return at == len(made) - 1
    return False


def declared(name, made):
    if made.startswith("{ ") and is_one_object(made):
        return [f"export type {name} = {{", *(f"  {each};" for each in members_of(made)), "};"]
    return [f"export type {name} = {made};"]


def described(file):
    return yaml.safe_load((TREE / "docs" / file).read_text("utf-8"))["components"]


def head(file):
    return [f"// Written by frontend/tools/make_types.py from docs/{file}; not by hand.", ""]


def api_text():
    lines = head("openapi.yaml")
    for name, schema in described("openapi.yaml")["schemas"].items():
        lines += declared(name_of(name), type_of(schema))
    return "\n".join(lines) + "\n"


def stream_text():
    page = described("asyncapi.yaml")
    lines = head("asyncapi.yaml") + ['import type * as api from "./api";', ""]
    for name, schema in page["schemas"].items():
        lines += declared(name_of(name), type_of(schema))
    told = {name: message for name, message in page["messages"].items() if name.startswith("told_")}
    for name, message in told.items():
        lines += declared(name_of(name), type_of(message["payload"]))
    lines += ["export type Told =", *(f"  | {name_of(name)}" for name in told)]
    lines[-1] += ";"
    return "\n".join(lines) + "\n"


FILES = {"api.ts": api_text, "stream.ts": stream_text}


def main(check):
    stale = 0
    for name, text in FILES.items():
        target = CONTRACT / name
        if not check:
            target.write_text(text(), encoding="utf-8")
        elif not target.is_file() or target.read_text("utf-8") != text():
            stale = 1
            print(f"{target.relative_to(TREE)} is not what its description in docs says; run "
                  "frontend/tools/make_types.py")
    return stale


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
