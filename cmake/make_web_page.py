"""Exports the web page and makes the source that puts it into the binary.

    make_web_page.py SOURCE_TREE FOLDER

npm installs what the lock file says only where it has changed. An error of the page's own sources
fails the build; npm that cannot install leaves the page out, and says so.
"""
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
NODE_LEAST = (20, 19)


def environment(tree):
    own = tree / "build/node/node_modules/.bin"  # where set-up has put a newer Node
    return {**os.environ, "NEXT_TELEMETRY_DISABLED": "1", "CI": "1",
            "PATH": f"{own}{os.pathsep}{os.environ['PATH']}"}


def node_is_new(env):
    try:
        told = subprocess.run(["node", "--version"], env=env, text=True, capture_output=True,
                              check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return tuple(int(part) for part in told.strip().lstrip("v").split(".")[:2]) >= NODE_LEAST


def install(place, env):
    if not node_is_new(env):
        print("web page: left out, for it takes Node 20.19 or later", file=sys.stderr)
        return False
    lock = (place / "package-lock.json").read_bytes()
    stamp = place / "node_modules/.troupe-lock"
    wanted = hashlib.sha256(lock).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return True
    try:
        subprocess.run(INSTALL, cwd=place, env=env, check=True, stdout=subprocess.DEVNULL,
                       timeout=300)
    except (OSError, subprocess.SubprocessError) as failed:
        print(f"web page: left out, for npm could not install its packages: {failed}",
              file=sys.stderr)
        return False
    stamp.write_text(wanted, encoding="utf-8")
    return True


def export(place, folder, env):
    shutil.rmtree(place / "out", ignore_errors=True)
    built = subprocess.run(["npm", "run", "build", "--silent"], cwd=place, env=env, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if built.returncode != 0:
        sys.exit(f"web page: the export failed:\n{built.stdout}")
    subprocess.run(["node", "tools/pack.mjs", "out", folder], cwd=place, env=env, check=True)


def main(tree, folder):
    folder.mkdir(parents=True, exist_ok=True)
    place, env = tree / "frontend", environment(tree)
    if install(place, env):
        export(place, folder, env)
    else:
        for name in ("index", "content"):
            (folder / name).write_bytes(b"")
    lines = [".section .rodata"]
    for name in ("index", "content"):
        symbol = f"troupe_page_{name}"
        lines += [f".global {symbol}", f".global {symbol}_end", f"{symbol}:",
                  f'.incbin "{folder / name}"', f"{symbol}_end:", ".byte 0"]
    lines.append('.section .note.GNU-stack,"",@progbits')
    (folder / "page.S").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
