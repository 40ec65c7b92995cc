#include "net/http/server.hpp"

#include "net/http/body_session.hpp"
#include "net/http/server_connection.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>

#include <map>

namespace troupe::net::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr milliseconds websocket_idle_timeout{60000};
constexpr milliseconds accept_pause{100};       // after an error such as too many open files
constexpr std::size_t refused_at_once_max = 64; // connections over the limit that get their 503

} // namespace

class server::state final : public host, public std::enable_shared_from_this<state> {
public:
  state(asio::io_context& io, server_options options, request_handler on_request,
        upgrade_handler on_upgrade)
      : io_(io), options_(std::move(options)), on_request_(std::move(on_request)),
        on_upgrade_(std::move(on_upgrade)), acceptor_(io.get_executor()),
        pause_(io, [this] { accept(); }) {}

  result<void> listen() {
    error_code failed;
    const auto address = asio::ip::make_address(options_.address, failed);
    const tcp::endpoint where(address, options_.port);
    if (!failed) {
      acceptor_.open(where.protocol(), failed);
    }
    if (!failed) {
      acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
    }
    if (!failed) {
      acceptor_.bind(where, failed);
    }
    if (!failed) {
      acceptor_.listen(tcp::acceptor::max_listen_connections, failed);
    }
    if (failed) {
      return cannot_listen(failed);
    }
    port_ = acceptor_.local_endpoint().port();
    accept();
    return {};
  }

  std::uint16_t port() const { return port_; }
  std::size_t connections() const {
    return connections_.size() + websockets_.size() + bodies_.size();
  }

  void stop() {
    pause_.stop();
    error_code ignored;
    acceptor_.close(ignored);
    for (const auto& [key, one] : std::exchange(connections_, {})) {
      one->close();
    }
    for (const auto& [key, one] : std::exchange(websockets_, {})) {
      one->shut_down(websocket::close_code::going_away, "the server is stopping");
    }
    for (const auto& [key, one] : std::exchange(bodies_, {})) {
      one->close();
    }
  }

  const server_options& options() const override { return options_; }

  void handle(request asked, respond answer) override {
    on_request_(std::move(asked), std::move(answer));
  }

  upgrade_answer handle_upgrade(const request& asked) override {
    return on_upgrade_ ? on_upgrade_(asked)
                       : upgrade_answer(options_.refusal(404, "there is no WebSocket here"));
  }

  std::shared_ptr<websocket_session> adopt(tcp_stream socket, std::string peer,
                                           websocket::handlers on) override {
    const std::uint64_t key = ++websocket_key_;
    on.on_close = [weak = weak_from_this(), key,
                   told = std::move(on.on_close)](std::uint16_t code, std::string_view reason) {
      if (const auto self = weak.lock()) {
        self->websockets_.erase(key);
      }
      if (told) {
        told(code, reason);
      }
    };
    auto session = std::make_shared<websocket_session>(
        io_, websocket::coalescing_socket(std::move(socket)), std::move(peer),
        websocket::session_limits{options_.websocket_message_bytes_max,
                                  options_.websocket_queue_bytes_max, options_.request_timeout,
                                  websocket_idle_timeout},
        std::move(on));
    websockets_.emplace(key, session);
    return session;
  }

  void adopt(tcp_stream socket, std::string head, std::shared_ptr<open_body> body) override {
    const std::uint64_t key = ++body_key_;
    body->on_close = [weak = weak_from_this(), key, told = std::move(body->on_close)] {
      if (const auto self = weak.lock()) {
        self->bodies_.erase(key);
      }
      if (told) {
        told();
      }
    };
    auto session = std::make_shared<body_session>(
        io_, std::move(socket), options_.websocket_queue_bytes_max, std::move(body));
    bodies_.emplace(key, session);
    session->begin(std::move(head));
  }

  void gone(server_connection& which) override { connections_.erase(&which); }

private:
  error cannot_listen(error_code cause) const {
    const std::string where = options_.address + ":" + std::to_string(options_.port);
    if (cause == asio::error::address_in_use) {
      return {"port_taken", "cannot listen on " + where +
                                ": another program has the port; stop it or choose another port"};
    }
    return {"listen_failed", "cannot listen on " + where + ": " + cause.message()};
  }

  void accept() {
    acceptor_.async_accept([self = shared_from_this()](error_code failed, tcp_stream socket) {
      if (!self->acceptor_.is_open()) {
        return;
      }
      if (failed) {
        self->pause_.set(accept_pause);
        return;
      }
      self->pass_gate(std::move(socket));
      self->accept();
    });
  }

  void pass_gate(tcp_stream socket) {
    error_code ignored;
    const auto client = socket.remote_endpoint(ignored);
    if (!options_.gate) {
      accepted(std::move(socket), client);
      return;
    }
    options_.gate(std::move(socket), [weak = weak_from_this(), client](tcp_stream entered) {
      const auto self = weak.lock();
      if (self && self->acceptor_.is_open()) {
        self->accepted(std::move(entered), client);
      }
    });
  }

  // Who opens connections and says nothing keeps nobody else out.
  void make_room() {
    server_connection* silent = nullptr;
    std::chrono::nanoseconds longest = options_.idle_protected;
    for (const auto& [key, one] : connections_) {
      if (const auto waited = one->waited(); waited > longest) {
        longest = waited;
        silent = one.get();
      }
    }
    if (silent != nullptr) {
      silent->close();
    }
  }

  void accepted(tcp_stream socket, const tcp::endpoint& client) {
    if (connections() >= options_.connections_max) {
      make_room();
    }
    const std::size_t others = connections();
    if (others >= options_.connections_max + refused_at_once_max) {
      return;
    }
    const auto opened =
        std::make_shared<server_connection>(io_, std::move(socket), client, shared_from_this());
    connections_.emplace(opened.get(), opened);
    if (others >= options_.connections_max) {
      opened->begin_refusing(
          options_.refusal(503, "the server has too many connections; try again later"));
    } else {
      opened->begin();
    }
  }

  asio::io_context& io_;
  server_options options_;
  request_handler on_request_;
  upgrade_handler on_upgrade_;
  asio::basic_socket_acceptor<tcp, asio::io_context::executor_type> acceptor_;
  std::uint16_t port_ = 0;
  // Together at most connections_max and a few that are being refused.
  std::map<server_connection*, std::shared_ptr<server_connection>> connections_;
  std::map<std::uint64_t, std::shared_ptr<websocket_session>> websockets_;
  std::uint64_t websocket_key_ = 0;
  std::map<std::uint64_t, std::shared_ptr<body_session>> bodies_;
  std::uint64_t body_key_ = 0;
  deadline pause_;
};

result<std::unique_ptr<server>> server::start(asio::io_context& io, server_options options,
                                              request_handler on_request,
                                              upgrade_handler on_upgrade) {
  auto shared =
      std::make_shared<state>(io, std::move(options), std::move(on_request), std::move(on_upgrade));
  if (const auto listening = shared->listen(); !listening) {
    return listening.failure();
  }
  return std::unique_ptr<server>(new server(std::move(shared)));
}

server::server(std::shared_ptr<state> shared) : state_(std::move(shared)) {}

server::~server() {
  stop();
}

std::uint16_t server::port() const {
  return state_->port();
}

std::size_t server::connections() const {
  return state_->connections();
}

void server::stop() {
  state_->stop();
}

} // namespace troupe::net::http
