"""Makes the documents that the edge serves, and the source that puts them into the binary.

    make_documents.py SOURCE_TREE FOLDER

Each document is there plain and gzipped, with a tag made of its content.
"""
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

VIEWER = {"viewer.js": "swagger-ui-bundle.js", "viewer.css": "swagger-ui.css"}


def fetch_viewer(tree, folder):
    """The package's folder as its lock says; None, and why on standard error, where npm fails."""
    place = folder / "npm"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(tree / "frontend/api_docs" / name, place / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL, timeout=120)
    except (OSError, subprocess.SubprocessError) as failed:
        print(f"documents: without a viewer at /docs, for npm could not fetch it: {failed}",
              file=sys.stderr)
        return None
    return place / "node_modules/swagger-ui-dist"


def documents(tree, folder):
    openapi = yaml.safe_load((tree / "docs/openapi.yaml").read_text(encoding="utf-8"))
    yield "openapi.json", json.dumps(openapi, separators=(",", ":")).encode()
    package = fetch_viewer(tree, folder)
    for name, source in VIEWER.items():
        yield name, (package / source).read_bytes() if package else b""


def assembler(name, folder):
    symbol = "troupe_document_" + name.replace(".", "_")
    tag = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:16]
    lines = []
    for part, file in (("plain", name), ("gzip", name + ".gz")):
        lines += [f".global {symbol}_{part}", f".global {symbol}_{part}_end", f"{symbol}_{part}:",
                  f'.incbin "{folder / file}"', f"{symbol}_{part}_end:", ".byte 0"]
    lines += [f".global {symbol}_tag", f"{symbol}_tag:", f'.asciz "{tag}"']
    return "\n".join(lines)


def main(tree, folder):
    folder.mkdir(parents=True, exist_ok=True)
    parts = [".section .rodata"]
    for name, content in documents(tree, folder):
        (folder / name).write_bytes(content)
        (folder / (name + ".gz")).write_bytes(gzip.compress(content, mtime=0))
        parts.append(assembler(name, folder))
    parts.append('.section .note.GNU-stack,"",@progbits')
    (folder / "documents.S").write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
