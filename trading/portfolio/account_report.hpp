// What is asked of the books, and what they say: the account's sum, and a page of one of its lists.
#pragma once

#include "trading/portfolio/account_ledger.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace troupe::trading {

enum class report_list : std::uint8_t {
  none,
  history,     // of its worth
  profits,     // by symbol and strategy, whole
  trades,      // what was executed
  lots,        // that are open, whole
  closed_lots, // each a trade from its opening to its close
};

struct report_query {
  static constexpr std::uint64_t rows_max = 10'000;

  report_list list = report_list::none;
  history_step step = history_step::minute;
  // Of a point, an execution, a close; both inclusive.
  time_ns from_ns = std::numeric_limits<time_ns>::min();
  time_ns to_ns = std::numeric_limits<time_ns>::max();
  trading::symbol symbol{}; // empty: of all
  std::string strategy{};   // empty: of all
  bool newest_first = false;
  std::uint64_t after = 0;    // the `next` of the page before
  std::uint64_t limit = 100; // of history, trades and closed lots
};

struct account_summary {
  std::string broker_account;
  equity_point worth; // now
  money day_start_equity;
  time_ns day_ends_ns = 0;
  money long_value;
  money short_value; // zero or negative
  std::uint64_t positions = 0; // that are not flat
  profit_part profit;          // of all
};

struct lot_record {
  trading::symbol symbol;
  trading::lot lot;
};

struct account_report {
  account_summary summary;
  std::vector<equity_point> history;
  std::vector<profit_part> profits;
  std::vector<trade_record> trades;
  std::vector<lot_record> lots;
  std::vector<closed_lot_record> closed_lots;
  std::uint64_t next = 0; // 0: nothing follows
};

// The history ends with what the account is worth now, in the place of a point of the same instant.
account_report report_of(const account_ledger& books, const report_query& wanted);

} // namespace troupe::trading
