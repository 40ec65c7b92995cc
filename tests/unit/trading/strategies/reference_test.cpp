// stochrsi_ema over real data, against the independent reference in tests/reference.
#include "trading/orders/fees.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/signal/signal_book.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace troupe::trading {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t half_spread_bps = 2;
constexpr std::int64_t tick_units = units_per_one / 100;

struct real_data {
  const char* file;
  const char* symbol;
  int orders;
};

std::vector<bar> read_bars(const fs::path& file, const symbol& name) {
  std::ifstream in(file);
  std::vector<bar> bars;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    std::array<std::string, 6> cell;
    for (auto& each : cell)
      std::getline(cells, each, ',');
    bar read;
    read.symbol = name;
    read.start_ns = *parse_time(cell[0]);
    read.open = *price::parse(cell[1]);
    read.high = *price::parse(cell[2]);
    read.low = *price::parse(cell[3]);
    read.close = *price::parse(cell[4]);
    read.volume = *quantity::parse(cell[5]);
    bars.push_back(read);
  }
  return bars;
}

// What a market order fills at: the last close and half a spread, rounded outwards to the tick.
price fill_price(price close, side direction) {
  const auto half = exact::multiply_divide(close.units, half_spread_bps, 10'000);
  return direction == side::buy ? price{exact::ceil_to(close.units + half, tick_units)}
                                : price{exact::floor_to(close.units - half, tick_units)};
}

// Every wish is granted at once.
class simulation {
public:
  explicit simulation(const symbol& name)
      : book_(signal_book::make({name}, {{"stochrsi_ema", {}}}).value()) {}

  std::string run(const std::vector<bar>& bars) {
    for (const auto& each : bars) {
      settle(book_.advance(each.start_ns));
      close_ = each.close;
      settle(book_.fold(each));
    }
    settle(book_.advance(bars.back().end_ns() + 5 * minute_ns));
    return orders_;
  }

private:
  void settle(std::span<const decision> wishes) {
    for (const auto& wish : wishes)
      if (wish.verdict != verdict::none)
        fill(wish);
  }

  void fill(const decision& wish) {
    order_event filled;
    filled.kind = order_event_kind::fill;
    filled.client_order_id = filled.execution_id = std::to_string(++sequence_);
    filled.symbol = wish.symbol;
    filled.side = wish.verdict == verdict::exit ? side::sell : side::buy;
    filled.market_ns = wish.market_ns;
    filled.qty = filled.side == side::sell ? books_.position_of(wish.symbol).qty : quantity::of(10);
    filled.cumulative_qty = filled.qty;
    filled.px = fill_price(close_, filled.side);
    apply(fee_schedule{}, filled);
    books_.fold(filled);
    book_.fold(books_.position_of(wish.symbol));
    orders_ += format_time(wish.market_ns) + ' ' + std::string(wish.symbol.text()) + ' ' +
               std::string(to_text(filled.side)) + '\n';
  }

  signal_book book_;
  portfolio books_;
  price close_;
  std::string orders_;
  int sequence_ = 0;
};

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr)
    return output;
  std::array<char, 4096> part{};
  for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), pipe)) > 0;)
    output.append(part.data(), count);
  return pclose(pipe) == 0 ? output : std::string{};
}

class reference : public testing::TestWithParam<real_data> {};

TEST_P(reference, gives_the_same_orders_at_the_same_candles) {
  const fs::path root(TROUPE_SOURCE_DIR);
  const auto data = root / "../shared/data/bars" / GetParam().file;
  if (!fs::exists(data))
    GTEST_SKIP() << "the sample data is not here: " << data;
  if (std::system("python3 --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "python3 is not installed";
  const auto expected =
      output_of("python3 " + (root / "tests/reference/stochrsi_ema_reference.py").string() + " " +
                data.string());
  const auto name = symbol::of(GetParam().symbol);
  EXPECT_EQ(simulation(name).run(read_bars(data, name)), expected);
  EXPECT_EQ(std::count(expected.begin(), expected.end(), '\n'), GetParam().orders);
}

INSTANTIATE_TEST_SUITE_P(stochrsi_ema, reference,
                         testing::Values(real_data{"crypto-2018-04/BTC-USD_1m.csv", "BTC/USD", 14},
                                         real_data{"crypto-2018-04/ETH-USD_1m.csv", "ETH/USD", 10},
                                         real_data{"crypto-2018-04/LTC-USD_1m.csv", "LTC/USD", 22},
                                         real_data{"spy-2013-10/SPY_1m.csv", "SPY", 40},
                                         real_data{"aapl-2014-06/AAPL_1m.csv", "AAPL", 11}),
                         [](const auto& chosen) {
                           return symbol::of(chosen.param.symbol).compact();
                         });

} // namespace
} // namespace troupe::trading
