// The whole state of the simulated venue's engine, as plain values: whoever keeps this and the
// terms can go on where it stood (see the constructor of paper_engine). What the engine holds
// besides is computed from it.
#pragma once

#include "trading/market/quote.hpp"
#include "trading/matching/paper_account.hpp"
#include "trading/matching/paper_order.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace troupe::trading {

struct paper_market {
  std::optional<quote> standing;
  std::optional<price> traded;
  bool quoted = false; // by real quotes
  bool halted = false; // until something happens in it again
};

struct paper_state {
  paper_account account;
  time_ns now = 0;
  std::map<symbol, paper_market> markets{};
  std::deque<paper_order> orders{}; // as submitted: the order with sequence n is the nth
  std::uint64_t executions = 0;     // reports made so far; they name the executions
  std::uint64_t dice = 0;           // of partial fills: a state of splitmix64
};

} // namespace troupe::trading
