#include "actors/edge/rest/call.hpp"

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/json/printable.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace troupe::actors {

namespace {

struct known_status {
  std::string_view code;
  int status;
};

constexpr std::array known_statuses{
    known_status{"invalid_body", 400},
    known_status{"invalid_credentials", 401},
    known_status{"invalid_token", 401},
    known_status{"session_ended", 401},
    known_status{"token_expired", 401},
    known_status{"unauthenticated", 401},
    known_status{"user_gone", 401},
    known_status{"forbidden", 403},
    known_status{"foreign_origin", 403},
    known_status{"second_factor_needed", 403},
    known_status{"insufficient_buying_power", 403},
    known_status{"insufficient_qty", 403},
    known_status{"unauthorized", 403},
    known_status{"wash_trade", 403},
    known_status{"backtest_not_found", 404},
    known_status{"day_not_in_journal", 404},
    known_status{"not_found", 404},
    known_status{"order_not_found", 404},
    known_status{"position_not_found", 404},
    known_status{"symbol_not_known", 404},
    known_status{"method_not_allowed", 405},
    known_status{"backtest_finished", 409},
    known_status{"request_under_way", 409},
    known_status{"second_factor_not_enrolled", 409},
    known_status{"rate_limited", 429},
    known_status{"too_many_requests", 429},
    known_status{"users_busy", 503},
    known_status{"venue_refused", 503},
    known_status{"venue_unreachable", 503},
    known_status{"account_not_known", 503},
    known_status{"backtest_busy", 503},
    known_status{"journal_missing", 503},
    known_status{"keys_busy", 503},
    known_status{"login_busy", 503},
    known_status{"not_sent", 503},
    known_status{"queue_full", 503},
    known_status{"read_side_busy", 503},
    known_status{"read_side_refused", 503},
    known_status{"read_side_unreachable", 503},
    known_status{"redis_busy", 503},
    known_status{"redis_refused", 503},
    known_status{"redis_unreachable", 503},
    known_status{"replay_busy", 503},
    known_status{"role_unavailable", 503},
    known_status{"second_factor_busy", 503},
    known_status{"second_factor_unreadable", 503},
    known_status{"outcome_unknown", 504},
    known_status{"replay_stopped", 504},
    known_status{"journal_damaged", 500},
    known_status{"replay_failed", 500},
    known_status{"file_unreadable", 500},
    known_status{"file_unwritable", 500},
    known_status{"invalid_users_file", 500},
    known_status{"invalid_keys_file", 500},
    known_status{"keys_failed", 500},
    known_status{"login_failed", 500},
    known_status{"invalid_secrets_file", 500},
    known_status{"second_factor_failed", 500},
    known_status{"users_failed", 500},
    known_status{"wrong_master_key", 500},
};

constexpr int unprocessable = 422;

error invalid_parameter(std::string_view name, std::string_view why) {
  return {"invalid_parameter", std::string(name) + " " + std::string(why)};
}

} // namespace

std::string_view call::parameter(std::string_view name) const {
  if (on_parameter)
    on_parameter(name);
  const auto found = std::find_if(query.begin(), query.end(),
                                  [name](const auto& given) { return given.name == name; });
  return found == query.end() ? std::string_view{} : std::string_view(found->value);
}

result<trading::symbol> call::symbol_in_path() const {
  return trading::symbol::parse(path.at("symbol"));
}

result<std::optional<trading::time_ns>> call::time_parameter(std::string_view name) const {
  const auto text = parameter(name);
  if (text.empty())
    return std::optional<trading::time_ns>();
  const auto parsed = trading::parse_time(text);
  if (!parsed)
    return invalid_parameter(name, "is not a time: " + parsed.failure().message);
  return std::optional(*parsed);
}

result<std::optional<std::uint64_t>> call::page_token_parameter() const {
  const auto token = parameter("page_token");
  if (token.empty())
    return std::optional<std::uint64_t>();
  std::uint64_t seq = 0;
  const auto* const last = token.data() + token.size();
  const auto [end, failed] = std::from_chars(token.data(), last, seq);
  if (failed != std::errc{} || end != last)
    return error{"invalid_parameter", "page_token is not one that was given out here"};
  return std::optional(seq);
}

result<std::size_t> call::limit_parameter(std::size_t fallback, std::size_t most) const {
  const auto text = parameter("limit");
  if (text.empty())
    return fallback;
  std::size_t limit = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (failed != std::errc{} || end != text.data() + text.size() || limit < 1 || limit > most)
    return invalid_parameter("limit", "must be a number from 1 to " + std::to_string(most));
  return limit;
}

net::http::response json_reply(std::string body, int status) {
  return {status,
          {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}},
          std::move(body)};
}

net::http::response empty_reply(int status) {
  return {status, {}, {}};
}

net::http::response error_reply(int status, const error& failure, std::string_view details) {
  json_writer json;
  json.object().key("error").object();
  json.key("code").text(failure.code).key("message").text(printable(failure.message));
  json.key("details").raw(details).end_object().end_object();
  auto reply = json_reply(json.take(), status);
  if (status == 401)
    reply.headers.push_back({"WWW-Authenticate", "Bearer"});
  return reply;
}

net::http::response error_reply(const error& failure) {
  return error_reply(status_of(failure.code), failure);
}

error foreign_origin() {
  return {"foreign_origin", "a cookie counts for pages of this server only: Origin must name the "
                            "host that is asked"};
}

int status_of(std::string_view code) {
  const auto found = std::find_if(known_statuses.begin(), known_statuses.end(),
                                  [code](const known_status& each) { return each.code == code; });
  return found == known_statuses.end() ? unprocessable : found->status;
}

} // namespace troupe::actors
