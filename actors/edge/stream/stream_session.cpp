#include "actors/edge/stream/stream_session.hpp"

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/json/printable.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace troupe::actors {

namespace {

// A message goes to many in the same instant, and is stamped once.
const std::string& time_text(std::int64_t utc_ns) {
  thread_local std::pair<std::int64_t, std::string> last{-1, {}};
  if (last.first != utc_ns)
    last = {utc_ns, trading::format_time(utc_ns)};
  return last.second;
}

} // namespace

stream_session::stream_session(const stream_sources& sources, stream_outlet out,
                               trading::asset_class market, std::optional<token_claims> who,
                               std::int64_t opened_ns, std::string name)
    : sources_(sources), out_(std::move(out)), market_(market), who_(std::move(who)),
      opened_ns_(opened_ns), opened_utc_ns_(sources_.utc_ns()),
      wanted_(market), name_(std::move(name)) {}

// A subscription costs a snapshot, so nobody may ask for them without end.
bool stream_session::is_flooded() {
  constexpr std::int64_t cost_ns = trading::second_ns / requests_per_s;
  constexpr std::int64_t burst_ns = 10 * trading::second_ns;
  const auto now_ns = sources_.steady_ns();
  talk_free_ns_ = std::max(talk_free_ns_, now_ns) + cost_ns;
  return talk_free_ns_ - now_ns > burst_ns;
}

void stream_session::on_message(std::string_view text) {
  if (closed_)
    return;
  if (is_flooded())
    return close(policy_violation, "too many messages: say less");
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

void stream_session::on_request(const resume_request& wanted) {
  if (!who_)
    return send_error({"unauthenticated", "send {\"action\":\"auth\",\"token\":\"...\"} first"});
  wants_resume_ = wanted;
}

void stream_session::on_request(const ping_request&) {
  send("pong", std::string("{}"));
}

void stream_session::tell(std::span<const stream_delta> news) {
  for (const auto& each : news)
    tell(each);
}

void stream_session::tell(const stream_delta& news) {
  if (closed_ || !wanted_.wants(news.channel, news.symbol))
    return;
  if (news.channel == channel::quotes) {
    if (waiting_quotes_.empty() && has_room())
      return send("quote", news.data);
    const bool is_first = waiting_quotes_.insert_or_assign(*news.symbol, news.data).second;
    if (!is_first)
      sources_.on_conflated();
    return send_waiting_quotes();
  }
  send(news.type, news.data);
}

void stream_session::send_waiting_quotes() {
  while (!closed_ && !waiting_quotes_.empty() && has_room()) {
    const auto next = waiting_quotes_.extract(waiting_quotes_.begin());
    if (wanted_.wants(channel::quotes, next.key()))
      send("quote", next.mapped());
  }
}

void stream_session::on_time(std::int64_t steady_ns) {
  if (!attached())
    return;
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
  json.end_array();
  if (!name_.empty())
    json.key("stream").text(name_);
  json.key("symbols").object();
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

void stream_session::send(std::string_view type, std::string data) {
  send(type, std::make_shared<const std::string>(std::move(data)));
}

void stream_session::send(std::string_view type, const std::shared_ptr<const std::string>& data) {
  if (closed_)
    return;
  if (attached() && out_.queued_bytes() > close_bytes)
    return close(policy_violation, "too slow: messages were not read in time");
  kept_.push({type, sources_.utc_ns(), data});
  ++seq_;
  if (attached())
    put_out(seq_, kept_.back());
}

void stream_session::put_out(std::uint64_t seq, const told_message& told) {
  thread_local std::string head;
  std::array<char, 20> digits{}; // of any 64 bits
  auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), seq).ptr;
  head.assign("{\"type\":\"").append(told.type).append("\",\"seq\":").append(
      digits.data(), static_cast<std::size_t>(end - digits.data()));
  head.append(",\"ts\":\"").append(time_text(told.utc_ns)).append("\",\"data\":");
  out_.send({head, *told.data, "}"});
}

bool stream_session::detach(std::int64_t steady_ns) {
  out_ = {};
  detached_ns_ = steady_ns;
  return !closed_ && who_ && !name_.empty() && !wanted_.channels().empty();
}

bool stream_session::can_resume(std::uint64_t seq) const {
  return !closed_ && seq <= seq_ && seq_ - seq <= kept_.size();
}

void stream_session::resume(stream_outlet out, const token_claims& who, std::uint64_t seq) {
  out_ = std::move(out);
  who_ = who;
  for (auto next = kept_.size() - (seq_ - seq); next < kept_.size(); ++next)
    put_out(++seq, kept_[next]);
  send_waiting_quotes();
}

std::optional<resume_request> stream_session::take_resume_request() {
  return std::exchange(wants_resume_, std::nullopt);
}

void stream_session::refuse_resume() {
  send_error({"cannot_resume", "that stream is not kept any more, or not so far back; subscribe "
                               "again"});
}

void stream_session::close(std::uint16_t code, const std::string& reason) {
  if (std::exchange(closed_, true))
    return;
  waiting_quotes_.clear();
  if (attached())
    out_.close(code, reason);
}

} // namespace troupe::actors
