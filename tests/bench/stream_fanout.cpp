#include "tests/bench/stream_fanout.hpp"

#include "actors/edge/stream/stream_hub.hpp"
#include "net/http/server.hpp"
#include "runtime/clock.hpp"
#include "tests/bench/stream_clients.hpp"
#include "tests/bench/thread_clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <future>
#include <iomanip>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace troupe::bench {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int in_flight = 8;
constexpr std::string_view upgrade =
    "GET /ws/trading HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Authorization: Bearer any\r\n\r\n";
constexpr std::string_view subscription = R"({"action":"subscribe","channels":["quotes"]})";

std::string row_of(std::string_view who, std::size_t clients) {
  return "streams: " + std::string(who) + ", " + std::to_string(clients) + " clients";
}

std::string thread_row_of(std::string_view who, std::size_t clients) {
  return row_of(who, clients) + ", of its thread";
}

trading::quote quote_of() {
  static const auto name = trading::symbol::of("BTC/USD");
  return {name,
          1'714'564'800'123'456'789,
          trading::price{60'123'450'000'000},
          trading::quantity{1'250'000'000},
          trading::price{60'125'500'000'000},
          trading::quantity{750'000'000}};
}

// A client's frame: masked, with a mask of zeros.
std::string client_frame(std::string_view text) {
  std::string frame{'\x81', static_cast<char>(0x80 | text.size()), 0, 0, 0, 0};
  return frame.append(text);
}

// What both servers are: a thread that serves, and a way to publish on it.
class fanout {
public:
  virtual ~fanout() = default;
  virtual std::uint16_t port() const = 0;
  virtual void publish() = 0; // on the thread
  virtual std::uint64_t told_first() const { return 0; }
  asio::io_context io{1};
};

class hub_fanout final : public fanout {
public:
  hub_fanout()
      : hub_(known_, clock_,
             {[](std::string_view) -> result<actors::token_claims> {
                actors::token_claims who;
                who.subject = "ann";
                return who;
              },
              [] { return std::string("{}"); }, [] {}, [] { return std::string("[]"); },
              [this] { asio::post(io, [this] { hub_.flush(); }); }}) {
    net::http::server_options options;
    options.connections_max = 4'096;
    auto started = net::http::server::start(
        io, options, [](net::http::request, net::http::respond answer) { answer({404, {}, {}}); },
        [this](const net::http::request& asked) { return hub_.accept(asked); });
    if (!started)
      throw std::runtime_error(started.failure().message);
    server_ = std::move(*started);
  }
  ~hub_fanout() override { server_.reset(); }
  std::uint16_t port() const override { return server_->port(); }
  void publish() override { hub_.tell(actors::delta_of(quote_of())); }
  std::uint64_t told_first() const override { return 2; } // subscribed and snapshot

private:
  actors::read_model known_;
  runtime::system_clock_source clock_;
  actors::stream_hub hub_;
  std::unique_ptr<net::http::server> server_;
};

// The floor: one prepared frame, one copy and one write for each client and turn.
class bare_fanout final : public fanout {
public:
  bare_fanout() : acceptor_(io, {asio::ip::make_address("127.0.0.1"), 0}) {
    std::string text = R"({"type":"quote","seq":1000,)"
                       R"("ts":"2024-05-01T12:00:00.123456789Z","data":)";
    text += *actors::delta_of(quote_of()).data + "}";
    frame_ = {'\x81', '\x7e', static_cast<char>(text.size() >> 8),
              static_cast<char>(text.size() & 0xff)};
    frame_ += text;
    accept();
  }
  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
  void publish() override {
    for (auto& each : clients_)
      each->waiting += frame_;
    if (!std::exchange(scheduled_, true))
      asio::post(io, [this] { flush(); });
  }

private:
  struct client {
    explicit client(tcp::socket taken) : socket(std::move(taken)) {
      socket.set_option(tcp::no_delay(true)); // as every server of streams does
    }
    tcp::socket socket;
    std::array<char, 1024> said{};
    std::string waiting;
    std::string leaving;
  };

  void accept() {
    acceptor_.async_accept([this](boost::system::error_code failed, tcp::socket socket) {
      if (failed)
        return;
      clients_.push_back(std::make_unique<client>(std::move(socket)));
      auto& here = *clients_.back();
      here.socket.async_read_some(asio::buffer(here.said), [&here](auto, std::size_t) {
        const std::string answer = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
        asio::write(here.socket, asio::buffer(answer));
      });
      accept();
    });
  }

  void flush() {
    scheduled_ = false;
    for (auto& each : clients_) {
      if (!each->leaving.empty() || each->waiting.empty())
        continue;
      std::swap(each->leaving, each->waiting);
      asio::async_write(each->socket, asio::buffer(each->leaving),
                        [here = each.get()](auto, std::size_t) { here->leaving.clear(); });
    }
  }

  tcp::acceptor acceptor_;
  std::string frame_;
  std::vector<std::unique_ptr<client>> clients_;
  bool scheduled_ = false;
};

// Deliveries in a second, by the clock and of the serving thread's time. A thread's second holds
// still while others work on this machine; but a server so fast that its readers never fall asleep
// is not charged for waking them, so the two differ by more than the work.
struct delivery_rates {
  double by_clock;
  double of_thread;
};

delivery_rates measure(fanout& served, std::size_t clients, int publishes) {
  const auto keep_running = asio::make_work_guard(served.io);
  std::thread thread([&] { served.io.run(); });
  double spent_s = 0;
  double taken_s = 0;
  {
    const bool greets = served.told_first() > 0;
    stream_clients listeners(served.port(), clients, upgrade,
                             greets ? client_frame(subscription) : std::string());
    std::promise<void> ready;
    std::promise<void> done;
    int left = publishes;
    std::chrono::nanoseconds begin{};
    std::chrono::steady_clock::time_point began;
    const std::function<void()> next = [&] {
      asio::post(served.io, [&] {
        if (begin.count() == 0) {
          begin = thread_time();
          began = std::chrono::steady_clock::now();
        }
        if (left <= 0) {
          spent_s = thread_time_since(begin);
          taken_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
          return done.set_value();
        }
        left -= in_flight;
        listeners.expect(clients * in_flight);
        for (int index = 0; index < in_flight; ++index)
          served.publish();
      });
    };
    if (greets)
      listeners.expect(clients * served.told_first());
    listeners.start(next);
    if (!greets)
      next();
    done.get_future().wait();
  }
  asio::post(served.io, [&] { served.io.stop(); });
  thread.join();
  const auto delivered = static_cast<double>(clients) * publishes;
  return {delivered / taken_s, delivered / spent_s};
}

} // namespace

void measure_stream_fanout(report& into, std::size_t clients, int publishes) {
  const auto add = [&](std::string_view who, fanout& served) {
    const auto rates = measure(served, clients, publishes);
    into.add_rate(row_of(who, clients), rates.by_clock);
    into.add_rate(thread_row_of(who, clients), rates.of_thread);
  };
  {
    hub_fanout served;
    add("the edge", served);
  }
  bare_fanout served;
  add("floor", served);
}

void print_fanout_ratio(const report& of, std::ostream& out) {
  for (const std::size_t clients : {std::size_t{1}, std::size_t{100}, std::size_t{1'000}}) {
    const auto share = [&](const auto& row) {
      return 100 * of.rate(row("the edge", clients)).median / of.rate(row("floor", clients)).median;
    };
    if (of.rate(row_of("floor", clients)).median > 0)
      out << "streams to " << clients << " clients: " << std::setprecision(0) << share(row_of)
          << " % of the floor's deliveries by the clock (target: 90), " << share(thread_row_of)
          << std::setprecision(2) << " % in a second of the thread's time\n";
  }
}

} // namespace troupe::bench
