"""How large a thing may be, and what it may be called."""
import ast
import re

from source_text import functions
from tree import Violation

LINE_COLUMNS = 100
FILE_LINES = 500
FUNCTION_LINES = 70
README_LINES = range(3, 11)
TOP_FOLDERS = {"trading", "actors", "runtime", "net", "persistence", "config", "cli", "frontend",
               "tests", "deploy", "docs", "cmake"}
EMPTY_NAMES = {"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc"}
# Prose and data wrap as their reader wants it.
LINES_MATTER = (".cpp", ".hpp", ".py", ".cmake", ".sh")


def line_length(tree):
    for source in tree.sources:
        if source.path.endswith(LINES_MATTER):
            for number, line in enumerate(source.lines, 1):
                if len(line) > LINE_COLUMNS:
                    yield source.report(number, "line_length", f"{len(line)} columns; at most "
                                                               f"{LINE_COLUMNS}")


def file_length(tree):
    for source in tree.sources:
        if source.path.endswith(LINES_MATTER) and len(source.lines) > FILE_LINES:
            yield source.report(1, "file_length", f"{len(source.lines)} lines; at most "
                                                  f"{FILE_LINES}")


def function_length(tree):
    for source in tree.sources:
        if source.is_cpp:
            found = [(each.line, each.lines, each.head) for each in functions(source.code)]
        elif source.path.endswith(".py"):
            found = [(each.lineno, each.end_lineno - each.lineno + 1, each.name)
                     for each in ast.walk(ast.parse(source.content))
                     if isinstance(each, ast.FunctionDef)]
        else:
            continue
        for line, lines, head in found:
            if lines > FUNCTION_LINES:
                yield source.report(line, "function_length",
                                    f"{lines} lines; at most {FUNCTION_LINES}: {head[:60]}")


def names(tree):
    for path in [each.path for each in tree.sources] + tree.folders:
        empty = EMPTY_NAMES & set(re.split(r"[_.-]", path.split("/")[-1].lower()))
        if empty:
            yield Violation(path, 1, "names", f'"{sorted(empty)[0]}" names nothing')


def top_folders(tree):
    for folder in tree.folders:
        if "/" not in folder and folder not in TOP_FOLDERS:
            yield Violation(folder, 1, "top_folders", "is none of the project's top folders")


def readme(tree):
    for folder in tree.folders:
        if "/" in folder:
            continue
        page = tree.find(f"{folder}/README.md")
        if page is None:
            yield Violation(f"{folder}/README.md", 1, "readme", "is missing")
        elif len(page.lines) not in README_LINES:
            yield page.report(1, "readme", f"{len(page.lines)} lines; write 3 to 10")


RULES = (line_length, file_length, function_length, names, top_folders, readme)
