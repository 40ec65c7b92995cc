# make run    install what is missing, build, and start the whole system on http://127.0.0.1:9000
# make build  leaves the one binary at build/release/troupe
# make web    the web page while it is changed, on port 9100; asks the edge on 9000 (EDGE_URL)
# make test   every test; the last line says how many passed
# make soak   orders by the thousand through a venue with every fault: ORDERS (10000) for each of SEEDS
# make simulate  the roles on simulated time, network and disk, for SEEDS (1-1000) of mishaps
# make bench  every benchmark; one table, and build/bench.json; PARTS="risk decode" some of them
.PHONY: run build web test soak simulate bench clean

BUILD := build/release
JOBS := $(shell nproc)

run: build
	exec $(BUILD)/troupe run --speed 60

build:
	@deploy/setup.sh build
	@cmake --preset release -DTROUPE_TESTS=OFF -DTROUPE_BENCHMARKS=OFF >build.log 2>&1 || \
	  { cat build.log; echo "build: cmake failed; the lines above say why"; exit 1; }
	@rm -f build.log
	@cmake --build $(BUILD) --target troupe -j$(JOBS)

web: export PATH := $(CURDIR)/build/node/node_modules/.bin:$(PATH)
web:
	@deploy/setup.sh build
	@cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@cd frontend && NEXT_TELEMETRY_DISABLED=1 exec npm run dev

test:
	@deploy/setup.sh test
	@tests/run

ORDERS ?= 10000
SEED ?=
SEEDS ?= $(or $(SEED),20261122 1 2 3 4)

soak: build
	@cd tests && for seed in $(SEEDS); do \
	  TROUPE_CHAOS_ORDERS=$(ORDERS) TROUPE_CHAOS_SEED=$$seed PYTHONDONTWRITEBYTECODE=1 \
	  python3 -m unittest -v chaos.order_chaos_test || \
	  { echo "soak: failed; again with: make soak ORDERS=$(ORDERS) SEED=$$seed"; exit 1; }; \
	done

simulate: SEEDS := $(if $(filter command line,$(origin SEEDS)),$(SEEDS),1-1000)
simulate:
	@deploy/setup.sh test
	@cmake --preset release -DTROUPE_TESTS=ON -DTROUPE_BENCHMARKS=OFF >/dev/null
	@cmake --build $(BUILD) --target simulation -j$(JOBS)
	@TROUPE_SIMULATION_SEEDS=$(SEEDS) $(BUILD)/tests/simulation --gtest_filter='mishaps.*'

bench:
	@deploy/setup.sh bench
	@tests/bench/run $(PARTS)

clean:
	rm -rf build
