#include "tests/bench/venue_rate.hpp"

#include "net/venue/seeded_market.hpp"
#include "net/venue/server.hpp"
#include "tests/bench/bare_http.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace troupe::bench {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t connections = 8;
constexpr std::string_view venue_row = "venue: orders over HTTP, POST and DELETE";
constexpr std::string_view bare_row = "bare Beast server, the same requests";
constexpr std::string_view keys =
    "Host: localhost\r\nAPCA-API-KEY-ID: K\r\nAPCA-API-SECRET-KEY: S\r\n";
constexpr std::string_view order_body =
    R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"1",)"
    R"("time_in_force":"day"})";

// The venue on a thread of its own, its market standing still.
class running_venue {
public:
  running_venue() {
    net::venue::server_options options;
    options.port = 0;
    options.speed = std::nullopt;
    auto started = net::venue::server::start(
        io_, std::move(options),
        std::make_unique<net::venue::seeded_market>(
            net::venue::seeded_market_options{.seed = 7, .history_days = 1}));
    if (!started)
      throw std::runtime_error(started.failure().message);
    server_ = std::move(*started);
    thread_ = std::jthread([this] { io_.run(); });
  }
  ~running_venue() {
    asio::post(io_, [this] {
      server_->stop();
      io_.stop();
    });
  }

  std::uint16_t port() const { return server_->port(); }

private:
  asio::io_context io_{1};
  std::unique_ptr<net::venue::server> server_;
  std::jthread thread_; // last: it uses everything above
};

// One keep-alive connection, written and read in turns.
class line {
public:
  line(asio::io_context& io, std::uint16_t port) : socket_(io) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    socket_.set_option(tcp::no_delay(true));
  }

  void ask(const std::string& request) { asio::write(socket_, asio::buffer(request)); }

  // The whole answer, head and body.
  const std::string& answer() {
    text_.clear();
    auto head_end = std::string::npos;
    while ((head_end = text_.find("\r\n\r\n")) == std::string::npos)
      read_more();
    const auto whole = head_end + 4 + body_length(head_end);
    while (text_.size() < whole)
      read_more();
    return text_;
  }

private:
  std::size_t body_length(std::size_t head_end) const {
    constexpr std::string_view name = "Content-Length: ";
    const auto at = text_.find(name);
    std::size_t length = 0;
    if (at < head_end)
      std::from_chars(text_.data() + at + name.size(), text_.data() + head_end, length);
    return length;
  }

  void read_more() {
    const auto count = socket_.read_some(asio::buffer(bytes_));
    text_.append(bytes_.data(), count);
  }

  tcp::socket socket_;
  std::array<char, 16'384> bytes_{};
  std::string text_;
};

std::string post_order() {
  return "POST /v2/orders HTTP/1.1\r\n" + std::string(keys) +
         "Content-Type: application/json\r\nContent-Length: " + std::to_string(order_body.size()) +
         "\r\n\r\n" + std::string(order_body);
}

std::string delete_order(std::string_view id) {
  return "DELETE /v2/orders/" + std::string(id) + " HTTP/1.1\r\n" + std::string(keys) + "\r\n";
}

std::string id_in(const std::string& answer) {
  constexpr std::string_view name = R"("id":")";
  constexpr std::size_t id_size = 36;
  const auto at = answer.find(name);
  if (!answer.starts_with("HTTP/1.1 200") || at == std::string::npos)
    throw std::runtime_error("the venue's benchmark: an order was refused: " + answer);
  return answer.substr(at + name.size(), id_size);
}

// Orders a second, and the last answer to a POST.
double drive(std::uint16_t port, int orders, std::string& last) {
  asio::io_context io;
  std::vector<std::unique_ptr<line>> lines;
  for (std::size_t count = 0; count < connections; ++count)
    lines.push_back(std::make_unique<line>(io, port));
  const auto post = post_order();
  const auto turns = orders / static_cast<int>(connections);
  const auto begin = std::chrono::steady_clock::now();
  for (int turn = 0; turn < turns; ++turn) {
    for (const auto& each : lines)
      each->ask(post);
    std::vector<std::string> ids;
    for (const auto& each : lines) {
      last = each->answer();
      ids.push_back(id_in(last));
    }
    for (std::size_t index = 0; index < lines.size(); ++index)
      lines[index]->ask(delete_order(ids[index]));
    for (const auto& each : lines)
      if (!each->answer().starts_with("HTTP/1.1 20"))
        throw std::runtime_error("the venue's benchmark: an order was not canceled");
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  return static_cast<double>(turns) * static_cast<double>(connections) / spent.count();
}

} // namespace

void measure_venue_rate(report& into, int orders) {
  std::string answer;
  {
    const running_venue venue;
    drive(venue.port(), orders / 8, answer); // warms up
    into.add_rate(venue_row, drive(venue.port(), orders, answer));
  }
  const bare_http_server bare(answer.substr(answer.find("\r\n\r\n") + 4));
  drive(bare.port(), orders / 8, answer);
  into.add_rate(bare_row, drive(bare.port(), orders, answer));
}

void print_venue_ratio(const report& of, std::ostream& out) {
  const auto bare = of.rate(bare_row).median;
  if (bare > 0)
    out << "venue's orders over HTTP: " << of.rate(venue_row).median / bare
        << " of the bare server's\n";
}

} // namespace troupe::bench
