#include "trading/matching/fill_price.hpp"

#include "trading/orders/stop_types.hpp"

#include <algorithm>
#include <array>

namespace troupe::trading {

namespace {

bool trails(const paper_order& resting) {
  return resting.request.type == order_type::trailing_stop;
}

bool has_limit(const paper_order& resting) {
  return resting.request.type == order_type::limit ||
         resting.request.type == order_type::stop_limit;
}

bool is_buy(const paper_order& resting) {
  return resting.request.side == side::buy;
}

bool reaches_stop(const paper_order& resting, price px) {
  return is_buy(resting) ? px >= resting.request.stop_price : px <= resting.request.stop_price;
}

bool within_limit(const paper_order& resting, price px) {
  return is_buy(resting) ? px <= resting.request.limit_price : px >= resting.request.limit_price;
}

void follow(paper_order& resting, price px) {
  if (trails(resting) && !resting.triggered &&
      (is_buy(resting) ? px < resting.hwm : px > resting.hwm))
    trail_from(resting, px);
}

std::optional<price> fill_at(paper_order& resting, price px) {
  follow(resting, px);
  if (is_stop(resting.request.type) && !resting.triggered) {
    if (!reaches_stop(resting, px))
      return std::nullopt;
    resting.triggered = true;
  }
  if (has_limit(resting) && !within_limit(resting, px))
    return std::nullopt;
  return px;
}

// The price at `from` itself has been tried before.
std::optional<price> fill_on_the_way(paper_order& resting, price from, price to) {
  if (is_stop(resting.request.type) && !resting.triggered) {
    follow(resting, to);
    if (!reaches_stop(resting, to))
      return std::nullopt;
    if (const auto filled = fill_at(resting, resting.request.stop_price))
      return filled;
    from = resting.request.stop_price;
  }
  if (!has_limit(resting))
    return from;
  if (!within_limit(resting, to))
    return std::nullopt;
  return resting.request.limit_price;
}

} // namespace

std::optional<price> far_side(const quote& standing, side of) {
  const auto px = of == side::buy ? standing.ask : standing.bid;
  return px.is_zero() ? std::nullopt : std::optional(px);
}

void trail_from(paper_order& resting, price hwm) {
  constexpr std::int64_t hundred_percent = 100 * units_per_one;
  const auto& asked = resting.instructions;
  const auto distance =
      asked.trail_percent.is_zero()
          ? asked.trail_price
          : price{exact::multiply_divide(hwm.units, asked.trail_percent.units, hundred_percent)};
  resting.hwm = hwm;
  resting.request.stop_price = is_buy(resting) ? hwm + distance : hwm - distance;
}

std::optional<price> fill_price(paper_order& resting, const quote& standing) {
  const auto px = far_side(standing, resting.request.side);
  return px ? fill_at(resting, *px) : std::nullopt;
}

std::optional<price> fill_price(paper_order& resting, const bar& walked) {
  const auto worse = is_buy(resting) ? walked.high : walked.low;
  const auto better = is_buy(resting) ? walked.low : walked.high;
  if (const auto filled = fill_at(resting, walked.open))
    return filled;
  price from = walked.open;
  for (const auto to : {worse, better, walked.close}) {
    if (const auto filled = fill_on_the_way(resting, from, to))
      return filled;
    from = to;
  }
  return std::nullopt;
}

} // namespace troupe::trading
