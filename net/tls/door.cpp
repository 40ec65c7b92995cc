#include "net/tls/door.hpp"

#include "net/http/deadline.hpp"
#include "net/http/socket_pair.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <set>
#include <utility>

namespace troupe::net::tls {

namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds farewell_timeout{2'000};
constexpr std::size_t piece_bytes = 16u << 10;

class client;

// What a client wants of the door that let it in.
class host {
public:
  virtual void gone(const std::shared_ptr<client>& which) = 0;

protected:
  ~host() = default;
};

// One client: its TLS connection, the door's end of the plain one, and what goes between.
class client : public std::enable_shared_from_this<client> {
public:
  client(asio::io_context& io, http::tcp_stream accepted, std::shared_ptr<ssl::context> context,
         door::on_plain enter, std::weak_ptr<host> owner)
      : io_(io), context_(std::move(context)), tls_(std::move(accepted), *context_),
        plain_(io.get_executor()), enter_(std::move(enter)), owner_(std::move(owner)),
        limit_(io, [this] { close(false); }) {}

  void begin() {
    error_code ignored;
    tls_.lowest_layer().set_option(tcp::no_delay(true), ignored);
    limit_.set(door::handshake_timeout);
    tls_.async_handshake(ssl::stream_base::server,
                         [self = shared_from_this()](error_code failed) { self->shaken(failed); });
  }

  void close(bool abruptly) {
    if (std::exchange(closed_, true))
      return;
    limit_.stop();
    error_code ignored;
    if (abruptly) {
      http::reset(tls_.next_layer());
      http::reset(plain_);
    }
    tls_.lowest_layer().close(ignored);
    plain_.close(ignored);
    const auto self = shared_from_this();
    if (const auto owner = owner_.lock())
      owner->gone(self);
  }

private:
  void shaken(error_code failed) {
    if (failed || closed_)
      return close(false);
    auto ends = http::make_socket_pair(io_);
    if (!ends)
      return close(false);
    limit_.clear();
    plain_ = std::move(ends->first);
    std::exchange(enter_, nullptr)(std::move(ends->second));
    read_tls();
    read_plain();
  }

  void read_tls() {
    tls_.async_read_some(asio::buffer(inward_),
                         [self = shared_from_this()](error_code failed, std::size_t count) {
                           self->from_tls(failed, count);
                         });
  }

  void from_tls(error_code failed, std::size_t count) {
    if (closed_)
      return;
    if (failed) {
      if (failed == asio::error::connection_reset)
        return close(true);
      error_code ignored;
      plain_.shutdown(tcp::socket::shutdown_send, ignored);
      if (plain_ended_)
        close(false);
      else
        limit_.set(farewell_timeout);
      return;
    }
    asio::async_write(plain_, asio::buffer(inward_, count),
                      [self = shared_from_this()](error_code refused, std::size_t) {
                        if (!refused && !self->closed_)
                          self->read_tls();
                      });
  }

  void read_plain() {
    plain_.async_read_some(asio::buffer(outward_),
                           [self = shared_from_this()](error_code failed, std::size_t count) {
                             self->from_plain(failed, count);
                           });
  }

  void from_plain(error_code failed, std::size_t count) {
    if (closed_)
      return;
    if (failed) {
      if (failed != asio::error::eof)
        return close(true);
      return say_farewell();
    }
    asio::async_write(tls_, asio::buffer(outward_, count),
                      [self = shared_from_this()](error_code refused, std::size_t) {
                        if (refused)
                          self->close(false);
                        else if (!self->closed_)
                          self->read_plain();
                      });
  }

  // The server has ended: so does TLS, in order, within a time limit.
  void say_farewell() {
    plain_ended_ = true;
    limit_.set(farewell_timeout);
    tls_.async_shutdown([self = shared_from_this()](error_code) { self->close(false); });
  }

  asio::io_context& io_;
  std::shared_ptr<ssl::context> context_;
  ssl::stream<http::tcp_stream> tls_;
  http::tcp_stream plain_;
  door::on_plain enter_;
  std::weak_ptr<host> owner_;
  http::deadline limit_;
  std::array<char, piece_bytes> inward_{};
  std::array<char, piece_bytes> outward_{};
  bool plain_ended_ = false;
  bool closed_ = false;
};

result<std::shared_ptr<ssl::context>> context_of(const identity& who) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  auto* const native = context->native_handle();
  error_code failed;
  context->use_certificate_chain(asio::buffer(who.certificate), failed);
  if (!failed)
    context->use_private_key(asio::buffer(who.key), ssl::context::pem, failed);
  if (failed)
    return error{"invalid_certificate",
                 "the certificate or its key cannot be used: " + failed.message()};
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  if (SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
    return error{"invalid_certificate", "OpenSSL has none of the ciphers that are wanted"};
  return context;
}

} // namespace

class door::state final : public host, public std::enable_shared_from_this<state> {
public:
  state(asio::io_context& io, std::shared_ptr<ssl::context> context, std::size_t clients_max)
      : io_(io), context_(std::move(context)), clients_max_(clients_max) {}

  void change(std::shared_ptr<ssl::context> context) { context_ = std::move(context); }

  void take(http::tcp_stream accepted, on_plain enter) {
    if (clients_.size() >= clients_max_)
      return;
    const auto entered = std::make_shared<client>(io_, std::move(accepted), context_,
                                                  std::move(enter), weak_from_this());
    clients_.insert(entered);
    entered->begin();
  }

  std::size_t clients() const { return clients_.size(); }

  void stop() {
    for (const auto& one : std::exchange(clients_, {}))
      one->close(false);
  }

  void gone(const std::shared_ptr<client>& which) override { clients_.erase(which); }

private:
  asio::io_context& io_;
  std::shared_ptr<ssl::context> context_;
  std::size_t clients_max_;
  std::set<std::shared_ptr<client>> clients_; // at most clients_max_
};

result<std::unique_ptr<door>> door::open(asio::io_context& io, const identity& who,
                                         std::size_t clients_max) {
  auto context = context_of(who);
  if (!context)
    return context.failure();
  return std::unique_ptr<door>(
      new door(std::make_shared<state>(io, std::move(*context), clients_max)));
}

result<void> door::change(const identity& who) {
  auto context = context_of(who);
  if (!context)
    return context.failure();
  state_->change(std::move(*context));
  return {};
}

door::door(std::shared_ptr<state> shared) : state_(std::move(shared)) {}

door::~door() {
  stop();
}

void door::take(http::tcp_stream accepted, on_plain enter) {
  state_->take(std::move(accepted), std::move(enter));
}
std::size_t door::clients() const {
  return state_->clients();
}
void door::stop() {
  state_->stop();
}

} // namespace troupe::net::tls
