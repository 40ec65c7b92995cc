// What share of the equity a position should be worth, by a model of risk and reward: pure
// functions. position_size.hpp makes a quantity of it.
//
//   volatility target   0.10 * clamp(target / volatility, 0.2, 5) * clamp(0.02 / distance, 0.1, 2),
//                       the distance of the stop, clamped to 0.005..0.5, as a share of the entry
//   risk parity         0.10 * target / volatility, at most 0.20: each position brings the same
//                       volatility into the portfolio
//   Kelly               f = (b * p - q) / b, of 0..kelly_max, times the fraction of it that is
//                       wanted; p wins, b = average win / average loss
//   by range            risk / (multiple * range / entry), at most 0.20
//
// safe_share() holds any of them down to what loses at most 2 % of the equity at the stop, and to
// 0.1 %..20 % of the equity.
//
// Source: the original's position sizer; J. Kelly, A New Interpretation of Information Rate, 1956.
// What was wrong there: a wrong argument made every call fall back to the least size.
#pragma once

#include <optional>

namespace troupe::trading {

inline constexpr double kelly_max = 0.25;

// Volatilities are of a year, as shares; above zero.
double volatility_share(double volatility, double target, double stop_distance);
double parity_share(double volatility, double target);
// Averages as shares or in money, both above zero; zero where nothing is to be won.
double kelly_share(double wins, double average_win, double average_loss, double fraction);
double range_share(double range, double multiple, double entry, double risk);

// Without a stop nothing is held down by it.
double safe_share(double share, std::optional<double> stop_distance);

} // namespace troupe::trading
