// Which earlier record an event follows from.
//
// A strategy's decision follows from the last bar of its symbol up to its instant (without one,
// from the last quote, without that from the last tick); risk's decision from the strategy's of
// the same key; an intent from risk's decision of its key; what happens to an order from the
// intent with its client order id. Everything else comes from outside and has cause 0.
//
// Pure: the same events under the same numbers give the same causes. Memory is bounded: the
// oldest keys are forgotten beyond the limits below, and a cause that is forgotten is 0.
#pragma once

#include "trading/events.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

namespace troupe::persistence::journal {

class cause_index {
public:
  static constexpr std::size_t decisions_max = 65'536;
  static constexpr std::size_t intents_max = 262'144;
  static constexpr std::size_t instants_max = 16; // a symbol, of each kind of market event

  // Of an event that is about to be recorded.
  std::uint64_t cause_of(const trading::event& happened) const;
  // Takes in an event that was recorded as seq; in the order of the numbers.
  void record(std::uint64_t seq, const trading::event& happened);
  // What was recorded as a later number was not recorded after all. What such a record replaced
  // (an older one of the same key) is forgotten with it.
  void forget_after(std::uint64_t seq);

private:
  struct instant {
    trading::time_ns market_ns;
    std::uint64_t seq;
  };
  using instants = std::deque<instant>;
  using decision_key = std::tuple<trading::time_ns, trading::symbol, trading::term,
                                  trading::decision_stage, std::uint32_t>;

  static void note(instants& seen, trading::time_ns market_ns, std::uint64_t seq);
  static std::uint64_t last_until(const instants& seen, trading::time_ns market_ns);
  std::uint64_t market_cause(const trading::symbol& name, trading::time_ns market_ns) const;
  std::uint64_t decision_cause(const decision_key& key) const;

  std::unordered_map<trading::symbol, instants> bars_;
  std::unordered_map<trading::symbol, instants> quotes_;
  instants ticks_;
  std::map<decision_key, std::uint64_t> decisions_;
  std::deque<decision_key> decision_order_; // oldest first
  std::unordered_map<std::string, std::uint64_t> intents_;
  std::deque<std::string> intent_order_; // oldest first
};

} // namespace troupe::persistence::journal
