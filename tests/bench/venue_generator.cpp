#include "tests/bench/venue_generator.hpp"

#include "tests/bench/stamped_read.hpp"
#include "tests/bench/venue_words.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace troupe::bench {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using steady = std::chrono::steady_clock;

constexpr std::chrono::microseconds pace{1000};
constexpr std::chrono::milliseconds patience{100};
constexpr trading::time_ns quote_interval_ns = 1'000'000;

} // namespace

venue_generator::venue_generator()
    : acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}), market_ns_(utc_now_ns()) {
  accept();
}

venue_generator::~venue_generator() = default;

void venue_generator::accept() {
  acceptor_.async_accept([this](error_code failed, tcp::socket socket) {
    if (failed)
      return;
    socket.set_option(tcp::no_delay(true));
    stamp_arrivals(socket.native_handle());
    connections_.push_back(std::make_shared<connection>(std::move(socket)));
    read(connections_.back());
    accept();
  });
}

void venue_generator::read(const held& from) {
  from->socket.async_wait(tcp::socket::wait_read, [this, from](error_code failed) {
    const auto got = failed ? stamped_bytes{0, false, 0}
                            : read_stamped(from->socket.native_handle(), from->arriving);
    if (!got.is_open) {
      connections_.remove(from);
      return;
    }
    from->arrived_utc_ns = got.utc_ns;
    from->received.append(from->arriving, 0, got.size);
    serve(from);
    read(from);
  });
}

void venue_generator::serve(const held& from) {
  while (from->plays == role::http) {
    const auto request = take_request(from->received);
    if (!request)
      return;
    if (request->websocket_key.empty())
      answer(*from, *request);
    else
      upgrade(from, *request);
  }
  while (const auto frame = take_frame(from->received)) {
    if (frame->opcode == text_frame)
      take_message(*from, frame->payload);
    else if (frame->opcode == ping_frame)
      send(*from, server_frame(frame->payload, pong_frame));
    else if (frame->opcode == close_frame)
      send(*from, server_frame(frame->payload, close_frame));
  }
}

// A client that asks for MessagePack is refused, and comes back for JSON.
void venue_generator::upgrade(const held& from, const http_request& request) {
  if (request.content_type == "application/msgpack")
    return send(*from, json_response(404, R"({"message":"this venue speaks JSON"})"));
  send(*from, upgrade_response(request.websocket_key));
  if (request.target == "/stream") {
    from->plays = role::orders;
    orders_ = from;
    return;
  }
  from->plays = role::data;
  data_ = from;
  if (request.target == "/")
    subscribed_ = true;
  else
    send(*from, server_frame(R"([{"T":"success","msg":"connected"}])"));
}

void venue_generator::take_message(connection& from, std::string_view message) {
  const auto said = from.plays == role::data ? answer_to_data_client(message, subscribed_)
                                             : answer_to_order_client(message);
  if (!said.empty())
    send(from, server_frame(said));
}

void venue_generator::answer(connection& to, const http_request& request) {
  if (request.method == "POST")
    return take_order(to, request.body);
  const auto found = answer_to_query(request.target, market_ns_);
  send(to, found.empty()
               ? json_response(404, R"({"code":40410000,"message":"there is no such thing"})")
               : json_response(200, found));
}

void venue_generator::take_order(connection& from, std::string_view body) {
  order_read_ = steady::now();
  order_sent_utc_ns_ = from.arrived_utc_ns;
  order_awaited_ = false;
  const auto words = words_for_order(body, ++order_count_, market_ns_);
  send(from, json_response(200, words.accepted));
  if (orders_)
    send(*orders_, server_frame(words.fill));
}

void venue_generator::send(connection& to, const std::string& bytes) {
  error_code lost; // the reading side notices, and forgets the connection
  asio::write(to.socket, asio::buffer(bytes), lost);
}

bool venue_generator::await_subscriber(std::chrono::seconds limit) {
  const auto end = steady::now() + limit;
  while (!subscribed_ && steady::now() < end)
    io_.run_one_until(end);
  return subscribed_;
}

void venue_generator::serve_until(steady::time_point then) {
  while (steady::now() < then)
    io_.run_one_until(then);
}

std::optional<venue_generator::round_trip> venue_generator::round() {
  market_ns_ += quote_interval_ns;
  const auto frame = server_frame(quote_payload(market_ns_));
  order_awaited_ = true;
  const auto begin_utc_ns = utc_now_ns();
  const auto begin = steady::now();
  send(*data_, frame);
  while (order_awaited_ && steady::now() < begin + patience)
    io_.run_one_until(begin + patience);
  if (std::exchange(order_awaited_, false))
    return std::nullopt;
  return round_trip{order_sent_utc_ns_ - begin_utc_ns,
                    std::chrono::nanoseconds(order_read_ - begin).count()};
}

tick_to_order_samples venue_generator::tick_to_order(int wanted) {
  tick_to_order_samples samples;
  samples.sent_ns.reserve(static_cast<std::size_t>(wanted));
  samples.read_ns.reserve(static_cast<std::size_t>(wanted));
  auto next = steady::now();
  for (int sent = -warm_up_rounds(wanted); sent < wanted && unanswered_ <= wanted / 10; ++sent) {
    serve_until(next);
    next = steady::now() + pace;
    const auto taken = round();
    if (!taken) {
      ++unanswered_;
    } else if (sent >= 0) {
      samples.sent_ns.push_back(taken->sent_ns);
      samples.read_ns.push_back(taken->read_ns);
    }
  }
  return samples;
}

} // namespace troupe::bench
