// One connection of the server. Only server.cpp includes this header, for it may see Beast.
#pragma once

#include "net/http/deadline.hpp"
#include "net/http/dial.hpp"
#include "net/http/outlet.hpp"
#include "net/http/server.hpp"
#include "net/http/wire.hpp"
#include "net/websocket/session.hpp"

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <array>
#include <optional>

namespace troupe::net::http {

using websocket_session = websocket::session<websocket::coalescing_socket>;

// Leaves the head in place: an upgrade needs it again.
inline request to_request(boost::beast::http::request<boost::beast::http::string_body>& message,
                          std::string remote_address) {
  request asked;
  asked.method = std::string(message.method_string());
  asked.target = std::string(message.target());
  for (const auto& line : message) {
    asked.headers.push_back({std::string(line.name_string()), std::string(line.value())});
  }
  asked.body = std::move(message.body());
  asked.remote_address = std::move(remote_address);
  return asked;
}

inline response refusal_of(boost::system::error_code malformed, const refusal_maker& refusal) {
  using boost::beast::http::error;
  if (malformed == error::header_limit) {
    return refusal(431, "the request's header is too long");
  }
  if (malformed == error::body_limit) {
    return refusal(413, "the request's body is too long");
  }
  return refusal(400, "the request is not well-formed HTTP");
}

// Why a header may be read in two ways, or empty. What Beast refuses itself is not asked again:
// lengths that are told twice or beside chunks.
template <class Parser>
std::string ambiguity_in(const Parser& parser) {
  using boost::beast::http::field;
  const auto& head = parser.get();
  if (head.count(field::transfer_encoding) > 0 && (!parser.chunked() || head.version() < 11)) {
    return "of the transfer encodings only chunked is taken, and not before version 1.1";
  }
  if (head[field::content_length].find(',') != boost::beast::string_view::npos) {
    return "a body has one length";
  }
  const auto hosts = head.count(field::host);
  if (hosts > 1 || (hosts == 0 && head.version() > 10) ||
      head[field::host].find_first_of(" ,") != boost::beast::string_view::npos) {
    return "a request has one Host";
  }
  return {};
}

class server_connection;

// What a connection wants of the server that it belongs to.
class host {
public:
  virtual const server_options& options() const = 0;
  virtual void handle(request asked, respond answer) = 0;
  virtual upgrade_answer handle_upgrade(const request& asked) = 0;
  virtual std::shared_ptr<websocket_session> adopt(tcp_stream socket, std::string peer,
                                                   websocket::handlers on) = 0;
  virtual void adopt(tcp_stream socket, std::string head, std::shared_ptr<open_body> body) = 0;
  virtual void gone(server_connection& which) = 0;

protected:
  ~host() = default;
};

// One connection, one request at a time: reading -> answering (a handler has the request) ->
// writing -> reading. After the last answer it drains: what the peer still sends is read and
// forgotten until it closes, for a socket closed on unread bytes would take the answer back.
class server_connection : public std::enable_shared_from_this<server_connection> {
  using error_code = boost::system::error_code;
  using milliseconds = std::chrono::milliseconds;
  using tcp = boost::asio::ip::tcp;
  using parser_type = boost::beast::http::request_parser<boost::beast::http::string_body>;
  enum class phase { reading, answering, writing, draining, closed };

  static constexpr std::size_t read_bytes = 16u << 10;
  static constexpr milliseconds linger_timeout{2000};

public:
  server_connection(boost::asio::io_context& io, tcp_stream socket, const tcp::endpoint& client,
                    const std::shared_ptr<host>& owner)
      : socket_(std::move(socket)), owner_(owner), refusal_(owner->options().refusal),
        header_timeout_(owner->options().header_timeout),
        request_timeout_(owner->options().request_timeout),
        header_bytes_max_(static_cast<std::uint32_t>(owner->options().header_bytes_max)),
        body_bytes_max_(owner->options().body_bytes_max), deadline_(io, [this] { expired(); }) {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    remote_address_ = client.address().to_string();
    remote_port_ = client.port();
  }

  void begin() {
    expect_request();
    advance();
  }

  void begin_refusing(response why) {
    expect_request();
    refuse(std::move(why));
  }

  void close() {
    if (phase_ == phase::closed) {
      return;
    }
    phase_ = phase::closed;
    deadline_.stop();
    if (pause_) {
      pause_->stop();
    }
    error_code ignored;
    socket_.close(ignored);
    leave();
  }

  // How long it has waited for a request, or for the rest of one; zero where it does not.
  std::chrono::nanoseconds waited() const {
    return phase_ == phase::reading ? deadline_.passed() : std::chrono::nanoseconds::zero();
  }

private:
  void leave() {
    const auto self = shared_from_this();
    if (const auto owner = owner_.lock()) {
      owner->gone(*this);
    }
  }

