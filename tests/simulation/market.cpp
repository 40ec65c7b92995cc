#include "tests/simulation/market.hpp"

#include "trading/matching/splitmix64.hpp"

#include <algorithm>
#include <array>

namespace troupe::simulation {

namespace {

struct asset {
  const char* name;
  std::int64_t first_cents;
};
constexpr std::array<asset, 4> assets{
    {{"BTC/USD", 6'000'000}, {"ETH/USD", 300'000}, {"LTC/USD", 9'000}, {"SOL/USD", 15'000}}};

trading::price of_cents(std::int64_t cents) {
  return *trading::price::parse(std::to_string(cents / 100) + "." +
                                std::to_string(cents / 10 % 10) + std::to_string(cents % 10));
}

} // namespace

std::int64_t first_cents(std::size_t symbol) { return assets.at(symbol).first_cents; }

trading::time_ns first_instant() { return *trading::parse_time("2024-03-04T00:00:00Z"); }

std::vector<trading::symbol> simulated_symbols(std::size_t count) {
  std::vector<trading::symbol> names;
  for (std::size_t each = 0; each < count; ++each)
    names.push_back(trading::symbol::of(assets.at(each).name));
  return names;
}

std::vector<trading::bar> make_bars(std::uint64_t seed, std::size_t symbols, int minutes) {
  std::vector<trading::bar> bars;
  for (std::size_t each = 0; each < symbols; ++each) {
    trading::splitmix64 chance(seed * 31 + each);
    auto price = assets.at(each).first_cents;
    const auto step = static_cast<std::uint64_t>(std::max<std::int64_t>(2, price / 2'000));
    std::int64_t drift = 0;
    for (int minute = 0; minute < minutes; ++minute) {
      if (chance.below(4) == 0)
        drift = static_cast<std::int64_t>(chance.below(2 * step + 1) - step);
      const auto draw = [&] { return static_cast<std::int64_t>(chance.below(step)); };
      const auto opened = price;
      price = std::max<std::int64_t>(100, price + drift + draw() - draw());
      trading::bar made;
      made.symbol = trading::symbol::of(assets.at(each).name);
      made.start_ns = first_instant() + minute * trading::minute_ns;
      made.open = of_cents(opened);
      made.close = of_cents(price);
      made.high = of_cents(std::max(opened, price) + draw());
      made.low = of_cents(std::max<std::int64_t>(1, std::min(opened, price) - draw()));
      made.volume = trading::quantity::of(static_cast<std::int64_t>(1 + chance.below(300)));
      bars.push_back(made);
    }
  }
  return bars;
}

} // namespace troupe::simulation
