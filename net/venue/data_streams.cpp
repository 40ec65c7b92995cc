#include "net/venue/data_streams.hpp"

#include "net/venue/call.hpp"
#include "net/venue/data/delayed_feed.hpp"
#include "net/venue/data/market_json.hpp"
#include "net/venue/data/market_msgpack.hpp"
#include "net/venue/data/message_kinds.hpp"
#include "net/venue/data/tape_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace troupe::net::venue {

// Of the market or beside it, encoded once for each codec that a client of it wants.
struct told_message {
  const market_event* event = nullptr;
  const stream_message* beside = nullptr; // where there is no event
  std::string_view channel;
  std::string_view symbol;           // of news the first
  std::vector<std::string> others{}; // of news: all, in their spelling
  data_feed feed = data_feed::stocks;
  std::array<std::string, 2> encoded{}; // by codec; empty until it is wanted

  const std::string& in(data_codec codec) {
    auto& bytes = encoded[static_cast<std::size_t>(codec)];
    if (bytes.empty())
      bytes = codec == data_codec::msgpack
                  ? (event ? packed_object(*event) : packed_object(*beside))
                  : (event ? stream_object(*event) : stream_object(*beside));
    return bytes;
  }

  bool concerns(const channel_lists& lists) const {
    if (others.empty())
      return lists.contains(channel, symbol);
    return std::any_of(others.begin(), others.end(),
                       [&](const auto& name) { return lists.contains(channel, name); });
  }
};

namespace {

constexpr std::chrono::seconds test_interval{1};

data_feed feed_of(const trading::symbol& symbol) {
  return symbol.is_crypto() ? data_feed::crypto : data_feed::stocks;
}

void append_events(const std::vector<market_event>& events, std::vector<told_message>& into) {
  for (const auto& event : events) {
    const auto& symbol = symbol_of(event);
    into.push_back({.event = &event,
                    .channel = channel_of(event),
                    .symbol = symbol.text(),
                    .feed = feed_of(symbol)});
  }
}

void append_beside(const std::vector<stream_message>& messages, std::vector<told_message>& into) {
  for (const auto& message : messages) {
    told_message told{.beside = &message, .channel = channel_of(message), .symbol = {}};
    if (const auto* news = std::get_if<news_item>(&message)) {
      told.feed = data_feed::news;
      told.others = compact_names(news->symbols);
    } else {
      const auto& symbol = symbols_of(message).front();
      told.feed = feed_of(symbol);
      told.symbol = symbol.text();
    }
    into.push_back(std::move(told));
  }
}

// The frame of what this client is subscribed to; empty without any.
std::string frame_for(const data_stream& stream, std::vector<told_message>& messages) {
  const bool packs = stream.codec() == data_codec::msgpack;
  const bool market_only = stream.lists().has_ticks();
  std::string objects;
  std::size_t count = 0;
  for (auto& message : messages) {
    if (message.feed != stream.feed() || (market_only && message.beside != nullptr) ||
        !message.concerns(stream.lists()))
      continue;
    if (!packs && count > 0)
      objects += ',';
    objects += message.in(stream.codec());
    ++count;
  }
  if (count == 0)
    return {};
  return packs ? packed_array(count) + objects : '[' + objects + ']';
}

bool is_of_market(data_feed feed) {
  return feed == data_feed::stocks || feed == data_feed::crypto || feed == data_feed::news;
}

} // namespace

data_streams::data_streams(boost::asio::io_context& io, const exchange& market,
                           const credentials& keys, const data_plan& plan, fault_desk& faults,
                           std::uint64_t seed, on_subscription subscribed)
    : io_(io), market_(market), keys_(keys), plan_(plan), faults_(faults),
      beside_(market,
              [&faults](const auto& symbol, auto now) { return faults.halted(symbol, now); }),
      subscribed_(std::move(subscribed)), delayed_until_ns_(market.now() - feed_delay_ns),
      seed_(seed), test_second_(io) {}

data_streams::~data_streams() = default;

