// The letters that market data use for exchanges and conditions, and what they stand for.
#pragma once

#include "net/venue/call.hpp"

namespace troupe::net::venue {

// /v2/stocks/meta/exchanges, and /v2/stocks/meta/conditions/{trade|quote}?tape=A.
reply answer_market_codes(const call& asked);

} // namespace troupe::net::venue
