#include "net/venue/event_streams.hpp"

#include "net/venue/order_json.hpp"
#include "net/venue/parameter.hpp"
#include "net/venue/stream_limits.hpp"

#include <string>
#include <utility>
#include <vector>

namespace troupe::net::venue {

namespace {

struct wanted_events {
  std::optional<trading::time_ns> since;
  std::optional<trading::time_ns> until;
  std::string since_id;
  std::string until_id;

  bool want_past() const { return since || !since_id.empty(); }
};

result<wanted_events> read_wanted(const call& asked) {
  const auto since = time_parameter(asked, "since");
  const auto until = time_parameter(asked, "until");
  if (!since || !until)
    return since ? until.failure() : since.failure();
  wanted_events wanted{*since, *until, std::string(asked.parameter("since_id")),
                       std::string(asked.parameter("until_id"))};
  for (const auto* id : {&wanted.since_id, &wanted.until_id})
    if (!id->empty() && id->size() != event_id_letters)
      return error{"invalid_parameter", "invalid event id: " + *id};
  if ((wanted.since || wanted.until) && (!wanted.since_id.empty() || !wanted.until_id.empty()))
    return error{"invalid_parameter",
                 "only one of since and until or since_id and until_id is accepted"};
  return wanted;
}

bool begins_behind(const wanted_events& wanted, const trading::order_update& update,
                   const std::string& id) {
  return (wanted.since && update.event.market_ns < *wanted.since) ||
         (!wanted.since_id.empty() && id <= wanted.since_id);
}

bool ends_before(const wanted_events& wanted, trading::time_ns at, const std::string& id) {
  return (wanted.until && at > *wanted.until) || (!wanted.until_id.empty() && id > wanted.until_id);
}

} // namespace

struct event_streams::client {
  wanted_events wanted;
  std::uint64_t next = 0; // the number of the update that is told next
  std::shared_ptr<http::outlet> out;
};

event_streams::event_streams(boost::asio::io_context& io, const exchange& market,
                             const credentials& keys)
    : market_(market), keys_(keys), heartbeat_(io, [this] { beat(); }) {}

event_streams::~event_streams() = default;

std::optional<http::response> event_streams::answer(const http::request& asked) {
  const auto wanted = read_call(asked);
  if (!wanted.is({"v2", "events", "trades"}))
    return std::nullopt;
  if (!keys_.accepts(asked.headers))
    return message_reply(401, "unauthorized.");
  return wanted.method == "GET" ? open(wanted) : method_not_allowed();
}

http::response event_streams::open(const call& asked) {
  auto wanted = read_wanted(asked);
  if (!wanted)
    return error_reply(wanted.failure());
  auto made = std::make_shared<client>();
  made->wanted = std::move(*wanted);
  const auto key = ++opened_;
  http::response answer{
      .status = 200,
      .headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}},
      .body = {}};
  answer.open = std::make_shared<http::open_body>(
      http::open_body{.on_open =
                          [this, key, made](auto out) {
                            made->out = std::move(out);
                            begin(key, made);
                          },
                      .on_drained = [this, made] { tell_one(*made); },
                      .on_close = [this, key] { clients_.erase(key); }});
  return answer;
}

void event_streams::begin(std::uint64_t key, const std::shared_ptr<client>& made) {
  const auto& log = market_.updates();
  made->next = made->wanted.want_past() ? log.first() : log.end();
  if (clients_.empty())
    heartbeat_.set(heartbeat_period);
  clients_.emplace(key, made);
  made->out->send(": connected\n\n");
  tell_one(*made);
}

void event_streams::tell() {
  const auto told = clients_; // one that is closed meanwhile takes itself out
  for (const auto& [key, to] : told)
    tell_one(*to);
}

void event_streams::tell_one(client& to) {
  const auto& log = market_.updates();
  if (to.next < log.first()) {
    ++slow_clients_;
    return to.out->close();
  }
  for (; to.next < log.end() && to.out->queued_bytes() < congested_bytes; ++to.next) {
    const auto& update = log.at(to.next);
    const auto id = event_id_of(update, to.next);
    if (begins_behind(to.wanted, update, id))
      continue;
    if (ends_before(to.wanted, update.event.market_ns, id))
      return to.out->finish();
    to.out->send("data: " + update_event(market_, update, id) + "\n\n");
    if (id == to.wanted.until_id)
      return to.out->finish();
  }
  if (to.next == log.end() && ends_before(to.wanted, market_.now(), {}))
    to.out->finish();
}

void event_streams::beat() {
  const auto told = clients_;
  for (const auto& [key, to] : told) {
    if (to->out->queued_bytes() == 0)
      to->out->send(": heartbeat\n\n");
    tell_one(*to);
  }
  if (!clients_.empty())
    heartbeat_.set(heartbeat_period);
}

void event_streams::stop() {
  heartbeat_.stop();
}

} // namespace troupe::net::venue
