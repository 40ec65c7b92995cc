// A strategy over a recorded file of bars, every wish of which is granted at once: what the tests
// on real data share.
#pragma once

#include "trading/orders/fees.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/signal/signal_book.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace troupe::trading {

// Where the recorded files are, and what is in them. Not part of the project.
inline std::filesystem::path recorded_bars(const char* file) {
  return std::filesystem::path(TROUPE_SOURCE_DIR) / "../shared/data/bars" / file;
}

inline std::vector<bar> read_bars(const std::filesystem::path& file, const symbol& name) {
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

struct replayed_fill {
  time_ns market_ns = 0;
  trading::symbol symbol;
  trading::side side = side::buy;
  quantity qty;
  price px;
  std::string reason; // of the decision
  position after;
};

class strategy_replay {
public:
  strategy_replay(const symbol& name, const strategy_choice& chosen)
      : strategy_replay(std::vector{name}, chosen) {}
  strategy_replay(const std::vector<symbol>& names, const strategy_choice& chosen)
      : book_(signal_book::make(names, {chosen}).value()) {}

  // Bars of any of the symbols, in the order of time.
  const std::vector<replayed_fill>& run(const std::vector<bar>& bars) {
    for (const auto& each : bars) {
      settle(book_.advance(each.start_ns));
      closes_[each.symbol] = each.close;
      settle(book_.fold(each));
    }
    settle(book_.advance(bars.back().end_ns() + day_ns));
    return fills_;
  }

private:
  static constexpr std::int64_t half_spread_bps = 2;
  static constexpr std::int64_t tick_units = units_per_one / 100;

  template <class Decisions>
  void settle(const Decisions& wishes) {
    for (const auto& wish : wishes)
      if (wish.verdict != verdict::none)
        fill(wish);
  }

  // The last close and half a spread, rounded outwards to the tick.
  price fill_price(const symbol& name, side direction) const {
    const auto close = closes_.at(name);
    const auto half = exact::multiply_divide(close.units, half_spread_bps, 10'000);
    return direction == side::buy ? price{exact::ceil_to(close.units + half, tick_units)}
                                  : price{exact::floor_to(close.units - half, tick_units)};
  }

  void fill(const decision& wish) {
    const auto held = books_.position_of(wish.symbol).qty;
    order_event filled;
    filled.kind = order_event_kind::fill;
    filled.client_order_id = filled.execution_id = std::to_string(fills_.size() + 1);
    filled.symbol = wish.symbol;
    const bool sells = wish.verdict == verdict::enter_short ||
                       (wish.verdict == verdict::exit && held > quantity{});
    filled.side = sells ? side::sell : side::buy;
    filled.market_ns = wish.market_ns;
    filled.qty = quantity::of(10);
    if (wish.verdict == verdict::exit)
      filled.qty = held < quantity{} ? -held : held;
    filled.cumulative_qty = filled.qty;
    filled.px = fill_price(wish.symbol, filled.side);
    apply(fee_schedule{}, filled);
    books_.fold(filled);
    const auto after = books_.position_of(wish.symbol);
    book_.fold(after);
    fills_.push_back({wish.market_ns, wish.symbol, filled.side, filled.qty, filled.px,
                      std::string(wish.reason), after});
  }

  signal_book book_;
  portfolio books_;
  std::map<symbol, price> closes_;
  std::vector<replayed_fill> fills_;
};

} // namespace troupe::trading
