#include "actors/edge/stream/stream_hub.hpp"

#include "actors/edge/auth/cookie.hpp"
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/call.hpp"
#include "actors/edge/stream/message_encoding.hpp"
#include "actors/edge/stream/snapshot.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

namespace {

namespace websocket = net::websocket;

constexpr std::int64_t status_interval_ns = 1'000'000'000; // at most so often, when it changes
constexpr std::uint16_t normal_closure = 1000;
constexpr std::int64_t heartbeat_ns = 5'000'000'000;       // and at least so often

stream_outlet outlet_to(const std::shared_ptr<websocket::connection>& peer, bool msgpack) {
  return {[peer, msgpack](const websocket::message_parts& parts) {
            if (!msgpack)
              return peer->send(parts, websocket::opcode::text);
            auto text = std::string(parts[0]).append(parts[1]).append(parts[2]);
            peer->send(std::make_shared<const std::string>(to_msgpack(text)),
                       websocket::opcode::binary);
          },
          [peer](std::uint16_t code, std::string reason) { peer->close(code, std::move(reason)); },
          [peer] { return peer->queued_bytes(); }};
}

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

} // namespace

stream_hub::stream_hub(const read_model& known, const runtime::process_clock& clock, roads to)
    : known_(known), clock_(clock),
      to_(std::move(to)), sources_{to_.authenticate,
                                   [this](const subscription& wanted) {
                                     return write_snapshot(wanted, known_,
                                                           wanted.has(channel::status)
                                                               ? to_.status()
                                                               : std::string(),
                                                           wanted.has(channel::backtests)
                                                               ? to_.backtests()
                                                               : std::string());
                                   },
                                   [this] {
                                     return telling_ns_ != 0 ? telling_ns_ : clock_.utc_ns();
                                   },
                                   [this] { return clock_.steady_ns(); }, to_.on_conflated} {}

net::http::upgrade_answer stream_hub::accept(const net::http::request& asked) {
  const auto path = path_of(asked.target);
  if (path != "/ws/trading" && path != "/api/stream")
    return error_reply({"not_found", "streams are at /ws/trading and /api/stream"});
  std::optional<token_claims> who;
  constexpr std::string_view scheme = "Bearer ";
  const auto given = net::http::header_value(asked.headers, "Authorization");
  if (given.starts_with(scheme)) {
    auto claims = to_.authenticate(given.substr(scheme.size()));
    if (!claims)
      return error_reply(claims.failure());
    who = std::move(*claims);
  } else if (const auto kept = cookie_value(asked.headers, access_cookie); !kept.empty()) {
    if (!is_same_origin(asked.headers))
      return error_reply(foreign_origin());
    auto claims = to_.authenticate(kept);
    if (!claims)
      return error_reply(claims.failure());
    who = std::move(*claims);
  }
  const auto market =
      path == "/ws/trading" ? trading::asset_class::crypto : trading::asset_class::us_equity;
  return handlers_for(market, std::move(who), offers_msgpack(asked));
}

websocket::handlers stream_hub::handlers_for(trading::asset_class market,
                                             std::optional<token_claims> who, bool msgpack) {
  const auto id = next_client_++;
  websocket::handlers on;
  on.on_open = [this, id, market, who, msgpack](std::shared_ptr<websocket::connection> peer) {
    auto name = std::to_string(clock_.utc_ns()) + "-" + std::to_string(id);
    clients_.emplace(id, std::make_shared<stream_session>(sources_, outlet_to(peer, msgpack),
                                                          market, who, clock_.steady_ns(),
                                                          std::move(name)));
  };
  on.on_message = [this, id](std::string_view payload, websocket::opcode kind) {
    on_message(id, payload, kind);
  };
  on.on_close = [this, id](std::uint16_t code, std::string_view) { on_close(id, code); };
  return on;
}

void stream_hub::on_message(std::uint64_t id, std::string_view payload, websocket::opcode kind) {
  const auto found = clients_.find(id);
  if (found == clients_.end())
    return;
  flush(); // a snapshot holds it already
  const auto session = found->second;
  if (kind == websocket::opcode::binary)
    session->on_message(from_msgpack(payload));
  else
    session->on_message(payload);
  if (const auto wanted = session->take_resume_request())
    try_resume(id, *wanted);
}

