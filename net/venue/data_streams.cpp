#include "net/venue/data_streams.hpp"

#include "net/venue/data_stream.hpp"
#include "net/venue/market_json.hpp"
#include "net/venue/market_msgpack.hpp"

#include <array>
#include <utility>

namespace troupe::net::venue {

namespace {

constexpr std::array<std::string_view, 3> channels{"quotes", "trades", "bars"}; // by event index

// An event of an instant, encoded once for each codec that a client of it wants.
struct told_event {
  const market_event* event;
  std::string_view channel;
  std::string_view symbol;
  data_feed feed;
  std::array<std::string, 2> encoded{}; // by codec; empty until it is wanted

  const std::string& in(data_codec codec) {
    auto& bytes = encoded[static_cast<std::size_t>(codec)];
    if (bytes.empty())
      bytes = codec == data_codec::msgpack ? packed_object(*event) : stream_object(*event);
    return bytes;
  }
};

std::vector<told_event> events_of(const market_instant& instant) {
  std::vector<told_event> told;
  told.reserve(instant.events.size());
  for (const auto& event : instant.events) {
    const auto& symbol = symbol_of(event);
    told.push_back({.event = &event,
                    .channel = channels[event.index()],
                    .symbol = symbol.text(),
                    .feed = symbol.is_crypto() ? data_feed::crypto : data_feed::stocks});
  }
  return told;
}

// The frame of what this client is subscribed to; empty without any.
std::string frame_for(const data_stream& stream, std::vector<told_event>& events) {
  const bool packs = stream.codec() == data_codec::msgpack;
  std::string objects;
  std::size_t count = 0;
  for (auto& event : events) {
    if (event.feed != stream.feed() || !stream.lists().contains(event.channel, event.symbol))
      continue;
    if (!packs && count > 0)
      objects += ',';
    objects += event.in(stream.codec());
    ++count;
  }
  if (count == 0)
    return {};
  return packs ? packed_array(count) + objects : '[' + objects + ']';
}

data_codec codec_of(const std::vector<http::header>& headers) {
  return http::header_value(headers, "Content-Type") == "application/msgpack" ? data_codec::msgpack
                                                                              : data_codec::json;
}

} // namespace

data_streams::data_streams(boost::asio::io_context& io, const credentials& keys, fault_desk& faults,
                           on_subscription subscribed)
    : io_(io), keys_(keys), faults_(faults), subscribed_(std::move(subscribed)) {}

data_streams::~data_streams() = default;

websocket::handlers data_streams::accept(data_feed feed, const std::vector<http::header>& headers) {
  const auto client = ++clients_;
  auto stream = std::make_shared<data_stream>(
      io_, keys_,
      data_stream::setting{
          .feed = feed, .codec = codec_of(headers), .authenticated = keys_.accepts(headers)},
      subscribed_);
  return {.on_open =
              [this, client, stream](auto socket) {
                streams_.emplace(client, stream);
                stream->open(std::move(socket));
                if (faults_.storms(stream_kind::data))
                  stream->disconnect();
              },
          .on_message = [stream](std::string_view payload, auto) { stream->take(payload); },
          .on_close =
              [this, client, stream](auto, auto) {
                stream->closed();
                streams_.erase(client);
              }};
}

void data_streams::tell(const market_instant& instant, std::uint64_t step, bool end) {
  if (!faults_.any())
    return tell_streams(instant, step, end);
  disturb();
  tell_streams(faults_.as_seen(instant), step, end);
}

void data_streams::disturb() {
  if (!streams_.empty() && faults_.begins_storm(stream_kind::data))
    for (const auto& [client, stream] : streams_)
      stream->disconnect();
  for (const auto& [client, stream] : streams_)
    if (!stream->silent())
      stream->fall_silent(faults_.begins_mute(stream_kind::data));
}

void data_streams::tell_streams(const market_instant& instant, std::uint64_t step, bool end) {
  auto events = events_of(instant);
  for (const auto& [client, stream] : streams_) {
    auto frame = frame_for(*stream, events);
    if (!frame.empty())
      stream->send(std::make_shared<const std::string>(std::move(frame)));
    if (stream->lists().has_ticks())
      stream->send(std::make_shared<const std::string>(stream->codec() == data_codec::msgpack
                                                           ? packed_tick(instant.at, step, end)
                                                           : tick_frame(instant.at, step, end)));
  }
}

bool data_streams::congested() const {
  for (const auto& [client, stream] : streams_)
    if (stream->congested())
      return true;
  return false;
}

} // namespace troupe::net::venue
