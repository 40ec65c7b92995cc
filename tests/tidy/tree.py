"""The project's files as the rules see them, each read once."""
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from source_text import split

LAYERS = ("trading", "config", "net", "persistence", "runtime", "actors", "cli")
WRITTEN_BY_TOOLS = re.compile(r"^(build.*|var|dist|out|node_modules|__pycache__|\..*)$")
TEXT_ENDINGS = {".cpp", ".hpp", ".py", ".cmake", ".txt", ".md", ".toml", ".yaml", ".sh", ".json"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)


@dataclass(frozen=True, order=True)
class Violation:
    path: str
    line: int
    rule: str
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.what}"


@dataclass
class Source:
    path: str  # from the root, with slashes
    content: str
    layer: str = field(init=False)

    def __post_init__(self):
        top = self.path.split("/")[0]
        self.layer = top if top in LAYERS else ""

    @property
    def is_cpp(self):
        return self.path.endswith((".cpp", ".hpp"))

    @cached_property
    def lines(self):
        return self.content.splitlines()

    @cached_property
    def parts(self):
        return split(self.content)

    @property
    def code(self):
        return self.parts[0]

    @property
    def prose(self):
        return self.parts[1]

    @cached_property
    def includes(self):
        """(line, quoted, name) of every include."""
        return [(self.content.count("\n", 0, each.start()) + 1, each[1] == '"', each[2])
                for each in INCLUDE.finditer(self.content)]

    def report(self, line, rule, what):
        return Violation(self.path, line, rule, what)


@dataclass
class Tree:
    root: Path
    sources: list
    folders: list  # every folder from the root, with slashes

    def find(self, path):
        return next((each for each in self.sources if each.path == path), None)


def read(root):
    sources, folders = [], []

    def visit(folder):
        for entry in sorted(folder.iterdir()):
            if WRITTEN_BY_TOOLS.match(entry.name):
                continue
            if entry.is_dir():
                folders.append(entry.relative_to(root).as_posix())
                visit(entry)
            elif entry.suffix in TEXT_ENDINGS:
                sources.append(Source(entry.relative_to(root).as_posix(),
                                      entry.read_text(encoding="utf-8")))

    visit(root)
    return Tree(root, sources, folders)