// Who says good-bye does not come back.
void stream_hub::on_close(std::uint64_t id, std::uint16_t code) {
  flush();
  const auto found = clients_.extract(id);
  if (found.empty() || code == normal_closure || !found.mapped()->detach(clock_.steady_ns()))
    return;
  if (detached_.size() >= detached_max)
    detached_.erase(std::min_element(
        detached_.begin(), detached_.end(), [](const auto& one, const auto& other) {
          return one.second->detached_ns() < other.second->detached_ns();
        }));
  detached_.insert_or_assign(found.mapped()->name(), found.mapped());
}

std::shared_ptr<stream_session> stream_hub::take_kept(const std::string& name,
                                                      const stream_session& by) {
  const auto fits = [&by](const stream_session& kept) {
    return kept.market() == by.market() && kept.who() && kept.who()->subject == by.who()->subject;
  };
  if (const auto found = detached_.find(name); found != detached_.end() && fits(*found->second))
    return detached_.extract(found).mapped();
  const auto found = std::find_if(clients_.begin(), clients_.end(), [&](const auto& each) {
    return each.second->name() == name && each.second.get() != &by && fits(*each.second);
  });
  if (found == clients_.end())
    return nullptr;
  auto kept = clients_.extract(found).mapped();
  if (const auto out = kept->take_outlet(); out.close)
    out.close(stream_session::policy_violation, "the stream goes on over another connection");
  return kept;
}

void stream_hub::try_resume(std::uint64_t id, const resume_request& wanted) {
  const auto here = clients_.at(id);
  const auto kept = take_kept(wanted.stream, *here);
  if (!kept || !kept->can_resume(wanted.seq))
    return here->refuse_resume();
  clients_[id] = kept;
  kept->resume(here->take_outlet(), *here->who(), wanted.seq);
}

void stream_hub::forget_detached(std::int64_t steady_ns) {
  std::erase_if(detached_, [steady_ns](const auto& each) {
    return steady_ns - each.second->detached_ns() >= resume_ns;
  });
}

void stream_hub::tell(stream_delta news) {
  pending_.push_back(std::move(news));
  if (!to_.flush_soon || pending_.size() == pending_max)
    flush();
  else if (pending_.size() == 1)
    to_.flush_soon();
}

// Client by client, not message by message: each is in the cache once, for all of them.
void stream_hub::flush() {
  if (pending_.empty())
    return;
  telling_ns_ = clock_.utc_ns();
  for (const auto& [id, session] : clients_)
    session->tell(pending_);
  for (const auto& [name, session] : detached_)
    session->tell(pending_);
  telling_ns_ = 0;
  pending_.clear();
}

void stream_hub::on_time() {
  flush();
  const auto now = clock_.steady_ns();
  for (const auto& [id, session] : clients_)
    session->on_time(now);
  forget_detached(now);
  if (!clients_.empty() && now - status_checked_ns_ >= status_interval_ns)
    tell_status(now);
}

void stream_hub::tell_status(std::int64_t steady_ns) {
  status_checked_ns_ = steady_ns;
  auto status = to_.status();
  if (status == last_status_ && steady_ns - status_told_ns_ < heartbeat_ns)
    return;
  status_told_ns_ = steady_ns;
  last_status_ = std::move(status);
  tell(
      {channel::status, "status", std::nullopt, std::make_shared<const std::string>(last_status_)});
}

void stream_hub::tell_snapshots() {
  flush();
  for (const auto& [id, session] : clients_)
    session->tell_snapshot();
  detached_.clear(); // what they know is of another past
}

std::string stream_hub::list() const {
  json_writer json;
  json.array();
  std::size_t listed = 0;
  for (const auto& [id, client] : clients_) {
    if (!client->who() || listed == listed_max)
      continue;
    ++listed;
    const auto crypto = client->market() == trading::asset_class::crypto;
    json.object().key("user").text(client->who()->subject);
    json.key("path").text(crypto ? "/ws/trading" : "/api/stream");
    json.key("opened_at").time(client->opened_utc_ns()).end_object();
  }
  json.end_array();
  return listed == 0 ? std::string() : json.take();
}

void stream_hub::end_where(const std::function<bool(const token_claims&)>& ended,
                           const std::string& why) {
  flush();
  for (const auto& [id, client] : clients_)
    if (client->who() && ended(*client->who()))
      client->close(stream_session::policy_violation, why);
  std::erase_if(detached_, [&](const auto& each) { return ended(*each.second->who()); });
}

void stream_hub::end_session(const std::string& session) {
  end_where([&](const token_claims& who) { return who.session == session; },
            "the session was logged out");
}

void stream_hub::end_sessions_of(const std::string& user) {
  end_where([&](const token_claims& who) { return who.subject == user; },
            "the user was changed or removed");
}

} // namespace troupe::actors
