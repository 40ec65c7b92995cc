// What faults do to the market: quotes that clients see stale or crossed, while the venue itself
// goes on with the true ones, halts, during which nothing happens in a symbol at all, and fills
// that come in parts or too late.
#pragma once

#include "net/venue/faults/dice.hpp"
#include "net/venue/faults/plan.hpp"
#include "net/venue/market_source.hpp"

#include <map>

namespace troupe::net::venue {

class market_faults {
public:
  // The instant as the data streams are to tell it. A stale quote is the one that stood when the
  // fault began, with its old stamp; a crossed one has bid and ask in each other's place.
  market_instant as_seen(const fault_plan& plan, dice& chance, market_instant instant);

  // The instant without the symbols that are halted or begin to be at this moment.
  market_instant as_traded(const fault_plan& plan, dice& chance, market_instant instant);
  // Whether the symbol is halted, or begins to be at this moment.
  bool halts(const fault_plan& plan, dice& chance, const trading::symbol& of, trading::time_ns now);
  // Whether a halt of the symbol is under way; none begins by asking.
  bool halted(const trading::symbol& of, trading::time_ns now) const;

  // Whether this fill is partial, or wins against a cancel or a replacement.
  bool fills_partly(const fault_plan& plan, dice& chance, const trading::symbol& of);
  bool fills_late(const fault_plan& plan, dice& chance, const trading::symbol& of);

private:
  using ends = std::map<trading::symbol, trading::time_ns>; // at most one of each listed symbol

  void show(const fault_plan& plan, dice& chance, trading::quote& quote);

  ends halted_until_;
  ends stale_until_;
  ends crossed_until_;
  std::map<trading::symbol, trading::quote> shown_; // the last that was told of each symbol
};

} // namespace troupe::net::venue
