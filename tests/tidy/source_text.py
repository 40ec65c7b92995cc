"""A C++ file as the rules see it: comments, texts and code told apart, line by line."""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)")'
    r'|(?P<text>"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\')',
    re.DOTALL)


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def split(content):
    """The code with blanks for comments and texts, and the reverse; both keep every line."""
    code, prose, end = [], [], 0
    for token in TOKEN.finditer(content):
        between = content[end:token.start()]
        inside = token.group()
        code += [between, blank(inside) if token["comment"] else f'"{blank(inside[1:-1])}"']
        prose += [blank(between), inside]
        end = token.end()
    code.append(content[end:])
    prose.append(blank(content[end:]))
    return "".join(code), "".join(prose)


@dataclass
class Function:
    line: int
    lines: int
    head: str


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def opens_scope(head):
    """Whether the brace after this head opens a namespace or a type, not a function."""
    head = re.sub(r"template\s*<[^{]*?>\s*(?=class|struct|union)", "", head)
    return re.search(r"\b(namespace|class|struct|union|enum|extern)\b[^()=]*$", head) is not None


def opens_function(head, in_parentheses):
    return not in_parentheses and ")" in head and not head.rstrip().endswith("=")


def functions(code):
    """Every function at namespace or class level, by matching braces; lambdas count as their
    function's lines."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda line: blank(line.group()), code,
                  flags=re.MULTILINE)
    found, scopes, depth, parentheses, head_start = [], 0, 0, 0, 0
    function_start = None
    for token in re.finditer(r"[{}();]", code):
        sign, offset = token.group(), token.start()
        if depth > 0:
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if depth > 0:
                continue
            if function_start is not None:
                start = function_start
                found.append(Function(line_of(code, start),
                                      code.count("\n", start, offset) + 1,
                                      " ".join(code[start:offset].split("{")[0].split())))
            function_start = None
            # A brace in an expression, such as a member's initialiser, does not end the head.
            if not re.match(r"\s*[,{(;).]", code[offset + 1:]):
                head_start = offset + 1
        elif sign == "{":
            head = code[head_start:offset]
            if parentheses == 0 and opens_scope(head):
                scopes, head_start = scopes + 1, offset + 1
                continue
            depth = 1
            if opens_function(head, parentheses > 0):
                function_start = head_start + len(head) - len(head.lstrip())
        elif sign == "}":
            scopes, head_start = max(0, scopes - 1), offset + 1
        elif sign in "()":
            parentheses = max(0, parentheses + (1 if sign == "(" else -1))
        elif parentheses == 0:
            head_start = offset + 1
    return found
