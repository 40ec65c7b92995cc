#!/usr/bin/env bash
# Installs what troupe needs on Debian 12, and says what. Safe to repeat.
#   deploy/setup.sh build    what building and running need (the default)
#   deploy/setup.sh test     what the tests need besides
#   deploy/setup.sh bench    what the benchmarks need besides
set -euo pipefail

build_packages=(
  g++ cmake ninja-build ccache mold pkg-config make
  libcaf-dev libboost-dev libssl-dev libmsgpack-cxx-dev libsimdjson-dev nlohmann-json3-dev
  libtomlplusplus-dev libcli11-dev libhowardhinnant-date-dev libspdlog-dev prometheus-cpp-dev
  libcurl4-openssl-dev libsodium-dev libjwt-dev libmimalloc-dev
  libgtest-dev libgmock-dev
)
test_packages=(python3 curl chromium)
bench_packages=(python3)

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

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "setup: installing ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: not root and no sudo; as root, run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" apt-get install -y \
       --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "setup: apt-get failed (whole log: $log). Cure what it names, then run make again." >&2
  exit 1
fi
rm -f "$log"
