// The market of the test stream: one stock that does not exist, FAKEPACA, at every hour of every
// day. Each second brings a quote and a trade, each 60th the bar of the minute before.
//
// Its seconds are counted, not read from a clock: the caller says when one has gone.
#pragma once

#include "net/venue/market_source.hpp"
#include "trading/matching/splitmix64.hpp"

#include <cstdint>
#include <optional>

namespace troupe::net::venue {

class test_feed {
public:
  test_feed(std::uint64_t seed, trading::time_ns start_ns);

  market_instant next_second();

private:
  trading::symbol symbol_;
  trading::splitmix64 bits_;
  trading::time_ns now_ns_;
  trading::price last_;
  std::uint64_t trades_ = 0;
  std::optional<trading::bar> minute_;
};

} // namespace troupe::net::venue
