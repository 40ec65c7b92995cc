// What a crash cut short: decisions of the strategies that a rebuild makes again and that nobody
// has acted upon yet.
//
// A rebuild folds the journal's inputs, which makes every past decision again, and compares with
// what the journal says came of each: its record, and, if it wanted something, risk's refusal or
// the executor's intent. Wishes that were approved but never became an intent count as unanswered:
// asking again is safe, because the executor admits each key once.
#pragma once

#include "trading/events.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace troupe::trading {

class unanswered {
public:
  // A decision that the rebuild made.
  void made(const decision& again);
  // What the journal holds; events that answer nothing are ignored. After another configuration
  // than before, what the one before it left open is not to be done any more.
  void fold(const event& happened);

  struct remainder {
    std::vector<decision> unrecorded; // made, but not in the journal
    std::vector<decision> wishes;     // in the journal or not, but without consequence
  };
  // Both by (market_ns, symbol, strategy, ordinal). Forgets everything.
  remainder take();

private:
  using key = std::tuple<time_ns, symbol, term, std::uint32_t>;
  struct state {
    decision made;
    bool recorded = false;
    bool answered = false;
  };

  static key key_of(const decision& from);
  void forget_settled(const key& which);

  std::map<key, state> open_; // only what still lacks something
  std::optional<configuration> configured_;
};

} // namespace troupe::trading
