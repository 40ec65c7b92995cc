// What a backtest of one day would have done against what was done.
//
// Told the last run of a journal from its beginning, it follows it until the day's first price,
// tick or operator's order. From there on a simulation begins with the account's cash, positions
// and open orders, and trades the day's inputs by itself, while the books go on as journaled.
//
// The configuration is the one in force when the day begins: what a restart in the middle of the
// day changed shows as `signal`. So does what an operator did at the venue or by cancelling. Money
// that comes or goes, and corrections, both sides have alike; of a split each in proportion to
// what it holds.
//
// By the journal's order: what is told before the day's first market event belongs to the day
// before, and what is told behind the first of the next day is not looked at.
#pragma once

#include "trading/backtest/parity_report.hpp"
#include "trading/backtest/simulation.hpp"

#include <memory>
#include <vector>

namespace troupe::trading {

struct parity_side {
  money equity; // at the day's end, at the last prices
  money fees;   // those that are taken in money
  std::uint64_t wishes = 0; // filled, in whole or in part
  std::uint64_t executions = 0;
};

struct parity_report {
  time_ns begins_ns = 0;
  time_ns ends_ns = 0;     // exclusive
  bool traded = false;     // the day has an event of the market, or of an operator
  bool complete = false;   // the journal has one of a later day
  std::uint64_t configurations = 0; // that began within the day and were others
  money start_equity;
  parity_side actual;
  parity_side simulated;
  parity_comparison compared;
  // The difference of the equities beyond the comparison: zero, but where a split was booked for
  // unequal holdings.
  money adjusted;
};

class parity_check {
public:
  struct candidate {
    std::vector<setting> settings; // of the configuration event that makes it the one in force
    simulation run;
  };

  // At least one candidate; the first is in force until a configuration says otherwise.
  parity_check(std::vector<candidate> candidates, time_ns begins_ns, time_ns ends_ns);
  parity_check(const parity_check&) = delete;
  parity_check& operator=(const parity_check&) = delete;

  // Of a configuration that no candidate has: throws std::invalid_argument.
  void fold(const event& happened);
  // The day is over: what follows changes nothing.
  bool done() const { return report_.complete; }

  parity_report finish();

private:
  void choose(const configuration& chosen);
  void begin();
  void follow(const event& happened);
  void trade(const event& happened);
  void adjust(const adjustment& taken_over);
  void note(const event& done);
  void note_simulated(const event& made);
  simulation& run() { return candidates_[in_force_].run; }

  std::vector<candidate> candidates_;
  std::size_t in_force_ = 0;
  portfolio books_;
  execution_tally actual_;
  execution_tally simulated_;
  parity_report report_;
};

} // namespace troupe::trading
