// Recorded bars and quotes, merged by the time of their publication into instants.
//
// While data are dense there is an instant at every whole minute, with or without data. A stretch
// of more than five minutes without data is crossed: the whole minutes of its first five are told,
// then the next data come at once. Nothing follows the last data.
#pragma once

#include "net/venue/market_source.hpp"

#include "trading/result.hpp"

#include <cstddef>
#include <memory>

namespace troupe::net::venue {

inline constexpr trading::time_ns longest_stretch_ns = 5 * trading::minute_ns;

class market_replay final : public market_source {
public:
  // The rows may come in any order and from any number of files; rows of one symbol, kind and
  // time keep theirs. Error: `no_data`.
  static result<std::unique_ptr<market_source>> open(std::vector<trading::bar> bars,
                                                     std::vector<trading::quote> quotes);

  trading::time_ns start_ns() const override;
  const std::vector<trading::symbol>& symbols() const override { return symbols_; }
  std::vector<trading::bar> take_history() override { return {}; }
  std::optional<market_instant> next() override;

private:
  explicit market_replay(std::vector<market_event> events);
  std::optional<trading::time_ns> minute_before(trading::time_ns next_data) const;

  std::vector<market_event> events_;
  std::vector<trading::symbol> symbols_;
  std::size_t next_ = 0;
  std::optional<trading::time_ns> told_ns_;      // the last instant
  std::optional<trading::time_ns> told_data_ns_; // the last instant with data
};

} // namespace troupe::net::venue
