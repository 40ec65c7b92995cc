// The spans of time that bars are asked for in: Alpaca's `[1-59]Min|T`, `[1-23]Hour|H`, `1Day|D`,
// `1Week|W` and `[1,2,3,4,6,12]Month|M`.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <string_view>

namespace troupe::net::venue {

enum class time_unit : std::uint8_t { minute, hour, day, week, month };

struct timeframe {
  time_unit unit = time_unit::minute;
  int count = 1;

  // Error: `invalid_timeframe`.
  static result<timeframe> parse(std::string_view text);

  // The start of the span that holds `at`. Minutes and hours are counted from midnight in UTC; a
  // day begins at midnight, a week on Monday, a month on its first day and several months at a
  // multiple of them in the year: in New York for a stock, in UTC for a pair.
  trading::time_ns start_of(const trading::symbol& of, trading::time_ns at) const;
  // The length of minutes and hours; of longer spans that of a day.
  trading::time_ns length_ns() const;
};

} // namespace troupe::net::venue
