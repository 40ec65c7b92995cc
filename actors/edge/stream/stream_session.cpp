#include "actors/edge/stream/stream_session.hpp"

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/json/printable.hpp"

#include <utility>

namespace troupe::actors {

stream_session::stream_session(const stream_sources& sources, stream_outlet out,
                               trading::asset_class market, std::optional<token_claims> who,
                               std::int64_t opened_ns)
    : sources_(sources), out_(std::move(out)), market_(market), who_(std::move(who)),
      opened_ns_(opened_ns), wanted_(market) {}

void stream_session::on_message(std::string_view text) {
  if (closed_)
    return;
  const auto request = read_stream_request(text);
  if (!request)
    return send_error(request.failure());
  std::visit([this](const auto& each) { on_request(each); }, *request);
}

void stream_session::on_request(const auth_request& given) {
  auto claims = sources_.authenticate(given.token);
  if (!claims) {
    send_error(claims.failure());
    return close(policy_violation, claims.failure().message);
  }
  who_ = std::move(*claims);
}

void stream_session::on_request(const subscribe_request& wanted) {
  if (!who_)
    return send_error({"unauthenticated", "send {\"action\":\"auth\",\"token\":\"...\"} first"});
  if (!wanted.adds) {
    wanted_.remove(wanted);
    return tell_subscribed();
  }
  wanted_.add(wanted);
  tell_subscribed();
  for (const auto& each : wanted.unknown_channels)
    send_error({"unknown_channel", "there is no channel \"" + each.substr(0, 32) + "\" here"});
  subscription added(market_);
  added.add(wanted);
  if (!wanted.channels.empty())
    send("snapshot", sources_.snapshot(added));
}

void stream_session::on_request(const ping_request&) {
  send("pong", "{}");
}

void stream_session::tell(const stream_delta& news) {
  if (closed_ || !wanted_.wants(news.channel, news.symbol))
    return;
  if (news.channel == channel::quotes) {
    const bool is_first = waiting_quotes_.insert_or_assign(*news.symbol, news.data).second;
    if (!is_first)
      sources_.on_conflated();
    return send_waiting_quotes();
  }
  send(news.type, *news.data);
}

void stream_session::send_waiting_quotes() {
  while (!closed_ && !waiting_quotes_.empty() && has_room()) {
    const auto next = waiting_quotes_.extract(waiting_quotes_.begin());
    if (wanted_.wants(channel::quotes, next.key()))
      send("quote", *next.mapped());
  }
}

void stream_session::on_time(std::int64_t steady_ns) {
  if (!who_ && steady_ns - opened_ns_ >= auth_timeout_ns)
    return close(policy_violation, "nobody authenticated within five seconds");
  send_waiting_quotes();
}

void stream_session::tell_snapshot() {
  if (!closed_ && !wanted_.channels().empty())
    send("snapshot", sources_.snapshot(wanted_));
}

void stream_session::tell_subscribed() {
  json_writer json;
  json.object().key("channels").array();
  for (const auto each : wanted_.channels())
    json.text(to_text(each));
  json.end_array().key("symbols").object();
  for (const auto each : wanted_.channels()) {
    json.key(to_text(each)).array();
    const auto& named = wanted_.symbols(each);
    if (named.empty())
      json.text("*");
    for (const auto& name : named)
      json.text(name.text());
    json.end_array();
  }
  json.end_object().end_object();
  send("subscribed", json.take());
}

void stream_session::send_error(const error& why) {
  json_writer json;
  json.object().key("code").text(why.code);
  json.key("message").text(printable(why.message)).end_object();
  send("error", json.take());
}

void stream_session::send(std::string_view type, std::string_view data) {
  if (closed_)
    return;
  if (out_.queued_bytes() > close_bytes)
    return close(policy_violation, "too slow: messages were not read in time");
  json_writer json;
  json.object().key("type").text(type).key("seq").raw(std::to_string(++seq_));
  json.key("ts").time(sources_.utc_ns()).key("data").raw(data).end_object();
  out_.send(json.take());
}

void stream_session::close(std::uint16_t code, const std::string& reason) {
  if (std::exchange(closed_, true))
    return;
  waiting_quotes_.clear();
  out_.close(code, reason);
}

} // namespace troupe::actors
