// What strategies and risk decided lately, for each symbol.
#pragma once

#include "persistence/journal/record.hpp"

#include <cstddef>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace troupe::actors {

using record_pointer = std::shared_ptr<const persistence::journal::record>;

struct decision_query {
  std::optional<trading::symbol> symbol = {};
  trading::time_ns from_ns = std::numeric_limits<trading::time_ns>::min(); // inclusive
  trading::time_ns to_ns = std::numeric_limits<trading::time_ns>::max();   // inclusive
  std::uint64_t before_seq = std::numeric_limits<std::uint64_t>::max();    // the page before
  std::size_t limit = 100;
};

struct decision_page {
  std::vector<record_pointer> records; // the latest first
  std::uint64_t next_before_seq = 0;   // 0: there are no more
};

class decision_history {
public:
  static constexpr std::size_t decisions_max = 2'048; // of a symbol; the oldest goes first

  // The record must hold a decision. In the order of the sequence numbers.
  void fold(const record_pointer& decided);

  decision_page find(const decision_query& wanted) const;
  // The latest of each symbol.
  std::vector<record_pointer> latest() const;

private:
  std::map<trading::symbol, std::deque<record_pointer>> decisions_;
};

} // namespace troupe::actors
