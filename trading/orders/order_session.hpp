// When an order that was taken can trade: the sessions of US stocks, in New York time. Which days
// are trading days is the calendar's to say.
#pragma once

#include "trading/orders/order_draft.hpp"

namespace troupe::trading {

// overnight 20:00-04:00, pre_market 04:00-09:30, core 09:30-16:00, after_hours 16:00-20:00.
enum class market_session : std::uint8_t { overnight, pre_market, core, after_hours };

std::string_view to_text(market_session value);

// Of the minute of a trading day in New York (0 to 1439; 570 is 09:30). A half day closes earlier.
market_session session_at(int new_york_minute);

// Whether an allowed order of this kind can fill in this session, or waits for a later one.
// Crypto trades always; stocks in the core session, and outside it where the order asks for
// extended hours (overnight only where the asset is traded then).
bool trades_in(const order_kind& kind, market_session session, const asset_terms& asset);

} // namespace troupe::trading
