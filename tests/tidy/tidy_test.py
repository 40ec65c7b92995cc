#!/usr/bin/env python3
"""Every rule of tidy fires on a small made-up tree that breaks it, and on nothing else."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import tidy  # noqa: E402
from source_text import functions, split  # noqa: E402

README = "# A\n\nWhat lives here.\n"
HEADER = "// What this is.\n#pragma once\n"


def function_of(lines):
    return "int f(int x) {\n" + "  ++x;\n" * (lines - 2) + "}\n"


class made_up_tree(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for path, content in files.items():
                place = Path(folder) / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(content, encoding="utf-8")
                top = Path(folder) / path.split("/")[0]
                if top.is_dir() and not (top / "README.md").exists():
                    (top / "README.md").write_text(README, encoding="utf-8")
            return [(each.path, each.line, each.rule) for each in tidy.check(folder)]

    def assert_fires(self, files, *expected):
        self.assertEqual(self.check(files), list(expected))

    def assert_quiet(self, files):
        self.assertEqual(self.check(files), [])


class layers(made_up_tree):
    def test_an_include_against_the_arrows_is_told(self):
        self.assert_fires({"net/a.cpp": '#include <string>\n#include "actors/b.hpp"\n'},
                          ("net/a.cpp", 2, "layers"))
        self.assert_fires({"config/a.cpp": '#include "net/b.hpp"\n'},
                          ("config/a.cpp", 1, "layers"))
        self.assert_fires({"persistence/a.cpp": '#include "runtime/b.hpp"\n'},
                          ("persistence/a.cpp", 1, "layers"))
        self.assert_fires({"actors/a.cpp": '#include "cli/b.hpp"\n'},
                          ("actors/a.cpp", 1, "layers"))

    def test_every_arrow_may_be_followed(self):
        self.assert_quiet({"actors/a.cpp": "".join(
            f'#include "{layer}/b.hpp"\n'
            for layer in ("trading", "config", "net", "persistence", "runtime", "actors"))})
        self.assert_quiet({"cli/a.cpp": '#include "actors/b.hpp"\n#include <caf/all.hpp>\n'})

    def test_an_include_that_does_not_start_at_the_root_is_told(self):
        self.assert_fires({"net/a.cpp": '#include "b.hpp"\n'}, ("net/a.cpp", 1, "layers"))

    def test_caf_outside_runtime_and_actors_is_told(self):
        for layer in ("net", "persistence", "config"):
            self.assert_fires({f"{layer}/a.cpp": "#include <caf/actor.hpp>\n"},
                              (f"{layer}/a.cpp", 1, "layers"))
        self.assert_quiet({"runtime/a.cpp": "#include <caf/actor.hpp>\n"})

    def test_trading_may_only_have_standard_headers_that_are_pure(self):
        self.assert_quiet({"trading/a.cpp": "#include <vector>\n#include <cmath>\n"})
        for name in ("nlohmann/json.hpp", "boost/asio.hpp", "unistd.h", "thread", "fstream"):
            self.assert_fires({"trading/a.cpp": f"#include <{name}>\n"},
                              ("trading/a.cpp", 1, "trading_is_pure"))


class beast(made_up_tree):
    def test_a_fourth_unit_that_sees_beast_is_told_even_through_a_header(self):
        files = {"net/http/inner.hpp": HEADER + "#include <boost/beast/http.hpp>\n",
                 "net/http/server.cpp": '#include "net/http/inner.hpp"\n',
                 "net/http/other.cpp": '#include "net/http/inner.hpp"\n'}
        self.assert_fires(files, ("net/http/other.cpp", 1, "beast_units"))

    def test_the_known_units_may(self):
        self.assert_quiet({path: "#include <boost/beast/core.hpp>\n" for path in
                           ("net/asio.cpp", "net/http/client.cpp", "net/websocket/client.cpp")})


class shape(made_up_tree):
    def test_a_line_of_101_columns_is_told_and_of_100_is_not(self):
        self.assert_fires({"net/a.cpp": "//" + "x" * 98 + "\n//" + "x" * 99 + "\n"},
                          ("net/a.cpp", 2, "line_length"))

    def test_columns_are_letters_not_bytes(self):
        self.assert_quiet({"net/a.cpp": "//" + "→" * 98 + "\n"})

    def test_a_file_of_501_lines_is_told_and_of_500_is_not(self):
        self.assert_quiet({"net/a.cpp": "int a;\n" * 500})
        self.assert_fires({"net/a.cpp": "int a;\n" * 501}, ("net/a.cpp", 1, "file_length"))

    def test_a_function_of_71_lines_is_told_and_of_70_is_not(self):
        self.assert_quiet({"net/a.cpp": function_of(70)})
        self.assert_fires({"net/a.cpp": "\n" + function_of(71)},
                          ("net/a.cpp", 2, "function_length"))

    def test_a_long_python_function_is_told(self):
        self.assert_fires({"tests/a.py": "def f():\n" + "    pass\n" * 71},
                          ("tests/a.py", 1, "function_length"))

    def test_empty_names_are_told_for_files_and_folders(self):
        self.assert_fires({"net/string_utils.cpp": ""}, ("net/string_utils.cpp", 1, "names"))
        self.assert_fires({"net/common/a.cpp": ""}, ("net/common", 1, "names"))
        self.assert_quiet({"net/commonwealth.cpp": ""})

    def test_a_top_folder_that_is_not_of_the_project_is_told(self):
        self.assert_fires({"scripts/a.sh": ""}, ("scripts", 1, "top_folders"))

    def test_what_tools_write_is_not_looked_at(self):
        self.assert_quiet({"build/a.cpp": "x" * 200, ".git/a.py": "x" * 200})

    def test_a_readme_is_wanted_of_three_to_ten_lines(self):
        self.assert_fires({"net/README.md": "# Net\n"}, ("net/README.md", 1, "readme"))
        self.assert_fires({"net/README.md": "a\n" * 11}, ("net/README.md", 1, "readme"))
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "net").mkdir()
            self.assertEqual([each.rule for each in tidy.check(folder)], ["readme"])


class content(made_up_tree):
    def test_raw_clocks_chance_and_threads_are_told_outside_runtime(self):
        for use in ("auto t = std::chrono::steady_clock::now();", "std::random_device entropy;",
                    "int r = std::rand();", "std::thread work(f);"):
            self.assert_fires({"actors/a.cpp": use + "\n"}, ("actors/a.cpp", 1, "raw_runtime"))
            self.assert_quiet({"runtime/a.cpp": use + "\n"})

    def test_what_is_only_said_in_a_comment_or_text_is_no_use(self):
        self.assert_quiet({"net/a.cpp": '// std::thread\nauto a = "std::thread";\n'})

    def test_an_allowance_that_is_no_longer_used_is_told(self):
        self.assert_quiet({"cli/run.cpp": "std::thread watchdog;\n"})
        self.assert_fires({"cli/run.cpp": "int a;\n"}, ("cli/run.cpp", 1, "raw_runtime"))

    def test_floating_point_in_the_protocol_is_told(self):
        self.assert_fires({"actors/protocol/a.hpp": HEADER + "double price;\n"},
                          ("actors/protocol/a.hpp", 3, "exact_messages"))
        self.assert_quiet({"actors/signal/a.hpp": HEADER + "double price;\n"})

    def test_loose_ends_are_told_everywhere(self):
        for word in ("TO" "DO", "FIX" "ME", "X" "XX"):
            self.assert_fires({"net/a.cpp": f"// {word} later\n"}, ("net/a.cpp", 1, "loose_ends"))
            self.assert_fires({"docs/a.md": f"{word}\n"}, ("docs/a.md", 1, "loose_ends"))

    def test_a_header_says_what_it_is_for_and_is_read_once(self):
        self.assert_fires({"net/a.hpp": "// What this is.\n"}, ("net/a.hpp", 1, "headers"))
        self.assert_fires({"net/a.hpp": "#pragma once\n"}, ("net/a.hpp", 1, "headers"))
        self.assert_quiet({"net/a.hpp": HEADER})

    def test_jargon_is_told_in_comments_texts_and_pages_but_not_in_code(self):
        self.assert_fires({"net/a.cpp": "// as in ../shared/a.md\n"}, ("net/a.cpp", 1, "jargon"))
        self.assert_fires({"net/a.cpp": 'auto a = "see the study";\n'}, ("net/a.cpp", 1, "jargon"))
        self.assert_fires({"docs/a.md": "# A\n\nissue 2\n"}, ("docs/a.md", 3, "jargon"))
        self.assert_quiet({"net/a.cpp": "desk.issue(token);\n"})

    def test_a_test_may_look_for_the_sample_data(self):
        self.assert_quiet({"tests/a.py": 'data = "../shared/data/bars"\n'})
        self.assert_fires({"net/a.cpp": '// ../shared/data\n'}, ("net/a.cpp", 1, "jargon"))


class documents(made_up_tree):
    TESTS = {"tests/a_test.cpp": "TEST_F(suite, holds) {}\n",
             "tests/b_test.py": '"""What this is."""\nclass other(Base):\n'
                                "    def test_it(self):\n        pass\n"}

    def page(self, *rows):
        table = "".join(row + "\n" for row in rows)
        return {"docs/alpaca.md": "# A\n\n| | venue | proof |\n|---|---|---|\n" + table}

    def test_rows_may_name_tests_that_exist_and_claim_nothing_without(self):
        self.assert_quiet(self.TESTS | self.page("| one | yes | `suite.holds` `other.test_it` |",
                                                 "| two | no | |"))

    def test_a_test_that_does_not_exist_is_told(self):
        self.assert_fires(self.TESTS | self.page("| one | yes | `suite.held` |"),
                          ("docs/alpaca.md", 5, "named_tests"))
        self.assert_fires(self.TESTS | self.page("| one | yes | `suite.test_it` |"),
                          ("docs/alpaca.md", 5, "named_tests"))

    def test_a_claim_without_a_test_is_told(self):
        self.assert_fires(self.TESTS | self.page("| one | yes | |"),
                          ("docs/alpaca.md", 5, "named_tests"))


class how_functions_are_found(unittest.TestCase):
    def lengths(self, code):
        return [each.lines for each in functions(split(code)[0])]

    def test_in_namespaces_and_classes(self):
        self.assertEqual(self.lengths(
            "namespace a {\nclass b : public c {\n  void f() {\n  }\n  int x{};\n"
            "  int g() const {\n\n  }\n};\n}\n"), [2, 3])

    def test_member_initialisers_with_braces_belong_to_their_function(self):
        self.assertEqual(self.lengths("a::a(int x)\n    : b_{x}, c_{1} {\n  f();\n}\n")[-1], 4)

    def test_braces_in_texts_comments_and_macros_do_not_count(self):
        self.assertEqual(self.lengths(
            "#define A {\nvoid f() {\n  g('{', \"{\", R\"({)\", 1'000); // {\n}\nvoid h() {}\n"),
            [3, 1])

    def test_tables_and_types_are_not_functions(self):
        self.assertEqual(self.lengths(
            "constexpr int a[] = {\n1,\n2};\nenum class b {\nc\n};\nauto d = make({\n1\n});\n"),
            [])

    def test_a_lambda_counts_as_its_function_s_lines(self):
        self.assertEqual(self.lengths("void f() {\n  g([] {\n    h();\n  });\n}\n"), [5])


if __name__ == "__main__":
    unittest.main()
