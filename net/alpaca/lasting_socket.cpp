#include "net/alpaca/lasting_socket.hpp"

#include "net/alpaca/packed_json.hpp"
#include "net/websocket/client.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/steady_timer.hpp>

#include <utility>

namespace troupe::net::alpaca {

namespace {

namespace asio = boost::asio;

constexpr std::uint16_t normal_closure = 1000;

std::string loss_text(const http::endpoint& where, const std::string& path, std::uint16_t code,
                      std::string_view reason) {
  return where.authority() + path + " closed with " + std::to_string(code) +
         (reason.empty() ? "" : ": " + std::string(reason));
}

} // namespace

class lasting_socket::state : public std::enable_shared_from_this<state> {
  // A continuation that does nothing once this attempt is over or the socket is gone.
  template <class Continue>
  auto while_current(Continue next) {
    return [alive = weak_from_this(), attempt = attempt_, next](auto&&... outcome) {
      if (const auto self = alive.lock(); self && self->attempt_ == attempt)
        next(*self, std::forward<decltype(outcome)>(outcome)...);
    };
  }

public:
  state(asio::io_context& io, http::endpoint where, std::string path, stream_options options,
        handlers on)
      : io_(io), where_(std::move(where)), path_(std::move(path)), options_(options),
        on_(std::move(on)), back_off_(options.back_off, options.seed), watchdog_(io), pause_(io) {}

  void start() {
    if (running_)
      return;
    running_ = true;
    open();
  }

  void stop() {
    running_ = false;
    let_go();
  }

  bool send(std::string json) {
    if (!connection_)
      return false;
    if (spoken_ == frame_encoding::json)
      connection_->send_text(std::move(json));
    else
      connection_->send(std::make_shared<const std::string>(packed_json(json)),
                        websocket::opcode::binary);
    return true;
  }

  void speak(frame_encoding encoding) { options_.encoding = encoding; }

  void established() {
    watchdog_.cancel();
    back_off_.reset();
    ++counters_.connections;
  }

  void fail(const error& reason, bool lasting) {
    if (!running_)
      return;
    let_go();
    ++counters_.losses;
    const auto pause = lasting ? back_off_.longest() : back_off_.next();
    on_.on_lost(reason);
    if (!running_)
      return;
    pause_.expires_after(pause);
    pause_.async_wait(
        while_current([](state& self, const boost::system::error_code&) { self.open(); }));
  }

  stream_counters& counters() { return counters_; }

private:
  void open() {
    websocket::client_options chosen;
    chosen.connect_timeout = options_.connect_timeout;
    chosen.idle_timeout = options_.idle_timeout;
    spoken_ = options_.encoding;
    if (spoken_ == frame_encoding::msgpack)
      chosen.headers.push_back({"Content-Type", "application/msgpack"});
    websocket::handlers on;
    on.on_open = while_current([](state& self, std::shared_ptr<websocket::connection> opened) {
      self.connection_ = std::move(opened);
      self.on_.on_open();
    });
    on.on_message = while_current([](state& self, std::string_view payload, websocket::opcode) {
      ++self.counters_.frames;
      self.on_.on_message(payload);
    });
    on.on_close = while_current([](state& self, std::uint16_t code, std::string_view reason) {
      self.fail({"connection_lost", loss_text(self.where_, self.path_, code, reason)}, false);
    });
    watch();
    websocket::open(io_, where_, path_, chosen, std::move(on));
  }

  void watch() {
    watchdog_.expires_after(options_.connect_timeout + options_.handshake_timeout);
    watchdog_.async_wait(while_current([](state& self, const boost::system::error_code& canceled) {
      if (!canceled)
        self.fail({"handshake_timeout", self.where_.authority() + self.path_ +
                                            " did not complete its handshake in time"},
                  false);
    }));
  }

  void let_go() {
    ++attempt_;
    watchdog_.cancel();
    pause_.cancel();
    if (const auto open = std::exchange(connection_, nullptr))
      open->close(normal_closure, "");
  }

  asio::io_context& io_;
  http::endpoint where_;
  std::string path_;
  stream_options options_;
  handlers on_;
  back_off back_off_;
  asio::steady_timer watchdog_;
  asio::steady_timer pause_;
  std::shared_ptr<websocket::connection> connection_;
  std::uint64_t attempt_ = 0;
  frame_encoding spoken_ = frame_encoding::json; // on this connection
  bool running_ = false;
  stream_counters counters_;
};

lasting_socket::lasting_socket(asio::io_context& io, http::endpoint where, std::string path,
                               stream_options options, handlers on)
    : state_(
          std::make_shared<state>(io, std::move(where), std::move(path), options, std::move(on))) {}
lasting_socket::~lasting_socket() {
  stop();
}

void lasting_socket::start() {
  state_->start();
}
void lasting_socket::stop() {
  state_->stop();
}
bool lasting_socket::send(std::string json) {
  return state_->send(std::move(json));
}
void lasting_socket::speak(frame_encoding encoding) {
  state_->speak(encoding);
}
void lasting_socket::established() {
  state_->established();
}
void lasting_socket::fail(error reason, bool lasting) {
  state_->fail(reason, lasting);
}
const stream_counters& lasting_socket::counters() const {
  return state_->counters();
}
stream_counters& lasting_socket::counters() {
  return state_->counters();
}

} // namespace troupe::net::alpaca
