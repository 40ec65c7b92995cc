// Gathers what the strategies want at one market instant, from however many shards on however
// many lanes and nodes, so that risk takes it in one order: by symbol, then strategy. Where a gap
// was crossed, a step holds the wishes of several instants, the earlier first.
#pragma once

#include "trading/decision.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace troupe::trading {

// A strategy's decision that wants something.
struct wish {
  trading::decision decision;
  std::int64_t received_ns = 0; // process time of the tick behind it; reaches no decision
};

class step_collector {
public:
  // A step is complete when each of `shards` signal shards and the feed have said so.
  explicit step_collector(std::uint32_t shards) : shards_(shards) {}

  void add(wish wanted);
  // Each returns the wishes of the step, ordered, when this was the last that was missing.
  std::optional<std::vector<wish>> shard_done(std::int64_t step, std::uint32_t shard);
  std::optional<std::vector<wish>> feed_done(std::int64_t step);

private:
  std::optional<std::vector<wish>> complete();
  void begin(std::int64_t step);

  std::uint32_t shards_;
  std::int64_t step_ = -1;
  std::set<std::uint32_t> done_;
  bool feed_done_ = false;
  std::vector<wish> wishes_; // of the step that is being gathered
};

} // namespace troupe::trading
