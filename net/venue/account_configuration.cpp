#include "net/venue/account_configuration.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace troupe::net::venue {

namespace {

using nlohmann::json;

constexpr std::int64_t options_level_max = 3;

// Null where the key is absent or says nothing.
const json* setting(const json& body, const char* name) {
  const auto found = body.find(name);
  const bool silent = found == body.end() || found->is_null() || *found == "";
  return silent ? nullptr : &*found;
}

error invalid_setting(std::string_view name, std::string_view allowed) {
  return {"invalid_parameter", "invalid " + std::string(name) + ": use " + std::string(allowed)};
}

result<void> set_flag(const json& body, const char* name, bool& into) {
  const auto* given = setting(body, name);
  if (given == nullptr)
    return {};
  if (!given->is_boolean())
    return invalid_setting(name, "true or false");
  into = given->get<bool>();
  return {};
}

result<void> set_word(const json& body, const char* name, std::string& into,
                      std::initializer_list<std::string_view> words) {
  const auto* given = setting(body, name);
  if (given == nullptr)
    return {};
  const auto word = given->is_string() ? given->get<std::string>() : given->dump();
  if (std::find(words.begin(), words.end(), word) == words.end()) {
    std::string allowed;
    for (const auto known : words)
      allowed.append(allowed.empty() ? "" : " or ").append(known);
    return invalid_setting(name, allowed);
  }
  into = word;
  return {};
}

result<void> set_options_level(const json& body, std::optional<std::int64_t>& into) {
  const auto found = body.find("max_options_trading_level");
  if (found == body.end())
    return {};
  if (found->is_null()) {
    into.reset();
    return {};
  }
  const bool whole = found->is_number_integer();
  if (!whole || *found < 0 || *found > options_level_max)
    return invalid_setting("max_options_trading_level", "0 to 3, or null");
  into = found->get<std::int64_t>();
  return {};
}

bool is_fractional(const trading::order_request& asked) {
  return !asked.notional.is_zero() || asked.qty.units % trading::units_per_one != 0;
}

} // namespace

result<account_configuration> changed(account_configuration from, std::string_view text) {
  const auto body = json::parse(text, nullptr, false);
  if (!body.is_object())
    return error{"invalid_body", "request body format is invalid"};
  const std::pair<const char*, bool*> flags[] = {
      {"no_shorting", &from.no_shorting},
      {"suspend_trade", &from.suspend_trade},
      {"fractional_trading", &from.fractional_trading},
      {"ptp_no_exception_entry", &from.ptp_no_exception_entry},
      {"disable_overnight_trading", &from.disable_overnight_trading}};
  for (const auto& [name, into] : flags)
    if (auto set = set_flag(body, name, *into); !set)
      return set.failure();
  if (auto set =
          set_word(body, "max_margin_multiplier", from.max_margin_multiplier, {"1", "2", "4"});
      !set)
    return set.failure();
  if (auto set = set_word(body, "trade_confirm_email", from.trade_confirm_email, {"all", "none"});
      !set)
    return set.failure();
  if (auto set = set_options_level(body, from.max_options_trading_level); !set)
    return set.failure();
  return from;
}

result<void> admit(const account_configuration& by, const trading::order_request& asked,
                   trading::quantity held) {
  if (by.suspend_trade)
    return error{"order_forbidden", "new orders are rejected by user request"};
  if (asked.symbol.is_crypto())
    return {};
  if (!by.fractional_trading && is_fractional(asked))
    return error{"order_forbidden", "fractional trading is disabled for this account"};
  const bool opens_short = asked.side == trading::side::sell && held <= trading::quantity{};
  if (by.no_shorting && opens_short)
    return error{"order_forbidden", "account is not allowed to short"};
  return {};
}

} // namespace troupe::net::venue
