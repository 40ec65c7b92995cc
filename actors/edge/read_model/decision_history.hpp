// What strategies and risk decided lately, for each symbol. It knows how far back it reaches: what
// is older is in the journal's files (past_records.hpp).
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
  // False where older decisions belong to the page that are not kept any more.
  bool is_whole = true;
};

// Whether a decision is among those asked for.
bool answers(const decision_query& wanted, const persistence::journal::record& decided);

class decision_history {
public:
  static constexpr std::size_t decisions_max = 2'048; // of a symbol; the oldest goes first

  // The record must hold a decision. In the order of the sequence numbers.
  void fold(const record_pointer& decided);

  decision_page find(const decision_query& wanted) const;
  // The latest of each symbol.
  std::vector<record_pointer> latest() const;

private:
  struct kept_decisions {
    std::deque<record_pointer> latest;
    std::uint64_t forgotten_seq = 0; // the last that went; 0: none did
    trading::time_ns forgotten_ns = 0;
  };

  std::map<trading::symbol, kept_decisions> decisions_;
};

} // namespace troupe::actors