websocket::handlers data_streams::accept(const stream_endpoint& endpoint,
                                         const std::vector<http::header>& headers) {
  const auto client = ++clients_;
  auto presented = presented_keys(headers);
  if (presented && !keys_.accepts(presented->id, presented->secret))
    presented.reset();
  auto stream = std::make_shared<data_stream>(
      io_, keys_, plan_,
      data_stream::setting{.endpoint = endpoint,
                           .codec =
                               asks_for_msgpack(headers) ? data_codec::msgpack : data_codec::json,
                           .presented = std::move(presented)},
      static_cast<stream_host&>(*this));
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

bool data_streams::admits(const std::string& key, const stream_endpoint& endpoint) const {
  if (plan_.connections_per_stream == data_plan::unlimited)
    return true;
  const auto held = std::count_if(streams_.begin(), streams_.end(), [&](const auto& each) {
    return each.second->key() == key && each.second->endpoint().path == endpoint.path;
  });
  return static_cast<std::size_t>(held) < plan_.connections_per_stream;
}

void data_streams::subscribed(data_stream& stream, const channel_request& asked) {
  if (stream.feed() == data_feed::test && !test_runs_)
    run_test_feed();
  if (asked.names("orderbooks"))
    send_books(stream, asked);
  if (is_of_market(stream.feed()))
    subscribed_(stream.lists().has_ticks());
}

void data_streams::send_books(data_stream& stream, const channel_request& asked) {
  const auto& wanted = asked.symbols.find("orderbooks")->second;
  std::vector<stream_message> books;
  for (const auto& symbol : market_.symbols())
    if (symbol.is_crypto() && (wanted.contains("*") || wanted.contains(symbol.text())))
      if (auto book = beside_.book_of(symbol); !book.empty())
        books.emplace_back(book_message{std::move(book), true});
  std::vector<told_message> messages;
  append_beside(books, messages);
  tell_one(stream, messages);
}

void data_streams::run_test_feed() {
  test_runs_ = std::any_of(streams_.begin(), streams_.end(), [](const auto& each) {
    return each.second->feed() == data_feed::test && !each.second->lists().empty();
  });
  if (!test_runs_)
    return;
  if (!test_)
    test_.emplace(seed_, market_.now());
  test_second_.expires_after(test_interval);
  test_second_.async_wait([this, alive = std::weak_ptr(alive_)](const auto& failed) {
    if (failed || alive.expired())
      return;
    const auto instant = test_->next_second();
    std::vector<told_message> messages;
    append_events(instant.events, messages);
    for (auto& message : messages)
      message.feed = data_feed::test;
    for (const auto& [client, stream] : streams_)
      tell_one(*stream, messages);
    run_test_feed();
  });
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

bool data_streams::side_messages_wanted() const {
  return std::any_of(streams_.begin(), streams_.end(), [](const auto& each) {
    const auto& stream = *each.second;
    return is_of_market(stream.feed()) && !stream.lists().empty() && !stream.lists().has_ticks();
  });
}

void data_streams::tell_one(data_stream& stream, std::vector<told_message>& messages) {
  auto frame = frame_for(stream, messages);
  if (!frame.empty())
    stream.send(std::make_shared<const std::string>(std::move(frame)));
}

void data_streams::tell_streams(const market_instant& seen, std::uint64_t step, bool end) {
  std::vector<stream_message> before;
  std::vector<stream_message> after;
  if (side_messages_wanted()) {
    before = beside_.before(seen);
    after = beside_.after(seen);
  } else {
    beside_.skip(seen);
  }
  std::vector<told_message> messages;
  messages.reserve(before.size() + seen.events.size() + after.size());
  append_beside(before, messages);
  append_events(seen.events, messages);
  append_beside(after, messages);
  tell_delayed(seen.at);
  for (const auto& [client, stream] : streams_) {
    if (!stream->endpoint().delayed)
      tell_one(*stream, messages);
    if (stream->lists().has_ticks())
      stream->send(std::make_shared<const std::string>(stream->codec() == data_codec::msgpack
                                                           ? packed_tick(seen.at, step, end)
                                                           : tick_frame(seen.at, step, end)));
  }
}

void data_streams::tell_delayed(trading::time_ns at) {
  const auto first_ns = std::exchange(delayed_until_ns_, at - feed_delay_ns) + 1;
  const auto listens = [](const auto& each) {
    return each.second->endpoint().delayed && !each.second->lists().empty();
  };
  if (std::none_of(streams_.begin(), streams_.end(), listens))
    return;
  const auto events = published_between(market_, first_ns, delayed_until_ns_);
  std::vector<told_message> messages;
  append_events(events, messages);
  for (const auto& [client, stream] : streams_)
    if (stream->endpoint().delayed)
      tell_one(*stream, messages);
}

bool data_streams::congested() const {
  return std::any_of(streams_.begin(), streams_.end(),
                     [](const auto& each) { return each.second->congested(); });
}

} // namespace troupe::net::venue
