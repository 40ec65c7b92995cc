// The consolidated feed that is told late: everything as it was delay_ns ago (delayed_sip).
#pragma once

#include "net/venue/exchange.hpp"

#include <string_view>
#include <vector>

namespace troupe::net::venue {

inline constexpr trading::time_ns feed_delay_ns = 15 * trading::minute_ns;

bool is_delayed(std::string_view feed); // by its name, in any case

// The quotes, trades and bars of stocks that were published within [first_ns, last_ns], by time.
std::vector<market_event> published_between(const exchange& market, trading::time_ns first_ns,
                                            trading::time_ns last_ns);

} // namespace troupe::net::venue
