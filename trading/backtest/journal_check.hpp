// Runs what a journal tells through the same strategies, risk and books again, and compares every
// decision and intent that it holds with what they decide now, bit by bit.
//
// Inputs (the market, ticks, the venue's events, commands, operators' orders, configurations) are
// folded in the journal's order. A strategy's decision must be one that the desk made; risk's must
// be what the desk answers at that place; an intent must be what risk approved. What operators had
// done elsewhere, and what the executor closes at its stop, comes without a decision of risk: those
// intents are inputs, and counted apart.
//
// With several lanes a strategy's decision may be recorded before the input that it follows from.
//
// A decision that was made and not recorded is a difference as soon as a later one of its symbol
// and strategy is recorded, and when the journal goes on for more than late_records_max records
// without it. What its end cut short within that is not: see cut_short().
//
// Each configuration has a desk of its own, which folds everything from the beginning, as the roles
// do at a start. Promised for journals of lockstep runs (`venue.speed = max`): else the order in
// which two roles saw two events is not always that of the journal.
#pragma once

#include "trading/backtest/field_difference.hpp"
#include "trading/backtest/trading_desk.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::trading {

class journal_check {
public:
  struct candidate {
    std::vector<setting> settings; // of the configuration event that makes it the one in force
    trading_desk desk;
  };

  struct difference {
    std::uint64_t seq = 0; // of the record
    std::string record;    // "decision" or "intent"
    time_ns market_ns = 0;
    trading::symbol symbol;
    std::string strategy;
    std::string stage; // of a decision
    field_difference what;
  };

  struct counts {
    std::uint64_t records = 0;
    std::uint64_t strategy_decisions = 0; // equal ones
    std::uint64_t repeated_decisions = 0; // recorded again after a restart, as they were
    std::uint64_t risk_decisions = 0;
    std::uint64_t intents = 0;
    std::uint64_t unasked_intents = 0; // taken as inputs
    std::uint64_t differences = 0;
  };

  // A lane's outbox is never so far behind.
  static constexpr std::uint64_t late_records_max = 4096;

  // At least one; the first is in force until a configuration says otherwise.
  explicit journal_check(std::vector<candidate> candidates);

  // Of a configuration that no candidate has: throws std::invalid_argument.
  void fold(std::uint64_t seq, const event& happened);

  // The journal ends here: what it holds and nothing has made until now is a difference, and what
  // was made long before and is not in it.
  void finish();

  const std::optional<difference>& first_difference() const { return first_; }
  const counts& counted() const { return counts_; }
  // Decisions that were made and are not recorded by the journal's end.
  std::size_t cut_short() const;
  const trading_desk& desk() const { return candidates_[in_force_].desk; }
  const std::vector<setting>& settings() const { return candidates_[in_force_].settings; }
  // The last of each symbol and strategy, as made here.
  const std::map<std::pair<symbol, term>, decision>& last_decisions() const { return last_; }

private:
  using line = std::pair<symbol, term>; // what decides one after another
  static constexpr std::size_t remembered_max = 64;
  static constexpr std::size_t wishes_max = 65'536;

  struct wish {
    decision made;
    bool assessed = false;
  };

  struct unmade {
    std::uint64_t seq;
    decision journaled;
  };
  struct unrecorded {
    std::uint64_t seq; // of the input that it was made from
    decision made;
  };

  void choose(const configuration& chosen);
  void note(std::uint64_t seq, std::span<const decision> made);
  void check_strategy(std::uint64_t seq, const decision& journaled);
  void check_risk(std::uint64_t seq, const decision& journaled);
  void check_intent(std::uint64_t seq, const intent& journaled);
  void match(std::uint64_t seq, const decision& journaled, const decision& made);
  void differ_unmade(const unmade& early);
  void differ_unrecorded(std::uint64_t seq, const decision& made);
  void check_missed(std::uint64_t seq, const decision& journaled);
  void keep(const decision& judged, std::optional<order_request> request);
  void differ(std::uint64_t seq, const decision& at, field_difference what);
  void differ(difference found);

  std::vector<candidate> candidates_;
  std::size_t in_force_ = 0;
  std::map<line, std::deque<unrecorded>> due_;      // made, not recorded
  std::map<line, std::deque<unmade>> early_;        // recorded, not made; at most remembered_max
  std::map<line, std::deque<decision>> remembered_; // recorded, in case a restart records it again
  std::map<order_key, wish> wishes_;                // without an intent or a refusal
  std::map<order_key, decision> judged_;            // of operators' orders, not recorded
  std::map<order_key, order_request> approved_;     // without an intent
  std::map<line, decision> last_;
  std::uint64_t last_seq_ = 0;
  std::optional<difference> first_;
  counts counts_;
};

} // namespace troupe::trading
