// What the account's owner has set, and which orders it forbids.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::net::venue {

struct account_configuration {
  bool no_shorting = false;
  bool suspend_trade = false;
  bool fractional_trading = true;
  std::string max_margin_multiplier = "4"; // a ceiling: the venue lends nothing whatever it is
  std::optional<std::int64_t> max_options_trading_level{};
  std::string trade_confirm_email = "all";
  bool ptp_no_exception_entry = false;
  bool disable_overnight_trading = false;
};

// The configuration with what the JSON object names changed; all of it or nothing. Null and ""
// leave a value as it is, except that max_options_trading_level may be null; unknown keys are
// ignored. Errors: `invalid_body`, `invalid_parameter`.
result<account_configuration> changed(account_configuration from, std::string_view body);

// Whether an order may be placed; `held` is the position in its symbol. Error:
// `order_forbidden`.
result<void> admit(const account_configuration& by, const trading::order_request& asked,
                   trading::quantity held);

} // namespace troupe::net::venue
