# make run    install what is missing, build, and start the whole system on http://127.0.0.1:9000
# make build  leaves the one binary at build/release/troupe
# make test   every test; the last line says how many passed
# make bench  every benchmark; one table, and build/bench.json
.PHONY: run build test bench clean

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

test:
	@deploy/setup.sh test
	@tests/run

bench:
	@deploy/setup.sh bench
	@tests/bench/run

clean:
	rm -rf build
