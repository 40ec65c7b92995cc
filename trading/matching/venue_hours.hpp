// When the simulated venue's stock market is open: always, or as the New York Stock Exchange is.
// Crypto trades always.
//
// Where the market never closes, its clock names midnight in UTC as a close that is an opening too:
// auctions are held then, and nothing else happens.
#pragma once

#include "trading/market/time.hpp"
#include "trading/orders/order_session.hpp"

#include <optional>

namespace troupe::trading {

enum class venue_calendar : std::uint8_t { always, nyse };

// "always", "nyse". Error: `invalid_calendar`.
std::string_view to_text(venue_calendar value);
result<venue_calendar> parse_venue_calendar(std::string_view text);

// The session of stocks at this moment; empty where there is none (a day without trading).
std::optional<market_session> session_of(venue_calendar by, time_ns at);

// The first opening and the first close of the core session after this moment.
time_ns next_open(venue_calendar by, time_ns after);
time_ns next_close(venue_calendar by, time_ns after);

// The first moment after this one at which a session may change or an order may expire.
time_ns next_boundary(venue_calendar by, time_ns after);

// When an order that is taken now ends by itself: a day order at the close (20:00 for extended
// hours), a gtc order on its ninetieth day at 16:15 in New York, an auction's at the auction.
// Zero where it never does.
time_ns expiry_of(venue_calendar by, const order_kind& kind, time_ns taken);

// The minute of the day in New York, for the rules; empty where the market never closes.
std::optional<int> minute_for_rules(venue_calendar by, time_ns at);

} // namespace troupe::trading
