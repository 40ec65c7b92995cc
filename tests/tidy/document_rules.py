"""What the documents claim: a table that names its proofs names tests that exist."""
import re

# The pages whose tables claim something by tests, in their last column.
PROVED_PAGES = ("docs/alpaca.md",)
NAME = re.compile(r"`([A-Za-z0-9_]+)\.([A-Za-z0-9_]+)`")
CPP_TEST = re.compile(r"^TEST(?:_F|_P)?\(\s*([A-Za-z0-9_]+),\s*([A-Za-z0-9_]+)\)", re.MULTILINE)
PYTHON_CLASS = re.compile(r"^class ([A-Za-z0-9_]+)[(:]", re.MULTILINE)
PYTHON_TEST = re.compile(r"^    def (test_[A-Za-z0-9_]+)\(", re.MULTILINE)


def tests_of(source):
    if source.path.endswith(".cpp"):
        return set(CPP_TEST.findall(source.content))
    if not source.path.endswith("_test.py"):
        return set()
    bodies = PYTHON_CLASS.split(source.content)[1:]
    return {(suite, test) for suite, body in zip(bodies[::2], bodies[1::2])
            for test in PYTHON_TEST.findall(body)}


def rows_of(page):
    """(line, cells) of each row of a table, but for heads and rules."""
    for number, line in enumerate(page.lines, 1):
        cells = [each.strip() for each in line.split("|")[1:-1]]
        rule_follows = number < len(page.lines) and page.lines[number].startswith("|---")
        if cells and not rule_follows and not line.startswith("|---"):
            yield number, cells


def named_tests(tree):
    pages = [page for page in map(tree.find, PROVED_PAGES) if page]
    if not pages:
        return
    known = set().union(*(tests_of(each) for each in tree.sources
                          if each.path.startswith("tests/")))
    for page in pages:
        for line, cells in rows_of(page):
            named = NAME.findall(cells[-1])
            claims = any(cell != "no" for cell in cells[1:-1])
            if claims and not named:
                yield page.report(line, "named_tests", "claims something and names no test")
            for suite, test in named:
                if (suite, test) not in known:
                    yield page.report(line, "named_tests", f"there is no test {suite}.{test}")


RULES = (named_tests,)
