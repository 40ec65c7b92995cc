// What a venue writes down: everything from outside that its state follows from. The state itself
// is not written; taking the same things again in the same order gives it, ids included.
//
// An entry is a MessagePack array whose first value is its kind. Fields are only ever appended.
#pragma once

#include "net/venue/market_source.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::net::venue {

// The first entry: what the venue was made from, and has to be made from again.
struct opening {
  std::string terms;    // for people too; compared as it stands
  std::string instance; // names the account
  trading::time_ns start_ns = 0;
};

// The market's next instant was taken, without what the halted symbols would have had in it.
struct moved {
  trading::time_ns at = 0;
  std::vector<trading::symbol> halted;
};

// A request that may change something was let in.
struct requested {
  std::string method;
  std::string target;
  std::string body;
  // Over every answer to the requests before, and the cash after each: taking them again has to
  // come to the same.
  std::uint64_t answers_hash = 0;
};

enum class fault_ask : std::uint8_t { halt, partial_fill, late_fill };

// While faults were set, the request or instant before asked whether one strikes an order in this
// symbol. There is an entry for each time it asked, in their order.
struct fault_asked {
  trading::symbol symbol;
  fault_ask what = fault_ask::halt;
  bool struck = true;
};

// Another process took the state over.
struct resumed {};

using state_entry = std::variant<opening, moved, requested, fault_asked, resumed>;

std::string encode(const state_entry& entry);
// Error: `unknown_entry`.
result<state_entry> decode_entry(std::string_view bytes);

} // namespace troupe::net::venue
