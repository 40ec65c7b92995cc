// All that the rules need to know of an order: what is asked, and what it meets.
//
// An amount that is not given is empty; one that is given and zero or negative is refused. What is
// not known of the setting is left as it stands here, and then no rule that needs it speaks.
#pragma once

#include "trading/orders/order_kind.hpp"

#include <optional>
#include <string_view>

namespace troupe::trading {

struct order_draft {
  trading::symbol symbol;
  order_type type = order_type::market;
  trading::time_in_force time_in_force = time_in_force::day;
  trading::order_class order_class = order_class::simple;
  bool extended_hours = false;
  position_intent intent = position_intent::buy_to_open; // see intent_of()
  std::string_view client_order_id{};                    // not owned; empty is none

  std::optional<quantity> qty{};
  std::optional<money> notional{};
  std::optional<price> limit_price{};
  std::optional<price> stop_price{};
  std::optional<price> trail_price{};
  std::optional<number> trail_percent{};
  std::optional<price> take_profit_limit_price{};
  std::optional<price> stop_loss_stop_price{};
  std::optional<price> stop_loss_limit_price{};

  std::optional<position_intent> stated_intent{}; // what the sender says that it is
  bool advanced_instructions = false;

  // With neither or both of qty and notional, as if the amount were whole.
  order_kind kind() const;
};

// The draft of a request, in which zero means absent.
order_draft draft_of(const order_request& asked, position_intent intent);

struct asset_terms {
  bool active = true;
  bool tradable = true;
  bool fractionable = true;
  bool shortable = true;
  bool fractional_extended_hours = false;
  bool overnight_tradable = false;
  price price_increment{};   // of a crypto pair; zero where it is not known
  quantity min_order_size{}; // of a crypto pair; zero where it is not known
};

struct order_setting {
  asset_terms asset{};
  bool fractional_allowed = true; // by the account
  bool short_allowed = true;      // by the account
  bool closing_order_open = false;
  std::optional<price> market_price{};
  std::optional<int> new_york_minute{}; // of the day, 0 to 1439; empty where nothing ever closes
};

} // namespace troupe::trading
