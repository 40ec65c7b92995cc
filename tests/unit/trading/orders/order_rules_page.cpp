#include "tests/unit/trading/orders/order_rules_page.hpp"

#include "trading/orders/order_increments.hpp"
#include "trading/orders/order_session.hpp"
#include "trading/orders/replace_rules.hpp"

namespace troupe::trading {

namespace {

constexpr std::string_view introduction = R"(# Order rules

Written from the table in `trading/orders/order_rules.hpp` by the test `order_rules_page`, which
fails when this page is not what the table says. To write it anew:
`TROUPE_WRITE_DOCS=1 build/release/tests/unit_trading --gtest_filter='order_rules_page.*'`

The table says of an order, before funds and other orders are looked at, whether Alpaca takes it,
and if not, with which status, code and message it is refused. The first rule that is broken is the
answer. Statuses, codes and messages are Alpaca's (trading API v2, as of 2026-09) where "words" says
so; where it says "ours", Alpaca refuses such an order in words that are not known, or leaves it
ambiguous, and it is refused here.

The simulated venue asks this table of every order, and a test holds it to taking exactly what the
table takes. The client, risk and the web page do not ask it yet; risk shares its least costs.
)";

std::string code_word(std::string_view text) {
  return "`" + std::string(text) + "`";
}

// An extended-hours order of a fraction also needs an asset that takes it.
std::string sizes_taken(order_kind kind) {
  std::string sizes;
  for (const auto sizing :
       {order_sizing::whole, order_sizing::fractional, order_sizing::notional}) {
    kind.sizing = sizing;
    if (rule_against(kind) == nullptr)
      sizes += (sizes.empty() ? "" : ", ") + std::string(to_text(sizing));
  }
  return sizes.empty() ? "–" : sizes;
}

std::string kind_grid(std::string_view title, order_kind kind) {
  std::string text = "\n### " + std::string(title) + "\n\n| |";
  constexpr order_type types[] = {order_type::market, order_type::limit, order_type::stop,
                                  order_type::stop_limit, order_type::trailing_stop};
  constexpr time_in_force times[] = {time_in_force::day, time_in_force::gtc, time_in_force::opg,
                                     time_in_force::cls, time_in_force::ioc, time_in_force::fok};
  for (const auto type : types)
    text += " " + std::string(to_text(type)) + " |";
  text += "\n|---|---|---|---|---|---|\n";
  for (const auto lasting : times) {
    text += "| " + code_word(to_text(lasting)) + " |";
    for (const auto type : types) {
      kind.type = type;
      kind.time_in_force = lasting;
      text += " " + sizes_taken(kind) + " |";
    }
    text += "\n";
  }
  return text;
}

std::string grids() {
  using enum position_intent;
  std::string text =
      "\n## What is taken\n\nIn each cell: the sizes that are taken, when every price "
      "fits. A class that is not here is never taken.\n";
  text += kind_grid("Stocks, simple, regular hours", {});
  text += kind_grid("Stocks, simple, regular hours, a short sale", {.intent = sell_to_open});
  text += kind_grid("Stocks, simple, extended hours", {.hours = order_hours::extended});
  text += kind_grid("Stocks, bracket", {.order_class = order_class::bracket});
  text += kind_grid("Stocks, oto", {.order_class = order_class::oto});
  text += kind_grid("Stocks, oco (of a position that is held)",
                    {.order_class = order_class::oco, .intent = sell_to_close});
  text += kind_grid("Crypto (never sold short)", {.asset_class = asset_class::crypto});
  return text;
}

std::string session_grid() {
  constexpr market_session sessions[] = {market_session::overnight, market_session::pre_market,
                                         market_session::core, market_session::after_hours};
  struct row {
    std::string_view title;
    order_kind kind;
    asset_terms asset;
  };
  const row rows[] = {
      {"stocks, regular hours", {}, {}},
      {"stocks, extended hours", {.hours = order_hours::extended}, {}},
      {"stocks, extended hours, `overnight_tradable`",
       {.hours = order_hours::extended},
       {.overnight_tradable = true}},
      {"crypto", {.asset_class = asset_class::crypto}, {}},
  };
  std::string text =
      "\n## When an order can fill\n\nIn New York: overnight 20:00–04:00, pre_market "
      "04:00–09:30, core 09:30–16:00, after_hours 16:00–20:00.\n\n| |";
  for (const auto session : sessions)
    text += " " + std::string(to_text(session)) + " |";
  text += "\n|---|---|---|---|---|\n";
  for (const auto& each : rows) {
    text += "| " + std::string(each.title) + " |";
    for (const auto session : sessions)
      text += trades_in(each.kind, session, each.asset) ? " yes |" : " waits |";
    text += "\n";
  }
  return text;
}

std::string figures() {
  const auto row = [](std::string_view what, const std::string& figure) {
    return "| " + std::string(what) + " | " + figure + " |\n";
  };
  return "\n## Figures\n\n| | |\n|---|---|\n" +
         row("price increment of a stock, from a price of 1",
             stock_price_increment(price::of(1)).text()) +
         row("price increment of a stock, below", stock_price_increment(price{}).text()) +
         row("price increment and least quantity of a crypto pair", "the asset's own") +
         row("least `notional`", least_notional.text()) +
         row("least cost of a buy of a fraction of a share",
             least_cost(asset_class::us_equity).text()) +
         row("least cost of a buy of crypto", least_cost(asset_class::crypto).text()) +
         row("greatest cost of an order of crypto", crypto_cost_max.text()) +
         row("least `trail_percent`", least_trail_percent.text()) +
         row("least distance of a stop loss from its base", least_stop_distance.text()) +
         row("longest `client_order_id`, in characters", std::to_string(client_order_id_max)) +
         "\nAn order is reckoned at its limit, else at its stop, else at the current price; where "
         "that is not known, its cost is not looked at.\n";
}

std::string rule_list() {
  std::string text =
      "\n## The rules, in the order in which they are asked\n\nThe legs are take_profit and "
      "stop_loss: they sell when "
      "the entry buys or the oco sells. Their base is an oco's take_profit.limit_price, or the "
      "limit_price of a limit entry. What is not known of asset, account, price and hour refuses "
      "nothing.\n\n| code | field | of which orders | "
      "refused when | answer | message | words |\n|---|---|---|---|---|---|---|\n";
  for (const auto& rule : order_rules()) {
    const auto scope = describe(rule.scope);
    text += "| " + code_word(rule.code) + " | " + code_word(rule.field) + " | " +
            (scope.empty() ? "all" : scope) + " | " +
            (rule.condition.empty() ? "always" : std::string(rule.condition)) + " | " +
            std::to_string(rule.answer.http_status) + " " + std::to_string(rule.answer.code) +
            " | " + code_word(rule.message) + " | " +
            (rule.words == wording::alpacas ? "Alpaca's" : "ours") + " |\n";
  }
  return text;
}

std::string replacement_list() {
  std::string text =
      "\n## Replacing an order\n\nAsked in this order; what then would be the new order is asked "
      "of the rules above, a leg as the simple order that it is.\n\n| code | field | refused when "
      "| answer | message | words |\n|---|---|---|---|---|---|\n";
  for (const auto& rule : replace_rules())
    text += "| " + code_word(rule.code) + " | " + code_word(rule.field) + " | " +
            std::string(rule.condition) + " | " + std::to_string(rule.answer.http_status) + " " +
            std::to_string(rule.answer.code) + " | " + code_word(rule.message) + " | " +
            (rule.words == wording::alpacas ? "Alpaca's" : "ours") + " |\n";
  return text;
}

} // namespace

std::string order_rules_page() {
  return std::string(introduction) + grids() + session_grid() + figures() + rule_list() +
         replacement_list();
}

} // namespace troupe::trading
