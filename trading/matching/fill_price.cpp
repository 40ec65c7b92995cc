#include "trading/matching/fill_price.hpp"

#include <algorithm>
#include <array>

namespace troupe::trading {

namespace {

bool has_stop(const paper_order& resting) {
  return resting.request.type == order_type::stop || resting.request.type == order_type::stop_limit;
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

std::optional<price> fill_at(paper_order& resting, price px) {
  if (has_stop(resting) && !resting.triggered) {
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
  if (has_stop(resting) && !resting.triggered) {
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
