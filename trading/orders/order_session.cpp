#include "trading/orders/order_session.hpp"

#include <array>

namespace troupe::trading {

namespace {

constexpr int pre_market_minute = 4 * 60;
constexpr int core_minute = 9 * 60 + 30;
constexpr int after_hours_minute = 16 * 60;
constexpr int overnight_minute = 20 * 60;
constexpr std::array<std::string_view, 4> session_words{"overnight", "pre_market", "core",
                                                        "after_hours"};

} // namespace

std::string_view to_text(market_session value) {
  return session_words.at(static_cast<std::size_t>(value));
}

market_session session_at(int new_york_minute) {
  if (new_york_minute < pre_market_minute || new_york_minute >= overnight_minute)
    return market_session::overnight;
  if (new_york_minute < core_minute)
    return market_session::pre_market;
  return new_york_minute < after_hours_minute ? market_session::core : market_session::after_hours;
}

bool trades_in(const order_kind& kind, market_session session, const asset_terms& asset) {
  if (kind.asset_class == asset_class::crypto || session == market_session::core)
    return true;
  return kind.hours == order_hours::extended &&
         (session != market_session::overnight || asset.overnight_tradable);
}

} // namespace troupe::trading
