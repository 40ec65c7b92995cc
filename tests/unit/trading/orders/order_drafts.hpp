// Orders for the tests of the rules: one that is well-formed for its kind, and made-up ones.
#pragma once

#include "trading/matching/splitmix64.hpp"
#include "trading/orders/order_rules.hpp"

namespace troupe::trading {

inline price px(const char* text) {
  return price::parse(text).value();
}

// Every amount that the type and the class need, and none that they forbid; prices fit each other
// and a market at 100. It costs more than every least and less than every most.
inline order_draft well_formed(const order_kind& kind) {
  order_draft made;
  const bool sells = is_sale(kind.intent);
  const bool legs_sell = sells == (kind.order_class == order_class::oco);
  made.symbol = symbol::of(kind.asset_class == asset_class::crypto ? "BTC/USD" : "AAPL");
  made.type = kind.type;
  made.time_in_force = kind.time_in_force;
  made.order_class = kind.order_class;
  made.extended_hours = kind.hours == order_hours::extended;
  made.intent = kind.intent;
  if (kind.sizing == order_sizing::notional)
    made.notional = money::of(500);
  else
    made.qty = kind.sizing == order_sizing::whole ? quantity::of(5)
                                                  : quantity::parse("5.000000001").value();
  if (kind.type == order_type::limit || kind.type == order_type::stop_limit)
    made.limit_price = px("100");
  if (kind.type == order_type::stop || kind.type == order_type::stop_limit)
    made.stop_price = px(sells ? "99" : "101");
  if (kind.type == order_type::trailing_stop)
    made.trail_price = px("1");
  if (kind.order_class == order_class::simple || kind.order_class == order_class::mleg)
    return made;
  made.take_profit_limit_price = px(legs_sell ? "110" : "90");
  if (kind.order_class != order_class::oto)
    made.stop_loss_stop_price = px(legs_sell ? "90" : "110");
  return made;
}

// Orders that are often almost right: a well-formed one of a kind, with a few of its parts
// replaced, and a setting that is often the usual one. The same from the same seed.
class made_up_orders {
public:
  explicit made_up_orders(std::uint64_t seed) : bits_(seed) {
    for (const auto& kind : kinds_)
      if (rule_against(kind) == nullptr)
        taken_.push_back(kind);
  }

  order_draft draft() {
    const auto& kinds = mostly() ? taken_ : kinds_;
    auto made = well_formed(kinds[bits_.below(kinds.size())]);
    for (auto changes = bits_.below(4); changes > 0; --changes)
      change(made);
    return made;
  }

  order_setting setting() {
    order_setting made;
    made.asset.active = mostly();
    made.asset.tradable = mostly();
    made.asset.fractionable = mostly();
    made.asset.shortable = mostly();
    made.asset.fractional_extended_hours = mostly();
    made.fractional_allowed = mostly();
    made.short_allowed = mostly();
    made.closing_order_open = !mostly();
    if (!mostly())
      made.asset.price_increment = px("0.5");
    if (!mostly())
      made.asset.min_order_size = quantity::of(1);
    if (mostly())
      made.market_price = px("100");
    if (mostly())
      made.new_york_minute = static_cast<int>(bits_.below(24 * 60));
    return made;
  }

private:
  bool mostly() { return bits_.below(8) != 0; }

  template <class Amount>
  void replace(std::optional<Amount>& amount) {
    constexpr const char* amounts[] = {"-1", "0",   "0.05", "0.5", "0.00001", "1.005", "99.99",
                                       "99", "101", "90",   "110", "5",       "12000", "1"};
    if (bits_.below(4) == 0)
      amount.reset();
    else
      amount = Amount::parse(amounts[bits_.below(std::size(amounts))]).value();
  }

  void change(order_draft& made) {
    switch (bits_.below(12)) {
    case 0:
      return replace(made.qty);
    case 1:
      return replace(made.notional);
    case 2:
      return replace(made.limit_price);
    case 3:
      return replace(made.stop_price);
    case 4:
      return replace(made.trail_price);
    case 5:
      return replace(made.trail_percent);
    case 6:
      return replace(made.take_profit_limit_price);
    case 7:
      return replace(made.stop_loss_stop_price);
    case 8:
      return replace(made.stop_loss_limit_price);
    case 9:
      made.stated_intent = static_cast<position_intent>(bits_.below(4));
      return;
    case 10:
      made.advanced_instructions = true;
      return;
    default:
      made.client_order_id = long_id_;
    }
  }

  splitmix64 bits_;
  std::vector<order_kind> kinds_ = every_order_kind();
  std::vector<order_kind> taken_; // those of them that are not refused as such: far fewer
  std::string long_id_ = std::string(129, 'x'); // outlived by no draft of a test
};

} // namespace troupe::trading
