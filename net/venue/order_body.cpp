#include "net/venue/order_body.hpp"

#include "net/json_text.hpp"

#include <nlohmann/json.hpp>

namespace troupe::net::venue {

namespace {

using nlohmann::json;

constexpr std::size_t decimals_kept = 9;

const json& member(const json& body, const char* name) {
  static const json none = json::object();
  const auto found = body.find(name);
  return found != body.end() && found->is_object() ? *found : none;
}

bool flag_of(const json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && (*found == true || *found == "true");
}

bool is_given(const json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && !found->is_null() && *found != "" && !found->empty();
}

error invalid(std::string message) {
  return {"invalid_order", std::move(message)};
}

// What is wrong with the first amount that cannot be read; each is read whatever the others are.
class amount_reader {
public:
  explicit amount_reader(const json& body) : body_(body) {}

  template <class Amount>
  void read(const char* name, std::optional<Amount>& into, std::string_view shown = {}) {
    read_text(text_of(body_, name), shown.empty() ? name : shown, into);
  }

  template <class Amount>
  void read_text(const std::string& text, std::string_view name, std::optional<Amount>& into) {
    if (text.empty())
      return;
    const auto parsed = Amount::parse(text);
    if (parsed)
      into = *parsed;
    else if (wrong_.empty())
      wrong_ = "invalid " + std::string(name) + ": " + parsed.failure().message;
  }

  result<void> outcome() const { return wrong_.empty() ? result<void>() : invalid(wrong_); }

private:
  const json& body_;
  std::string wrong_;
};

std::string cut_decimals(std::string text) {
  const auto point = text.find('.');
  const bool plain = text.find_first_not_of("0123456789.") == std::string::npos;
  if (plain && point != std::string::npos && text.size() > point + 1 + decimals_kept)
    text.resize(point + 1 + decimals_kept);
  return text;
}

result<void> read_amounts(const json& body, trading::order_draft& draft) {
  amount_reader amounts(body);
  auto qty = text_of(body, "qty");
  if (draft.symbol.is_crypto())
    qty = cut_decimals(std::move(qty));
  amounts.read_text(qty, "qty", draft.qty);
  amounts.read("notional", draft.notional);
  amounts.read("limit_price", draft.limit_price);
  amounts.read("stop_price", draft.stop_price);
  amounts.read("trail_price", draft.trail_price);
  amounts.read("trail_percent", draft.trail_percent);
  amount_reader profit(member(body, "take_profit"));
  profit.read("limit_price", draft.take_profit_limit_price, "take_profit.limit_price");
  amount_reader loss(member(body, "stop_loss"));
  loss.read("stop_price", draft.stop_loss_stop_price, "stop_loss.stop_price");
  loss.read("limit_price", draft.stop_loss_limit_price, "stop_loss.limit_price");
  for (const auto* each : {&amounts, &profit, &loss})
    if (auto read = each->outcome(); !read)
      return read;
  return {};
}

result<void> read_intent(const json& body, trading::order_draft& draft) {
  const auto word = text_of(body, "position_intent");
  if (word.empty())
    return {};
  using enum trading::position_intent;
  for (const auto known : {buy_to_open, buy_to_close, sell_to_open, sell_to_close})
    if (trading::to_text(known) == word)
      draft.stated_intent = known;
  return draft.stated_intent ? result<void>() : invalid("invalid position_intent");
}

result<void> read_words(const json& body, trading::order_draft& draft) {
  const auto side = trading::parse_side(text_of(body, "side"));
  if (!side)
    return invalid("invalid side");
  const auto type = trading::parse_order_type(text_of(body, "type"));
  if (!type)
    return invalid("invalid order type");
  const auto lasting = trading::parse_time_in_force(text_of(body, "time_in_force"));
  if (!lasting)
    return invalid("invalid time_in_force");
  const auto group = trading::parse_order_class(text_of(body, "order_class"));
  if (!group)
    return invalid("invalid order_class");
  draft.intent = trading::intent_of(*side, {});
  draft.type = *type;
  draft.time_in_force = *lasting;
  draft.order_class = *group;
  draft.extended_hours = flag_of(body, "extended_hours");
  draft.advanced_instructions = is_given(body, "advanced_instructions");
  return read_intent(body, draft);
}

result<json> read_object(std::string_view text) {
  auto body = json::parse(text, nullptr, false);
  if (!body.is_object())
    return error{"invalid_body", "request body format is invalid"};
  return body;
}

} // namespace

result<posted_order> read_order(const exchange& market, std::string_view text) {
  const auto body = read_object(text);
  if (!body)
    return body.failure();
  const auto name = text_of(*body, "symbol");
  if (name.empty())
    return invalid("symbol is required");
  const auto asset = market.find_asset(name);
  if (!asset)
    return error{"unknown_symbol", "asset \"" + name + "\" not found"};
  posted_order posted;
  posted.draft.symbol = *asset;
  posted.client_order_id = text_of(*body, "client_order_id");
  if (auto read = read_words(*body, posted.draft); !read)
    return read.failure();
  if (auto read = read_amounts(*body, posted.draft); !read)
    return read.failure();
  return posted;
}

result<posted_change> read_change(std::string_view text) {
  const auto body = read_object(text);
  if (!body)
    return body.failure();
  posted_change posted;
  amount_reader amounts(*body);
  amounts.read("qty", posted.change.qty);
  amounts.read("limit_price", posted.change.limit_price);
  amounts.read("stop_price", posted.change.stop_price);
  amounts.read("trail", posted.change.trail);
  if (auto read = amounts.outcome(); !read)
    return read.failure();
  posted.client_order_id = text_of(*body, "client_order_id");
  if (const auto word = text_of(*body, "time_in_force"); !word.empty()) {
    const auto lasting = trading::parse_time_in_force(word);
    if (!lasting)
      return invalid("invalid time_in_force");
    posted.change.time_in_force = *lasting;
  }
  return posted;
}

} // namespace troupe::net::venue
