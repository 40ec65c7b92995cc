// What four timeframes say together: pure functions of their trends, each in -1..1, from the
// shortest to the longest. The second is the primary one, the third and fourth confirm it.
//
//   score      sum of trend * weight * decay, decays 0.95, 0.85, 0.75, 0.65
//   strength   |score| / sum of the weights
//   aligned    share of the confirming timeframes that trend as the primary one does
//   severity   of a conflict: min(up, down) / (up + down), sums of |trend| * weight; 0 is none
//
// Without a conflict the direction is that of the score, where |score| > score_min and the aligned
// share is at least aligned_min; the confidence is the strength, at most 0.95.
// A conflict is resolved by the first that can:
//   primary     |its trend| >= primary_min: its direction, 0.7
//   consensus   |score| > consensus_min: the score's direction, min(0.9, strength)
//   longest     the longest timeframe with |trend| > longest_min: its direction, 0.6
//
// A timeframe that is not known yet has no part in any of this, and confirms nothing.
//
// Source: the original's multi-timeframe validator, with its weights. What was wrong there: without
// a conflict it answered "no signal", so that timeframes that agreed never led to a trade.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace troupe::trading {

inline constexpr std::size_t timeframes = 4;
using timeframe_trends = std::array<std::optional<double>, timeframes>;

struct consensus_settings {
  std::array<double, timeframes> weights{0.1, 0.3, 0.35, 0.25};
  double score_min = 0.1;
  double aligned_min = 0.6;
  double primary_min = 0.5;
  double consensus_min = 0.2;
  double longest_min = 0.3;
  bool resolves_conflicts = true;
};

enum class consensus_way : std::uint8_t { none, agreement, primary, consensus, longest };

struct timeframe_verdict {
  double score = 0;
  double strength = 0;
  double aligned = 0;
  double severity = 0;
  int direction = 0; // 1 up, -1 down, 0 neither
  double confidence = 0;
  consensus_way way = consensus_way::none;
};

timeframe_verdict consensus_of(const timeframe_trends& trends, const consensus_settings& by = {});

} // namespace troupe::trading
