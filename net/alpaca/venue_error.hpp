// What a request's failure means for the order it was about.
//
// Three kinds, told apart by the error's code:
//   refused:  the venue answered and did not do it. `insufficient_buying_power`,
//             `insufficient_qty`, `order_not_found`, `order_not_cancelable`,
//             `position_not_found`, `asset_not_found`, `client_order_id_not_unique`,
//             `wash_trade`, `rate_limited`, `unauthorized`, `forbidden`, `venue_refused`;
//   not sent: it never reached the venue. `not_sent`, `queue_full`, `waited_too_long`;
//   unknown:  `outcome_unknown`: no answer, an answer of 5xx or 408, or one that is not the
//             venue's JSON (a proxy's page, a cut body). Ask by client order id before anything.
// The message keeps the venue's own words and its numeric code.
#pragma once

#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <string_view>

namespace troupe::net::alpaca {

// Whether the venue may have done what was asked, although no answer says so.
bool outcome_is_unknown(const error& failure);
// Whether the same question may be answered when it is asked again: the failure is of the moment.
bool may_succeed_again(const error& failure);

// The error that an answer stands for, which is not a success (status outside 200 to 299).
// `what` names the request: "POST /v2/orders".
error refusal(const http::response& answer, std::string_view what);
// The error of a success whose body cannot be read.
error unreadable(std::string_view what, std::string_view why);
// The error of a request that got no answer (an error of http::client).
error unanswered(const error& failure, std::string_view what);

} // namespace troupe::net::alpaca
