#include "net/venue/order_streams.hpp"

#include "net/venue/call.hpp"
#include "net/venue/order_json.hpp"
#include "net/venue/order_stream.hpp"

#include <utility>

namespace troupe::net::venue {

namespace {

std::shared_ptr<const std::string> shared(std::string frame) {
  return std::make_shared<const std::string>(std::move(frame));
}

} // namespace

order_streams::order_streams(boost::asio::io_context& io, const exchange& market,
                             const credentials& keys, fault_desk& faults, on_barrier barrier)
    : io_(io), market_(market), keys_(keys), faults_(faults), barrier_(std::move(barrier)) {}

order_streams::~order_streams() = default;

websocket::handlers order_streams::accept(const std::vector<http::header>& headers) {
  const auto client = ++clients_;
  auto stream = std::make_shared<order_stream>(
      io_, keys_,
      order_stream::setting{.authenticated = keys_.accepts(headers),
                            .packs = asks_for_msgpack(headers)},
      [this, client](std::uint64_t step) { barrier_(client, step); });
  return {.on_open =
              [this, client, stream](auto socket) {
                streams_.emplace(client, stream);
                stream->open(std::move(socket));
                if (faults_.storms(stream_kind::orders))
                  stream->disconnect();
              },
          .on_message = [stream](std::string_view payload, auto) { stream->take(payload); },
          .on_close =
              [this, client, stream](auto, auto) {
                stream->closed();
                streams_.erase(client);
              }};
}

void order_streams::tell(const trading::order_updates& updates) {
  for (const auto& update : updates) {
    const auto frame = shared(update_frame(market_, update));
    if (faults_.any())
      faults_.pass_event(update, [this, frame] { tell_through_faults(frame); });
    else
      tell_listeners(frame);
  }
}

void order_streams::tell_listeners(const shared_frame& frame) {
  for (const auto& [client, stream] : streams_)
    if (stream->listening())
      stream->send(frame);
}

void order_streams::tell_through_faults(const shared_frame& frame) {
  if (!streams_.empty() && faults_.begins_storm(stream_kind::orders))
    for (const auto& [client, stream] : streams_)
      stream->disconnect();
  for (const auto& [client, stream] : streams_)
    if (stream->listening() && !stream->silent())
      stream->fall_silent(faults_.begins_mute(stream_kind::orders));
  tell_listeners(frame);
}

void order_streams::refuse(std::uint64_t client, std::string_view why) {
  if (const auto found = streams_.find(client); found != streams_.end())
    found->second->refuse(why);
}

void order_streams::tell_barrier(std::uint64_t step, trading::time_ns at) {
  json_writer written;
  written.object().key("stream").text("barrier").key("data").object();
  written.key("step").integer(static_cast<std::int64_t>(step)).key("t").time(at);
  written.end_object().end_object();
  const auto frame = shared(written.take());
  for (const auto& [client, stream] : streams_)
    if (stream->steps_with_market())
      stream->send(frame);
}

bool order_streams::congested() const {
  for (const auto& [client, stream] : streams_)
    if (stream->congested())
      return true;
  return false;
}

} // namespace troupe::net::venue
