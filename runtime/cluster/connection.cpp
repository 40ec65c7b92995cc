#include "runtime/cluster/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace troupe::runtime::cluster {

namespace asio = boost::asio;
using boost::system::error_code;

connection::connection(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
}

void connection::start(connection_owner& owner) {
  owner_ = &owner;
  read();
}

void connection::write(const frame& content) {
  encode(content, queued_);
  schedule_flush();
}

void connection::write_bytes(std::string_view frames) {
  queued_ += frames;
  schedule_flush();
}

void connection::close() {
  owner_ = nullptr;
  error_code ignored;
  socket_.close(ignored);
}

void connection::refuse(const std::string& reason) {
  owner_ = nullptr;
  closing_ = true;
  write(cluster::refuse{reason});
}

std::string connection::remote_address() const {
  error_code failed;
  const auto peer = socket_.remote_endpoint(failed);
  return failed ? "unknown" : peer.address().to_string() + ":" + std::to_string(peer.port());
}

void connection::read() {
  socket_.async_read_some(asio::buffer(arrived_), [self = shared_from_this()](
                                                      const error_code& failed, std::size_t count) {
    if (failed) {
      self->fail(failed == asio::error::eof ? "the peer closed the connection" : failed.message());
    } else if (self->owner_ != nullptr) {
      self->on_bytes(count);
    }
  });
}

void connection::on_bytes(std::size_t count) {
  reader_.append({arrived_.data(), count});
  while (owner_ != nullptr) {
    auto read = reader_.next();
    if (!read) {
      return fail(read.failure().code);
    }
    if (!*read) {
      break;
    }
    owner_->on_frame(**std::move(read));
  }
  if (owner_ != nullptr) {
    owner_->on_frames_read();
  }
  if (owner_ != nullptr) {
    this->read();
  }
}

void connection::schedule_flush() {
  if (!flush_scheduled_ && in_flight_.empty()) {
    flush_scheduled_ = true;
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
      self->flush_scheduled_ = false;
      self->flush();
    });
  }
}

void connection::flush() {
  if (!in_flight_.empty() || queued_.empty() || !socket_.is_open()) {
    return;
  }
  std::swap(queued_, in_flight_);
  asio::async_write(socket_, asio::buffer(in_flight_),
                    [self = shared_from_this()](const error_code& failed, std::size_t) {
                      self->in_flight_.clear();
                      if (failed) {
                        return self->fail(failed.message());
                      }
                      if (self->owner_ != nullptr) {
                        self->owner_->on_written();
                      }
                      self->flush();
                      if (self->closing_ && self->backlog_bytes() == 0) {
                        self->close();
                      }
                    });
}

void connection::fail(std::string_view reason) {
  auto* const owner = std::exchange(owner_, nullptr);
  close();
  if (owner != nullptr) {
    owner->on_closed(reason);
  }
}

} // namespace troupe::runtime::cluster
