#!/usr/bin/env python3
"""Holds the tree to the project's rules: layers, sizes, names, and what may not be written.

    tests/tidy/tidy.py [ROOT]

Prints one line a violation (file:line: rule: what is wrong) and exits 1; prints nothing and exits
0 when there is none.
"""
import sys
from pathlib import Path

import content_rules
import document_rules
import layer_rules
import shape_rules
import tree

RULES = (layer_rules.RULES + shape_rules.RULES + content_rules.RULES
         + document_rules.RULES)


def check(root):
    files = tree.read(Path(root))
    return sorted(found for rule in RULES for found in rule(files))


def main(arguments):
    root = arguments[0] if arguments else Path(__file__).resolve().parents[2]
    violations = check(root)
    for each in violations:
        print(each)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