  void expect_request() {
    phase_ = phase::reading;
    parser_.emplace();
    parser_->header_limit(header_bytes_max_);
    parser_->body_limit(body_bytes_max_);
    started_ = in_.size() > 0;
    continued_ = false;
    headed_ = false;
    deadline_.set(started_ ? header_timeout_ : request_timeout_);
  }

  // Takes requests from what was read for as long as each is answered at once; a loop, so that a
  // long row of pipelined requests costs no stack.
  void advance() {
    if (advancing_) {
      return;
    }
    advancing_ = true;
    while (phase_ == phase::reading && parse()) {
    }
    advancing_ = false;
    if (phase_ == phase::reading) {
      read();
    }
  }

  // Whether a whole request was found, or a refusal took its place. Step by step, for the eager
  // mode of Beast 1.74 runs on past its own body limit.
  bool parse() {
    error_code failed;
    std::size_t used = in_.size();
    while (!failed && used > 0 && in_.size() > 0 && !parser_->is_done()) {
      used = parser_->put(in_.data(), failed);
      in_.consume(used);
    }
    if (failed && failed != boost::beast::http::error::need_more) {
      refuse(refusal_of(failed, refusal_));
      return true;
    }
    if (parser_->is_header_done() && !std::exchange(headed_, true)) {
      if (const auto wrong = ambiguity_in(*parser_); !wrong.empty()) {
        refuse(refusal_(400, wrong));
        return true;
      }
      deadline_.set(request_timeout_);
    }
    if (!parser_->is_done()) {
      continue_if_asked();
      return false;
    }
    dispatch();
    return true;
  }

  void continue_if_asked() {
    if (continued_ || !parser_->is_header_done() ||
        !boost::beast::iequals(parser_->get()[boost::beast::http::field::expect], "100-continue")) {
      return;
    }
    continued_ = true;
    error_code ignored;
    socket_.write_some(boost::asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25), ignored);
  }

  void read() {
    socket_.async_read_some(in_.prepare(read_bytes),
                            [self = shared_from_this()](error_code failed, std::size_t n) {
                              self->received(failed, n);
                            });
  }

  void received(error_code failed, std::size_t n) {
    if (phase_ != phase::reading) {
      return;
    }
    if (failed) {
      close();
      return;
    }
    if (!std::exchange(started_, true)) {
      deadline_.set(header_timeout_);
    }
    in_.commit(n);
    advance();
  }

  void dispatch() {
    const auto owner = owner_.lock();
    if (!owner) {
      close();
      return;
    }
    auto& message = parser_->get();
    keep_alive_ = message.keep_alive();
    is_head_ = message.method() == boost::beast::http::verb::head;
    phase_ = phase::answering;
    deadline_.set(request_timeout_);
    const std::uint64_t number = ++exchange_;
    request asked = to_request(message, remote_address_);
    if (boost::beast::websocket::is_upgrade(message)) {
      upgrade(*owner, asked);
      return;
    }
    owner->handle(std::move(asked), [weak = weak_from_this(), number](response answer) {
      const auto self = weak.lock();
      if (self && self->exchange_ == number && self->phase_ == phase::answering) {
        self->write(std::move(answer));
      }
    });
  }

  void upgrade(host& owner, const request& asked) {
    upgrade_answer answer = owner.handle_upgrade(asked);
    if (phase_ != phase::answering) {
      return;
    }
    if (auto* refused = std::get_if<response>(&answer)) {
      write(std::move(*refused));
      return;
    }
    if (in_.size() > 0) {
      refuse(refusal_(400, "frames came before the upgrade was answered"));
      return;
    }
    phase_ = phase::closed;
    deadline_.stop();
    const auto session =
        owner.adopt(std::move(socket_), remote_address_ + ":" + std::to_string(remote_port_),
                    std::get<websocket::handlers>(std::move(answer)));
    session->stream().set_option(boost::beast::websocket::stream_base::decorator(
        [protocol = accepted_protocol(asked),
         to = session.get()](boost::beast::websocket::response_type& accepted) {
          if (accepted.count(boost::beast::http::field::sec_websocket_extensions) > 0)
            to->compress();
          if (!protocol.empty()) {
            accepted.set(boost::beast::http::field::sec_websocket_protocol, protocol);
          }
        }));
    session->stream().set_option(compression(owner.options().websocket_deflate));
    session->stream().async_accept(parser_->get(), [session](error_code failed) {
      if (failed) {
        session->failed("the upgrade failed: " + failed.message());
      } else {
        session->opened();
      }
    });
    leave();
  }

  // Little memory and time for each, for there may be a thousand: 16 KiB and the fastest level.
  static boost::beast::websocket::permessage_deflate compression(bool enabled) {
    constexpr int window_bits = 11;
    boost::beast::websocket::permessage_deflate offer;
    offer.server_enable = enabled;
    offer.server_max_window_bits = window_bits;
    offer.compLevel = 1;
    offer.memLevel = 4;
    return offer;
  }

