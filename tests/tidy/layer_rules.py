"""Who may include what: the layers, and which library belongs to which of them."""
from collections import deque

ALLOWED = {
    "trading": {"trading"},
    "config": {"config", "trading"},
    "net": {"net", "config", "trading"},
    "persistence": {"persistence", "config", "trading"},
    "runtime": {"runtime", "config", "trading"},
    "actors": {"actors", "runtime", "persistence", "net", "config", "trading"},
    "cli": {"cli", "actors", "runtime", "persistence", "net", "config", "trading"},
}
CAF_LAYERS = {"runtime", "actors", "cli"}
# Each translation unit that sees Beast costs 20 to 50 seconds; the first only instantiates it.
BEAST_UNITS = {"net/asio.cpp", "net/http/server.cpp", "net/http/client.cpp",
               "net/websocket/client.cpp"}
STANDARD_HEADERS = set("""
algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat charconv
chrono cinttypes climits clocale cmath codecvt compare complex concepts condition_variable coroutine
csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque
exception execution expected filesystem format forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex
scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token
streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex
typeinfo unordered_map unordered_set utility valarray variant vector version
""".split())
# Of the standard library, what would bring I/O, threads or chance into trading/. <chrono> may come
# for its calendar; the rule on raw clocks sees to the rest.
NOT_IN_TRADING = {"condition_variable", "execution", "filesystem", "fstream", "future",
                  "iostream", "mutex", "random", "semaphore", "shared_mutex", "thread", "barrier",
                  "latch", "stop_token", "syncstream", "ctime", "cstdio", "atomic"}
# Memory that a value's copies share, whichever thread holds them; no decision can see it.
# See docs/decisions/0007-a-decision-allocates-nothing.md.
MAY_BE_IN_TRADING = {("trading/block_pool.hpp", "atomic"), ("trading/evidence_list.hpp", "atomic"),
                     ("trading/term.cpp", "atomic")}


def layers(tree):
    for source in tree.sources:
        if not (source.is_cpp and source.layer):
            continue
        for line, quoted, name in source.includes:
            if quoted:
                target = name.split("/")[0]
                if target not in ALLOWED:
                    yield source.report(line, "layers", f'"{name}" is not a path from the root')
                elif target not in ALLOWED[source.layer]:
                    yield source.report(line, "layers",
                                        f'{source.layer} may not include "{name}"')
            elif name.startswith("caf/") and source.layer not in CAF_LAYERS:
                yield source.report(line, "layers", f"{source.layer} may not include <{name}>; "
                                                    "actors belong to runtime and actors")


def trading_is_pure(tree):
    for source in tree.sources:
        if not (source.is_cpp and source.layer == "trading"):
            continue
        for line, quoted, name in source.includes:
            if quoted:
                continue
            if name not in STANDARD_HEADERS:
                yield source.report(line, "trading_is_pure", f"<{name}> is not a standard header")
            elif name in NOT_IN_TRADING and (source.path, name) not in MAY_BE_IN_TRADING:
                yield source.report(line, "trading_is_pure",
                                    f"<{name}> brings in I/O, threads or chance")


def way_to_beast(tree_by_path, start):
    """The includes from a translation unit to a Beast header; None when there is no way."""
    waiting, seen = deque([(start, [start])]), {start}
    while waiting:
        path, way = waiting.popleft()
        for _, quoted, name in tree_by_path[path].includes:
            if not quoted and name.startswith("boost/beast"):
                return way
            if quoted and name in tree_by_path and name not in seen:
                seen.add(name)
                waiting.append((name, way + [name]))
    return None


def beast_units(tree):
    by_path = {each.path: each for each in tree.sources if each.is_cpp and each.layer}
    for path, source in by_path.items():
        if not path.endswith(".cpp") or path in BEAST_UNITS:
            continue
        way = way_to_beast(by_path, path)
        if way is not None:
            yield source.report(1, "beast_units", "sees Beast, through " + " > ".join(way))


RULES = (layers, trading_is_pure, beast_units)
