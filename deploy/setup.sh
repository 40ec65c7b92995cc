#!/usr/bin/env bash
# Installs what troupe needs on Debian 12, and says what. Safe to repeat. The web page and
# the tests need a newer Node than Debian's: where the system's is older, one of its own goes to
# build/node.
#   deploy/setup.sh build    what building and running need (the default)
#   deploy/setup.sh test     what the tests need besides
#   deploy/setup.sh bench    what the benchmarks need besides
set -euo pipefail

build_packages=(
  g++ cmake ninja-build ccache mold pkg-config make
  libcaf-dev libboost-dev libssl-dev libmsgpack-cxx-dev libsimdjson-dev nlohmann-json3-dev
  libtomlplusplus-dev libcli11-dev libhowardhinnant-date-dev libspdlog-dev prometheus-cpp-dev
  libcurl4-openssl-dev libsodium-dev libjwt-dev libmimalloc-dev
  libpqxx-dev libsqlite3-dev libhiredis-dev
  libgtest-dev libgmock-dev python3 python3-yaml
)
test_packages=(curl chromium postgresql redis-server openssl clang libclang-rt-dev)
bench_packages=(postgresql chromium wrk python3-fastapi uvicorn)

node_least=20.19.0 # what the SDKs and the web page's tools take
node_release=20.19.5
node_folder=$(cd "$(dirname "$0")/.." && pwd)/build/node

# Whether the Node that build and tests will find is new enough: build/node first, then the path.
node_is_new() {
  local version
  version=$(PATH="$node_folder/node_modules/.bin:$PATH" node --version 2>/dev/null) || return 1
  [ "$(printf '%s\n' "v$node_least" "$version" | sort -V | head -n 1)" = "v$node_least" ]
}

provide_node() {
  if node_is_new; then return; fi
  echo "setup: installing node $node_release into build/node"
  mkdir -p "$node_folder"
  # npm's `node` fetches the program for this processor from the same registry.
  if ! npm install --prefix "$node_folder" --no-save --no-audit --no-fund --loglevel=error \
       "node@$node_release" >&2; then
    echo "setup: npm could not install node $node_release: the web page is left out, and" \
         "tests that need it are skipped" >&2
  fi
}

install_packages() {
  echo "setup: installing $*"
  local as_root=() log
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "setup: not root and no sudo; as root, run: apt-get install $*" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" apt-get install -y \
         --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "setup: apt-get failed (whole log: $log). Cure what it names, then run make again." >&2
    exit 1
  fi
  rm -f "$log"
}

case "${1:-build}" in
  build) wanted=("${build_packages[@]}") ;;
  test) wanted=("${build_packages[@]}" "${test_packages[@]}") ;;
  bench) wanted=("${build_packages[@]}" "${bench_packages[@]}") ;;
  *) echo "usage: deploy/setup.sh [build|test|bench]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null; then
  echo "setup: not Debian. Install what these packages of it hold, then run make again:" >&2
  printf '  %s\n' "${wanted[@]}" >&2
  exit 1
fi

# The build exports the web page and fetches the viewer of /docs with npm, and the tests theirs. Any
# Node with npm does to begin with, wherever it came from.
if [ "${1:-build}" != bench ] && ! { command -v node && command -v npm; } >/dev/null; then
  wanted+=(nodejs npm)
fi

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
if [ "${1:-build}" != bench ]; then provide_node; fi
