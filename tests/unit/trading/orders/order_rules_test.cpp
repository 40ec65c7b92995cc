// The table of what Alpaca takes: whole, without contradiction, and as its documentation says.
#include "tests/unit/trading/orders/order_drafts.hpp"
#include "trading/orders/order_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace troupe::trading::order_rules_test {
namespace {

constexpr std::uint64_t seed = 20261122;
constexpr int rounds = 200'000;

const order_setting open_market{.market_price = price::of(100), .new_york_minute = 20 * 60};

std::string name_of(const order_kind& kind) {
  return std::string(to_text(kind.asset_class)) + " " + std::string(to_text(kind.order_class)) +
         " " + std::string(to_text(kind.type)) + " " + std::string(to_text(kind.time_in_force)) +
         " " + std::string(to_text(kind.hours)) + " " + std::string(to_text(kind.sizing)) + " " +
         std::string(to_text(kind.intent));
}

std::string code_of(const std::optional<order_refusal>& refused) {
  return refused ? std::string(refused->code) : "allowed";
}

// The same permissions said a second time, in sentences of what is taken rather than refused.
bool is_taken(const order_kind& kind) {
  using tif = time_in_force;
  const auto& [assets, type, lasting, group, hours, sizing, intent] = kind;
  if (assets == asset_class::crypto)
    return group == order_class::simple && hours == order_hours::regular &&
           (type == order_type::market || type == order_type::limit ||
            type == order_type::stop_limit) &&
           (lasting == tif::gtc || lasting == tif::ioc) && intent != position_intent::sell_to_open;
  const bool day_or_gtc = lasting == tif::day || lasting == tif::gtc;
  const bool plain = type == order_type::market || type == order_type::limit;
  if (!plain && !day_or_gtc)
    return false;
  if (hours == order_hours::extended &&
      !(type == order_type::limit && day_or_gtc && group == order_class::simple))
    return false;
  if (sizing != order_sizing::whole &&
      !(group == order_class::simple && lasting == tif::day && type != order_type::trailing_stop &&
        intent != position_intent::sell_to_open))
    return false;
  switch (group) {
  case order_class::simple:
    return true;
  case order_class::bracket:
  case order_class::oto:
    return day_or_gtc && type != order_type::trailing_stop;
  case order_class::oco:
    return day_or_gtc && type == order_type::limit &&
           (intent == position_intent::buy_to_close || intent == position_intent::sell_to_close);
  case order_class::mleg:
    return false;
  }
  return false;
}

TEST(order_rules, name_a_field_and_an_answer_of_alpacas_each_under_one_code) {
  std::set<std::string_view> codes;
  const std::set<std::string_view> fields{"symbol",
                                          "qty",
                                          "notional",
                                          "side",
                                          "type",
                                          "time_in_force",
                                          "limit_price",
                                          "stop_price",
                                          "trail_price",
                                          "trail_percent",
                                          "order_class",
                                          "client_order_id",
                                          "extended_hours",
                                          "position_intent",
                                          "take_profit.limit_price",
                                          "stop_loss.stop_price",
                                          "stop_loss.limit_price"};
  for (const auto& rule : order_rules()) {
    SCOPED_TRACE(rule.code);
    EXPECT_TRUE(codes.insert(rule.code).second);
    EXPECT_TRUE(fields.contains(rule.field)) << rule.field;
    EXPECT_FALSE(rule.message.empty());
    EXPECT_EQ(rule.condition.empty(), rule.broken == nullptr);
    const auto is = [&](const venue_answer& known) {
      return rule.answer.http_status == known.http_status && rule.answer.code == known.code;
    };
    EXPECT_TRUE(is(malformed_parameter) || is(against_the_rules) || is(not_permitted));
  }
  EXPECT_LE(codes.size(), 100u);
}

TEST(order_rules, answer_every_kind_of_order_once_and_as_the_documentation_says) {
  const order_setting fractions_everywhere{.asset = {.fractional_extended_hours = true}};
  std::size_t taken = 0;
  for (const auto& kind : every_order_kind()) {
    const auto draft = well_formed(kind);
    ASSERT_EQ(draft.kind(), kind) << name_of(kind);
    const auto* against = rule_against(kind);
    const auto refused = refusal_of(draft, fractions_everywhere);
    ASSERT_EQ(code_of(refused), against == nullptr ? "allowed" : against->code) << name_of(kind);
    ASSERT_EQ(!refused, is_taken(kind)) << name_of(kind) << ": " << code_of(refused);
    taken += refused ? 0 : 1;
  }
  EXPECT_GT(taken, 0u);
}

TEST(order_rules, take_well_formed_orders_of_every_kind_in_an_open_market) {
  auto setting = open_market;
  setting.asset.fractional_extended_hours = true;
  for (const auto& kind : every_order_kind())
    if (rule_against(kind) == nullptr) {
      ASSERT_EQ(code_of(refusal_of(well_formed(kind), setting)), "allowed") << name_of(kind);
    }
}

TEST(order_rules, are_each_the_answer_to_some_order_and_leave_no_place_unfilled) {
  SCOPED_TRACE(seed);
  made_up_orders orders(seed);
  std::set<std::string_view> given;
  for (int round = 0; round < rounds; ++round) {
    const auto draft = orders.draft();
    const auto refused = refusal_of(draft, orders.setting());
    if (!refused)
      continue;
    given.insert(refused->code);
    ASSERT_EQ(refused->message.find_first_of("{}"), std::string::npos) << refused->message;
    ASSERT_FALSE(refused->field.empty());
  }
  for (const auto& rule : order_rules())
    EXPECT_TRUE(given.contains(rule.code)) << rule.code << " answered none of the made-up orders";
}

TEST(order_rules, refuse_every_order_of_a_kind_that_is_never_taken) {
  SCOPED_TRACE(seed);
  made_up_orders orders(seed + 1);
  for (int round = 0; round < rounds; ++round) {
    const auto draft = orders.draft();
    if (rule_against(draft.kind()) != nullptr) {
      ASSERT_TRUE(refusal_of(draft, {})) << name_of(draft.kind());
    }
  }
}

TEST(order_rules, refuse_with_less_asked_for_only_what_they_refuse_with_more) {
  SCOPED_TRACE(seed);
  made_up_orders orders(seed + 2);
  int compared = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto draft = orders.draft();
    const auto setting = orders.setting();
    if (refusal_of(draft, setting))
      continue;
    ++compared;
    auto regular = draft;
    regular.extended_hours = false;
    ASSERT_EQ(code_of(refusal_of(regular, setting)), "allowed") << name_of(draft.kind());
    auto unstated = draft;
    unstated.stated_intent.reset();
    unstated.advanced_instructions = false;
    ASSERT_EQ(code_of(refusal_of(unstated, setting)), "allowed") << name_of(draft.kind());
    auto unknown = setting; // what is known can only add refusals
    unknown.market_price.reset();
    unknown.new_york_minute.reset();
    ASSERT_EQ(code_of(refusal_of(draft, unknown)), "allowed") << name_of(draft.kind());
    if (!draft.symbol.is_crypto() && draft.kind().sizing == order_sizing::fractional) {
      auto whole = draft;
      whole.qty = quantity::of(draft.qty->units / units_per_one + 1);
      ASSERT_EQ(code_of(refusal_of(whole, setting)), "allowed") << name_of(draft.kind());
    }
  }
  EXPECT_GT(compared, rounds / 100);
}

