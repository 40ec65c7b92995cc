#include "trading/strategies/timeframe_consensus.hpp"

#include <algorithm>
#include <cmath>

namespace troupe::trading {

namespace {

constexpr std::array<double, timeframes> decays{0.95, 0.85, 0.75, 0.65};
constexpr std::size_t primary = 1;

int side_of(double value) {
  return value > 0.0 ? 1 : value < 0.0 ? -1 : 0;
}

double aligned_share(const timeframe_trends& trends) {
  const int side = side_of(trends[primary].value_or(0.0));
  if (side == 0)
    return 0.0;
  double agree = 0;
  for (std::size_t index = primary + 1; index < timeframes; ++index)
    agree += side_of(trends[index].value_or(0.0)) == side ? 1.0 : 0.0;
  return agree / static_cast<double>(timeframes - primary - 1);
}

void conclude(timeframe_verdict& into, consensus_way way, double towards, double confidence) {
  into.way = way;
  into.direction = side_of(towards);
  into.confidence = confidence;
}

void resolve(timeframe_verdict& into, const timeframe_trends& trends,
             const consensus_settings& by) {
  const double first = trends[primary].value_or(0.0);
  if (first != 0.0 && std::fabs(first) >= by.primary_min)
    return conclude(into, consensus_way::primary, first, 0.7);
  if (std::fabs(into.score) > by.consensus_min)
    return conclude(into, consensus_way::consensus, into.score, std::min(0.9, into.strength));
  for (std::size_t index = timeframes; index-- > 0;)
    if (const double trend = trends[index].value_or(0.0); std::fabs(trend) > by.longest_min)
      return conclude(into, consensus_way::longest, trend, 0.6);
}

} // namespace

timeframe_verdict consensus_of(const timeframe_trends& trends, const consensus_settings& by) {
  timeframe_verdict made;
  double weights = 0;
  double up = 0;
  double down = 0;
  for (std::size_t index = 0; index < timeframes; ++index) {
    if (!trends[index])
      continue;
    const double trend = *trends[index];
    made.score += trend * by.weights[index] * decays[index];
    weights += by.weights[index];
    (trend > 0.0 ? up : down) += std::fabs(trend) * by.weights[index];
  }
  made.strength = weights > 0.0 ? std::fabs(made.score) / weights : 0.0;
  made.aligned = aligned_share(trends);
  const bool conflict = up > 0.0 && down > 0.0;
  made.severity = conflict ? std::min(up, down) / (up + down) : 0.0;
  if (conflict) {
    if (by.resolves_conflicts)
      resolve(made, trends, by);
  } else if (std::fabs(made.score) > by.score_min && made.aligned >= by.aligned_min) {
    conclude(made, consensus_way::agreement, made.score, std::min(0.95, made.strength));
  }
  return made;
}

} // namespace troupe::trading
