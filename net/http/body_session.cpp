#include "net/http/body_session.hpp"

#include <boost/asio/write.hpp>

#include <charconv>
#include <utility>

namespace troupe::net::http {

namespace {

using boost::system::error_code;

std::string chunk_of(std::string_view piece) {
  constexpr int hexadecimal = 16;
  std::array<char, 16> digits{};
  const auto [end, failed] =
      std::to_chars(digits.data(), digits.data() + digits.size(), piece.size(), hexadecimal);
  std::string chunk(digits.data(), end);
  chunk.reserve(chunk.size() + piece.size() + 4);
  return chunk.append("\r\n").append(piece).append("\r\n");
}

} // namespace

body_session::body_session(boost::asio::io_context& io, tcp_stream socket,
                           std::size_t queue_bytes_max, std::shared_ptr<open_body> on)
    : socket_(std::move(socket)), queue_bytes_max_(queue_bytes_max), on_(std::move(on)),
      linger_(io, [this] { close(); }) {}

void body_session::begin(std::string head) {
  queue(std::move(head));
  listen();
  if (const auto on = on_; on && on->on_open)
    on->on_open(shared_from_this());
}

// An empty piece is no chunk: that would be the last one.
void body_session::send(std::string_view piece) {
  if (!closed_ && !ending_ && !piece.empty())
    queue(chunk_of(piece));
}

void body_session::finish() {
  if (closed_ || std::exchange(ending_, true))
    return;
  linger_.set(linger_timeout);
  queue("0\r\n\r\n");
}

void body_session::close() {
  if (std::exchange(closed_, true))
    return;
  const auto self = shared_from_this();
  linger_.stop();
  error_code ignored;
  socket_.close(ignored);
  if (const auto on = std::exchange(on_, nullptr); on->on_close)
    on->on_close();
}

void body_session::queue(std::string bytes) {
  queued_bytes_ += bytes.size();
  queue_.push_back(std::move(bytes));
  if (queued_bytes_ > queue_bytes_max_)
    close();
  else if (!writing_)
    write();
}

void body_session::write() {
  writing_ = true;
  boost::asio::async_write(socket_, boost::asio::buffer(queue_.front()),
                           [self = shared_from_this()](error_code failed, std::size_t) {
                             if (failed)
                               self->close();
                             else if (!self->closed_)
                               self->written();
                           });
}

void body_session::written() {
  queued_bytes_ -= queue_.front().size();
  queue_.pop_front();
  writing_ = false;
  if (!queue_.empty())
    return write();
  error_code ignored;
  if (ending_)
    socket_.shutdown(boost::asio::socket_base::shutdown_send, ignored);
  else if (const auto on = on_; on->on_drained)
    on->on_drained();
}

void body_session::listen() {
  socket_.async_read_some(boost::asio::buffer(ignored_),
                          [self = shared_from_this()](error_code failed, std::size_t) {
                            if (failed)
                              self->close();
                            else if (!self->closed_)
                              self->listen();
                          });
}

} // namespace troupe::net::http