  static std::string accepted_protocol(const request& asked) {
    const std::string_view offered = header_value(asked.headers, "Sec-WebSocket-Protocol");
    const std::string_view first = offered.substr(0, offered.find_first_of(", "));
    return first == "msgpack" ? std::string(first) : std::string();
  }

  void refuse(response why) {
    keep_alive_ = false;
    is_head_ = false;
    write(std::move(why));
  }

  void write(response answer) {
    if (answer.delivery.lost) {
      close();
      return;
    }
    if (answer.open && !is_head_) {
      hand_over(std::move(answer));
      return;
    }
    phase_ = phase::writing;
    deadline_.set(request_timeout_);
    head_ = response_head(answer, keep_alive_ ? persistence::keep_alive : persistence::close);
    body_ = is_head_ || !has_body(answer.status) ? std::string() : std::move(answer.body);
    if (answer.delivery.piece_bytes > 0) {
      delivery_ = answer.delivery;
      write_piece(0);
      return;
    }
    error_code refused;
    const std::size_t written = socket_.write_some(unwritten(0), refused);
    if (written == head_.size() + body_.size()) {
      written_whole();
      return;
    }
    boost::asio::async_write(socket_, unwritten(written),
                             [self = shared_from_this()](error_code failed, std::size_t) {
                               if (failed) {
                                 self->close();
                               } else if (self->phase_ == phase::writing) {
                                 self->written_whole();
                               }
                             });
  }

  // The connection is the body's alone from now on, as with a WebSocket.
  void hand_over(response answer) {
    const auto owner = owner_.lock();
    if (!owner) {
      close();
      return;
    }
    phase_ = phase::closed;
    deadline_.stop();
    std::string head = response_head(answer, persistence::close);
    owner->adopt(std::move(socket_), std::move(head), std::move(answer.open));
    leave();
  }

  std::array<boost::asio::const_buffer, 2> unwritten(std::size_t written) const {
    const std::size_t of_body = written > head_.size() ? written - head_.size() : 0;
    return {boost::asio::buffer(head_) + written, boost::asio::buffer(body_) + of_body};
  }

  void write_piece(std::size_t begin) {
    if (begin == head_.size() + body_.size()) {
      written_whole();
      return;
    }
    deadline_.set(request_timeout_);
    boost::asio::async_write(socket_, unwritten(begin),
                             boost::asio::transfer_exactly(delivery_.piece_bytes),
                             [self = shared_from_this(), begin](error_code failed, std::size_t n) {
                               if (failed) {
                                 self->close();
                               } else if (self->phase_ == phase::writing) {
                                 self->pause_before(begin + n);
                               }
                             });
  }

  void pause_before(std::size_t begin) {
    piece_begin_ = begin;
    if (!pause_) {
      pause_.emplace(socket_.get_executor().context(), [this] { pause_over(); });
    }
    pause_->set(delivery_.pause);
  }

  void pause_over() {
    const auto self = shared_from_this();
    if (phase_ == phase::writing) {
      write_piece(piece_begin_);
    }
  }

  void written_whole() {
    if (keep_alive_) {
      expect_request();
      advance();
      return;
    }
    phase_ = phase::draining;
    deadline_.set(linger_timeout);
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    drain();
  }

  void drain() {
    in_.clear();
    socket_.async_read_some(in_.prepare(read_bytes),
                            [self = shared_from_this()](error_code failed, std::size_t) {
                              if (failed) {
                                self->close();
                              } else if (self->phase_ == phase::draining) {
                                self->drain();
                              }
                            });
  }

  void expired() {
    const auto self = shared_from_this();
    if (phase_ == phase::reading && started_) {
      error_code ignored;
      socket_.cancel(ignored);
      refuse(refusal_(408, "the request took too long to arrive"));
    } else {
      close();
    }
  }

  tcp_stream socket_;
  std::weak_ptr<host> owner_;
  refusal_maker refusal_;
  milliseconds header_timeout_;
  milliseconds request_timeout_;
  std::uint32_t header_bytes_max_;
  std::uint64_t body_bytes_max_;
  std::string remote_address_;
  std::uint16_t remote_port_ = 0;
  phase phase_ = phase::reading;
  std::optional<parser_type> parser_;
  boost::beast::flat_buffer in_;
  std::string head_;
  std::string body_;
  std::uint64_t exchange_ = 0;
  bool advancing_ = false;
  bool started_ = false;   // a byte of the request is here
  bool headed_ = false;    // its header is here whole
  bool continued_ = false; // its "100 Continue" is sent
  bool keep_alive_ = true;
  bool is_head_ = false;
  http::delivery delivery_;
  std::size_t piece_begin_ = 0; // of what is written after the pause
  deadline deadline_;
  std::optional<deadline> pause_; // between the pieces of an answer
};

} // namespace troupe::net::http
