#include "tests/bench/bare_http.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <thread>
#include <utility>

namespace troupe::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

class answering : public std::enable_shared_from_this<answering> {
public:
  answering(tcp::socket socket, const std::string& body) : socket_(std::move(socket)) {
    reply_.set(http::field::content_type, "application/json; charset=UTF-8");
    reply_.body() = body;
    reply_.keep_alive(true);
    reply_.prepare_payload();
    socket_.set_option(tcp::no_delay(true));
  }

  void read() {
    asked_ = {};
    http::async_read(socket_, in_, asked_,
                     [self = shared_from_this()](error_code failed, std::size_t) {
                       if (!failed)
                         self->write();
                     });
  }

private:
  void write() {
    http::async_write(socket_, reply_, [self = shared_from_this()](error_code failed, std::size_t) {
      if (!failed)
        self->read();
    });
  }

  tcp::socket socket_;
  boost::beast::flat_buffer in_;
  http::request<http::string_body> asked_;
  http::response<http::string_body> reply_;
};

} // namespace

class bare_http_server::state {
public:
  explicit state(std::string body)
      : body_(std::move(body)), acceptor_(io_, {asio::ip::address_v4::loopback(), 0}) {
    accept();
    thread_ = std::jthread([this] { io_.run(); });
  }
  ~state() { io_.stop(); }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

private:
  void accept() {
    acceptor_.async_accept([this](error_code failed, tcp::socket socket) {
      if (failed)
        return;
      std::make_shared<answering>(std::move(socket), body_)->read();
      accept();
    });
  }

  std::string body_;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  std::jthread thread_; // last: it uses everything above
};

bare_http_server::bare_http_server(std::string body)
    : state_(std::make_unique<state>(std::move(body))) {}
bare_http_server::~bare_http_server() = default;

std::uint16_t bare_http_server::port() const {
  return state_->port();
}

} // namespace troupe::bench
