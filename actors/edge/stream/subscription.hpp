// What one client listens to: for each channel no symbol, some, or all.
//
// On a stream of one asset class, "all" of a channel that tells of the market means that class;
// what is named counts whatever its class. What the account does is told whole on both.
#pragma once

#include "actors/edge/stream/channel.hpp"
#include "actors/edge/stream/stream_request.hpp"
#include "trading/market/symbol.hpp"

#include <array>
#include <optional>
#include <set>
#include <vector>

namespace troupe::actors {

class subscription {
public:
  explicit subscription(trading::asset_class market) : market_(market) {}

  void add(const subscribe_request& wanted);
  void remove(const subscribe_request& unwanted);

  bool has(channel which) const;
  // Nothing of the channel is for this client unless its symbol is; what has none is for all.
  bool wants(channel which, const std::optional<trading::symbol>& name) const;

  // In the order of their declaration.
  std::vector<channel> channels() const;
  // Of one channel; empty when it is all of them.
  const std::set<trading::symbol>& symbols(channel which) const;

private:
  struct symbols_wanted {
    bool all = false;
    std::set<trading::symbol> named;
  };

  trading::asset_class market_;
  std::array<symbols_wanted, channel_count> wanted_;
};

} // namespace troupe::actors
