// A made-up market of minute bars that crosses its own averages every few minutes: a seeded walk
// with short waves in it, to the cent, the same on every machine.
#pragma once

#include "trading/market/bar.hpp"

#include <cstdint>
#include <vector>

namespace troupe::simulation {

// From 2024-03-04T00:00:00Z on, BTC/USD and as many others as wanted.
std::vector<trading::symbol> simulated_symbols(std::size_t count);
std::vector<trading::bar> make_bars(std::uint64_t seed, std::size_t symbols, int minutes);
trading::time_ns first_instant();
// Where the prices of a symbol begin, in cents.
std::int64_t first_cents(std::size_t symbol);

} // namespace troupe::simulation
