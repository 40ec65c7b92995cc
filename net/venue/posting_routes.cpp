// POST /_venue/activities: whoever runs the venue moves the account as a bank, a company or an
// exchange would. What follows is told as an activity, and kept over restarts, as any request is.
#include "net/json_text.hpp"
#include "net/venue/activity_json.hpp"
#include "net/venue/call.hpp"

#include <nlohmann/json.hpp>

namespace troupe::net::venue {

namespace {

using nlohmann::json;

struct cash_posting {
  std::string_view word;
  activity_kind kind;
  int sign; // of what it must be; 0: either
};

constexpr cash_posting cash_postings[] = {{"CSD", activity_kind::deposit, 1},
                                          {"CSW", activity_kind::withdrawal, -1},
                                          {"JNLC", activity_kind::journal, 0},
                                          {"INT", activity_kind::interest, 0}};

error wrong_posting(std::string message) {
  return {"invalid_parameter", std::move(message)};
}

template <class Amount>
result<Amount> read_amount(const json& body, const char* name) {
  const auto parsed = Amount::parse(text_of(body, name));
  if (!parsed)
    return wrong_posting("invalid " + std::string(name) + ": " + parsed.failure().message);
  if (parsed->is_zero())
    return wrong_posting(std::string(name) + " must not be zero");
  return *parsed;
}

result<void> post_cash(exchange& market, const cash_posting& posted, const json& body) {
  const auto amount = read_amount<trading::money>(body, "net_amount");
  if (!amount)
    return amount.failure();
  if (posted.sign != 0 && (*amount > trading::money{}) != (posted.sign > 0))
    return wrong_posting("net_amount of " + std::string(posted.word) + " must be " +
                   (posted.sign > 0 ? "above" : "below") + " zero");
  if (market.engine().account().cash() + *amount < trading::money{})
    return error{"insufficient_balance", "the account has " +
                                             market.engine().account().cash().text() + " in cash"};
  market.pay(posted.kind, *amount, text_of(body, "description"));
  return {};
}

result<void> post_action(exchange& market, const std::string& word, const json& body) {
  const auto name = market.find_asset(text_of(body, "symbol"));
  if (!name)
    return name.failure();
  if (word == "DIV") {
    const auto by_unit = read_amount<trading::money>(body, "per_share_amount");
    return by_unit ? market.pay_dividend(*name, *by_unit) : result<void>(by_unit.failure());
  }
  const auto from = read_amount<trading::quantity>(body, "old_rate");
  const auto to = read_amount<trading::quantity>(body, "new_rate");
  if (!from || !to)
    return from ? to.failure() : from.failure();
  if (name->is_crypto())
    return wrong_posting("coins are not split");
  if (*from < trading::quantity{} || *to < trading::quantity{})
    return wrong_posting("old_rate and new_rate must be above zero");
  return market.split(*name, *from, *to);
}

result<void> post(exchange& market, const json& body) {
  const auto word = text_of(body, "activity_type");
  for (const auto& each : cash_postings)
    if (each.word == word)
      return post_cash(market, each, body);
  if (word == "DIV" || word == "SPLIT")
    return post_action(market, word, body);
  return wrong_posting("activity_type must be CSD, CSW, JNLC, INT, DIV or SPLIT");
}

} // namespace

reply answer_postings(exchange& market, const call& asked) {
  if (!asked.is({"_venue", "activities"}))
    return std::nullopt;
  if (asked.method != "POST")
    return method_not_allowed();
  const auto body = json::parse(asked.body, nullptr, false);
  if (!body.is_object())
    return error_reply({"invalid_body", "request body format is invalid"});
  const auto posted = post(market, body);
  if (!posted)
    return error_reply(posted.failure());
  json_writer json;
  write_activity(json, market.activities().all().back());
  return json_reply(json.take());
}

} // namespace troupe::net::venue
