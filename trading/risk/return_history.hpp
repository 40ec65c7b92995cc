// Returns of closed candles, symbol by symbol, and how they go together.
//
// A return is close / last close - 1 of two candles of one length that follow one another without
// a gap. The correlation is Pearson's, of the returns of the same instants: of the last
// samples_max of each. Undefined with fewer than the asked for in common, or where one of both
// never moved. Only + - * / and sqrt, oldest first: the same bits everywhere.
//
// Candles at or before the last of their symbol are ignored. Allocates for a symbol's first candle.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/symbol_order.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>

namespace troupe::trading {

class return_history {
public:
  static constexpr std::size_t samples_max = 120;

  void fold(const bar& candle);
  std::optional<double> correlation(const symbol& one, const symbol& other,
                                    std::size_t samples_min) const;

  // What is held of a symbol; negative where short.
  struct holding {
    symbol name;
    double value = 0;
  };
  static constexpr std::size_t holdings_max = 64;
  // What holdings of these values would have won at each of the last instants at which any of them
  // had a return, the latest first; a symbol without a return at an instant did not move then.
  struct profits {
    std::array<double, samples_max> values{};
    std::size_t count = 0;
    time_ns length_ns = 0; // of a candle, the longest of theirs

    std::span<double> all() { return {values.data(), count}; }
  };
  // Empty where there are more holdings than holdings_max, or a symbol without any return.
  std::optional<profits> profits_of(std::span<const holding> held) const;

  // Deviation of a candle's returns, and the candle's length. Empty with fewer returns.
  struct scatter {
    double deviation = 0;
    time_ns length_ns = 0;
  };
  std::optional<scatter> scatter_of(const symbol& name, std::size_t samples_min) const;

private:
  struct sample {
    time_ns end_ns = 0;
    double change = 0;
  };
  struct series {
    price close;
    time_ns end_ns = 0;
    time_ns length_ns = 0;
    std::uint64_t count = 0; // ever; the last samples_max are kept
    std::array<sample, samples_max> samples{};

    std::uint64_t first() const { return count > samples_max ? count - samples_max : 0; }
    const sample& at(std::uint64_t index) const { return samples[index % samples_max]; }
  };

  std::map<symbol, series, symbol_order> series_;
};

} // namespace troupe::trading
