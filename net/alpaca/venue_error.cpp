#include "net/alpaca/venue_error.hpp"

#include "net/http/client.hpp"

#include <array>
#include <optional>
#include <string>

#include <simdjson.h>

namespace troupe::net::alpaca {

namespace {

constexpr std::string_view unknown_code = "outcome_unknown";

struct code_spelling {
  std::string_view words; // part of the venue's message
  std::string_view code;
};

// The venue's numeric codes are coarse and reused; the words tell the reason.
constexpr std::array<code_spelling, 13> code_spellings{{
    {"client_order_id must be unique", "client_order_id_not_unique"},
    {"insufficient buying power", "insufficient_buying_power"},
    {"insufficient qty available", "insufficient_qty"},
    {"insufficient balance", "insufficient_qty"},
    {"order not found", "order_not_found"},
    {"order is already in", "order_not_cancelable"},
    {"unable to replace order, order is not open", "replace_not_open"},
    {"unable to replace order, order isn't sent", "replace_not_sent"},
    {"position does not exist", "position_not_found"},
    {"asset not found", "asset_not_found"},
    {"symbol not found", "asset_not_found"},
    {"wash trade", "wash_trade"},
    {"forbidden", "forbidden"},
}};

struct venue_words {
  std::string message;
  std::string code; // numeric; empty where the venue gives none
};

std::optional<venue_words> read_words(const std::string& body) {
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  std::string_view message;
  if (parser.parse(body).get_object().get(root) || root["message"].get_string().get(message))
    return std::nullopt;
  std::int64_t code = 0;
  const bool numbered = !root["code"].get_int64().get(code);
  return venue_words{std::string(message), numbered ? std::to_string(code) : std::string{}};
}

std::string_view code_of(const http::response& answer, std::string_view message) {
  if (answer.status == 429)
    return "rate_limited";
  if (answer.status == 401)
    return "unauthorized";
  for (const auto& known : code_spellings)
    if (message.find(known.words) != std::string_view::npos)
      return known.code;
  return "venue_refused";
}

std::string with_status(const http::response& answer, std::string_view code) {
  auto text = " (HTTP " + std::to_string(answer.status);
  if (!code.empty())
    text += ", code " + std::string(code);
  return text + ")";
}

error unknown(std::string_view what, std::string_view why) {
  return {std::string(unknown_code),
          std::string(what) + ": " + std::string(why) + "; whether the venue did it is not known"};
}

} // namespace

bool outcome_is_unknown(const error& failure) {
  return failure.code == unknown_code;
}

bool may_succeed_again(const error& failure) {
  return outcome_is_unknown(failure) || failure.code == "not_sent" ||
         failure.code == "rate_limited";
}

error refusal(const http::response& answer, std::string_view what) {
  constexpr int request_timeout = 408;
  const bool decided =
      answer.status >= 400 && answer.status < 500 && answer.status != request_timeout;
  const auto words = read_words(answer.body);
  if (!decided)
    return unknown(what, (words ? words->message : std::string("no usable answer")) +
                             with_status(answer, words ? words->code : ""));
  // Keys and limits are judged in front of the venue, which may answer with a page of its own.
  const bool before_venue = answer.status == 401 || answer.status == 429;
  if (!words && !before_venue)
    return unknown(what, "the answer is not the venue's" + with_status(answer, ""));
  const auto message = words ? words->message : std::string("refused without a reason");
  return {std::string(code_of(answer, message)),
          std::string(what) + ": " + message + with_status(answer, words ? words->code : "")};
}

error unreadable(std::string_view what, std::string_view why) {
  return unknown(what, "the answer cannot be read: " + std::string(why));
}

error unanswered(const error& failure, std::string_view what) {
  if (http::may_have_been_sent(failure))
    return unknown(what, failure.message);
  const bool held = failure.code == "queue_full" || failure.code == "waited_too_long" ||
                    failure.code == "trading_stopped";
  return {held ? failure.code : "not_sent", std::string(what) + ": " + failure.message};
}

} // namespace troupe::net::alpaca
