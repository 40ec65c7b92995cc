// Which of the traded symbols a strategy may enter: a list, a watchlist, a class, or a filter on
// what its candles show. Exits are nobody's to forbid, so a universe only speaks of entries.
//
// Written as words between blanks or commas:
//
//   BTC/USD, AAPL      symbols
//   watchlist:majors   the symbols of a watchlist of the configuration (trading.watchlists)
//   crypto, us_equity  a class
//   price>=5, price<=500, dollar_volume>=100000
//                      filters on the candle that closed, and on the average of close times volume
//                      over the last 20; while there are fewer, dollar_volume is not reached
//
// Symbols and classes add up, and each filter narrows; nothing at all is every symbol.
#pragma once

#include "trading/decision.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/symbol.hpp"
#include "trading/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

// Symbols by the list's name.
using watchlist_table = std::map<std::string, std::vector<symbol>, std::less<>>;

// From words like "majors=BTC/USD ETH/USD". Errors: `invalid_watchlist`, `invalid_symbol`.
result<watchlist_table> parse_watchlists(std::span<const std::string> words);

// What the candles of one symbol show to the filters.
class candle_turnover {
public:
  static constexpr std::size_t candles = 20;

  void fold(const bar& candle);
  double close() const { return close_; }
  std::optional<double> dollar_volume() const;

private:
  std::array<double, candles> values_{};
  std::size_t count_ = 0;
  double close_ = 0.0;
};

class universe {
public:
  // Errors: `invalid_universe` (a word that is none), `invalid_symbol`, `unknown_watchlist`.
  static result<universe> parse(std::string_view text, const watchlist_table& lists);

  bool is_everything() const { return text_.empty(); }
  bool names(const symbol& name) const;
  // The symbols that are named one by one.
  const std::set<symbol>& symbols() const { return symbols_; }
  bool has_filters() const { return !filters_.empty(); }
  // Adds a gate for each condition; says whether all hold.
  bool admits(const symbol& name, const candle_turnover& seen, gate_list& into) const;
  // As it was written, with commas.
  const std::string& text() const { return text_; }

  friend bool operator==(const universe& left, const universe& right) {
    return left.text_ == right.text_ && left.symbols_ == right.symbols_;
  }

private:
  enum class figure : std::uint8_t { last_price, dollar_volume };
  struct filter {
    figure of;
    bool at_least;
    number bound;
  };

  result<void> take(std::string_view word, const watchlist_table& lists);
  result<void> take_filter(std::string_view word, std::size_t sign);

  std::string text_;
  std::set<symbol> symbols_;
  std::set<asset_class> classes_;
  std::vector<filter> filters_;
};

} // namespace troupe::trading