// The first quantity at which the answer is no longer `below`, by bisection.
std::int64_t first_without(order_draft order, std::string_view below, std::string_view or_else) {
  std::int64_t with = 0;
  std::int64_t without = std::int64_t{1} << 62;
  while (without - with > 1) {
    const auto middle = with + (without - with) / 2;
    order.qty = quantity{middle};
    const auto code = code_of(refusal_of(order, {}));
    (code == below || code == or_else ? with : without) = middle;
  }
  return without;
}

TEST(order_rules, take_every_quantity_from_the_least_cost_to_the_greatest) {
  SCOPED_TRACE(seed);
  splitmix64 bits(seed + 3);
  for (int round = 0; round < 300; ++round) {
    auto order = well_formed({.asset_class = asset_class::crypto,
                              .type = order_type::limit,
                              .time_in_force = time_in_force::gtc});
    order.limit_price = price{1'000 + static_cast<std::int64_t>(bits.below(200'000'000'000'000))};
    const auto least = first_without(order, "order_too_small", "");
    const auto too_much = first_without(order, "order_too_small", "allowed");
    ASSERT_LT(least, too_much);
    const auto cost = [&](std::int64_t units) {
      order.qty = quantity{units};
      return notional(*order.limit_price, *order.qty);
    };
    ASSERT_GE(cost(least), money::of(10));
    ASSERT_LE(cost(least - 1), money::of(10)); // rounded, so that it may seem to be enough
    ASSERT_LE(cost(too_much - 1), money::of(200'000));
    ASSERT_GE(cost(too_much), money::of(200'000));
    const auto span = static_cast<std::uint64_t>(too_much - least);
    order.qty = quantity{least + static_cast<std::int64_t>(bits.below(span))};
    ASSERT_EQ(code_of(refusal_of(order, {})), "allowed") << order.qty->text();
  }
}

TEST(order_rules, take_a_price_on_a_step_and_refuse_the_ones_beside_it) {
  SCOPED_TRACE(seed);
  splitmix64 bits(seed + 4);
  auto order = well_formed({.type = order_type::limit});
  for (int round = 0; round < 20'000; ++round) {
    const bool dollar = bits.below(2) == 0;
    const std::int64_t step = dollar ? 10'000'000 : 100'000;
    const auto steps = dollar ? 101 + bits.below(1'000'000) : 1 + bits.below(9'998);
    const price on{static_cast<std::int64_t>(steps) * step};
    order.limit_price = on;
    ASSERT_EQ(code_of(refusal_of(order, {})), "allowed") << on.text();
    const price beside{on.units + 1 +
                       static_cast<std::int64_t>(bits.below(static_cast<std::uint64_t>(step - 1)))};
    order.limit_price = beside;
    const auto refused = refusal_of(order, {});
    ASSERT_EQ(code_of(refused), "limit_price_increment") << beside.text();
    ASSERT_EQ(refused->message, "invalid limit_price " + beside.text() +
                                    ". sub-penny increment does not fulfill minimum pricing "
                                    "criteria");
  }
}

} // namespace
} // namespace troupe::trading::order_rules_test
