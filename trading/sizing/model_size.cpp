#include "trading/sizing/model_size.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

constexpr double usual_share = 0.10;
constexpr double most_share = 0.20;
constexpr double least_share = 0.001;
constexpr double risk_max = 0.02; // of the equity, at the stop

} // namespace

double volatility_share(double volatility, double target, double stop_distance) {
  const double distance = std::clamp(stop_distance, 0.005, 0.5);
  return usual_share * std::clamp(target / std::clamp(volatility, 0.01, 2.0), 0.2, 5.0) *
         std::clamp(risk_max / distance, 0.1, 2.0);
}

double parity_share(double volatility, double target) {
  return std::min(usual_share * target / std::clamp(volatility, 0.01, 2.0), most_share);
}

double kelly_share(double wins, double average_win, double average_loss, double fraction) {
  if (!(average_win > 0.0 && average_loss > 0.0))
    return 0.0;
  const double odds = average_win / average_loss;
  const double best = (odds * wins - (1.0 - wins)) / odds;
  return std::clamp(best, 0.0, kelly_max) * fraction;
}

double range_share(double range, double multiple, double entry, double risk) {
  if (!(range > 0.0 && entry > 0.0))
    return 0.0;
  const double distance = std::clamp(range / entry, 0.005, 0.5);
  return std::min(std::clamp(risk, 0.005, 0.02) / (std::clamp(multiple, 0.5, 5.0) * distance),
                  most_share);
}

double safe_share(double share, std::optional<double> stop_distance) {
  const double safe = stop_distance
                          ? std::min(risk_max / std::clamp(*stop_distance, 0.001, 0.5), most_share)
                          : most_share;
  return std::clamp(std::min(share, safe), least_share, most_share);
}

} // namespace troupe::trading
