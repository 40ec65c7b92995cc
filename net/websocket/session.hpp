// One WebSocket over Beast, whichever side opened it and whatever carries it. Only the units that
// may see Beast include this header.
//
// Reading: one buffer, reused; each message goes to its handler from the completion of its read.
// Writing: in order, each message in one frame; over a coalescing socket at once, else one after
// the other. A message in parts for a client that does not compress goes past Beast, whose write
// costs more than the copy.
//
// Beast's own time limits are off, for they move a timer with every message. Instead a beat, four
// times in the idle timeout, looks whether anything was heard since the last one: two silent beats
// send a ping, four end the connection. Both handshakes, opening and closing, have a time limit, so
// that a peer that does not answer cannot hold the connection.
#pragma once

#include "net/http/deadline.hpp"
#include "net/websocket/coalescing_socket.hpp"
#include "net/websocket/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace troupe::net::websocket {

struct session_limits {
  std::size_t message_bytes_max;
  std::size_t queue_bytes_max;
  std::chrono::milliseconds handshake_timeout;
  std::chrono::milliseconds idle_timeout;
};

namespace close_code {
constexpr std::uint16_t going_away = 1001;
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t no_status = 1005;
constexpr std::uint16_t lost = 1006;
constexpr std::uint16_t bad_payload = 1007;
constexpr std::uint16_t policy_violation = 1008;
constexpr std::uint16_t too_big = 1009;
} // namespace close_code

template <class NextLayer>
class session final : public connection, public std::enable_shared_from_this<session<NextLayer>> {
  using error_code = boost::system::error_code;
  static constexpr std::chrono::milliseconds close_timeout{5000};
  static constexpr std::chrono::milliseconds shut_down_timeout{1000};

public:
  // Takes what is written at once. Only a server's connections do, and only they may compress.
  static constexpr bool coalesces = std::is_same_v<NextLayer, coalescing_socket>;
  using stream_type = boost::beast::websocket::stream<NextLayer, coalesces>;

  // `peer` names the other side in reasons.
  session(boost::asio::io_context& io, NextLayer next, std::string peer,
          const session_limits& limits, handlers on)
      : io_(io), stream_(std::move(next)), peer_(std::move(peer)),
        queue_bytes_max_(limits.queue_bytes_max), beat_period_(limits.idle_timeout / 4),
        on_(std::move(on)), limit_(io, [this] { limit_passed(); }), beat_(io, [this] { beat(); }) {
    stream_.read_message_max(limits.message_bytes_max);
    stream_.auto_fragment(false);
    limit_.set(limits.handshake_timeout);
  }

  // For the opening handshake, which the owner does at once and then calls opened() or failed().
  stream_type& stream() { return stream_; }

  void opened() {
    if (finished_) {
      return;
    }
    opened_ = true;
    limit_.clear();
    stream_.control_callback([this](boost::beast::websocket::frame_type kind, auto) {
      heard_ = true;
      if (kind == boost::beast::websocket::frame_type::close) {
        limit_.set(close_timeout);
      }
    });
    beat_.set(beat_period_);
    if (on_.on_open) {
      on_.on_open(this->shared_from_this());
    }
    if (!finished_) {
      read();
    }
  }

  // The handshake agreed on compression.
  void compress() { compresses_ = true; }

  // The handshake failed; `cause` names it.
  void failed(const std::string& cause) { finish(close_code::lost, cause); }

  // Tells on_close at once and leaves the closing handshake to itself, within a short time limit.
  void shut_down(std::uint16_t code, std::string reason) {
    if (!opened_) {
      finish(code, reason);
      return;
    }
    begin_close(code, reason, shut_down_timeout);
    tell(code, reason);
  }

  void send(std::shared_ptr<const std::string> payload, opcode kind) override {
    if (!takes(payload->size())) {
      return;
    }
    if constexpr (coalesces) {
      write_now(boost::asio::buffer(*payload), kind);
    } else {
      queued_bytes_ += payload->size();
      queue_.push_back({std::move(payload), kind});
      if (!writing_) {
        write_next();
      }
    }
  }

  void send(const message_parts& parts, opcode kind) override {
    if constexpr (coalesces) {
      const auto bytes = parts[0].size() + parts[1].size() + parts[2].size();
      if (!takes(bytes))
        return;
      if (!compresses_ && stream_.is_open())
        return stream_.next_layer().write_frame({bytes, kind}, parts);
      write_now(std::array{boost::asio::buffer(parts[0]), boost::asio::buffer(parts[1]),
                           boost::asio::buffer(parts[2])},
                kind);
    } else {
      connection::send(parts, kind);
    }
  }

  void close(std::uint16_t code, std::string reason) override {
    begin_close(code, std::move(reason), close_timeout);
  }

  std::size_t queued_bytes() const override {
    if constexpr (coalesces)
      return stream_.next_layer().unsent_bytes();
    else
      return queued_bytes_;
  }

private:
  struct outgoing {
    std::shared_ptr<const std::string> payload;
    opcode kind;
  };

  // Whether there is room for a message; where there is none, the connection ends.
  bool takes(std::size_t bytes) {
    if (finished_ || own_close_)
      return false;
    if (queued_bytes() + bytes <= queue_bytes_max_)
      return true;
    forget_queue();
    close(close_code::policy_violation, "reads too slowly: the queue of outgoing messages is full");
    return false;
  }

  template <class Buffers>
  void write_now(const Buffers& content, opcode kind) {
    error_code refused; // the read tells why
    stream_.text(kind == opcode::text);
    stream_.write(content, refused);
  }

  void read() {
    stream_.async_read(in_, [self = this->shared_from_this()](error_code failure, std::size_t) {
      self->received(failure);
    });
  }

  void received(error_code failure) {
    if (failure) {
      ended(failure);
      return;
    }
    heard_ = true;
    if (on_.on_message && !told_) {
      const auto bytes = in_.cdata();
      on_.on_message({static_cast<const char*>(bytes.data()), bytes.size()},
                     stream_.got_text() ? opcode::text : opcode::binary);
    }
    in_.consume(in_.size());
    // What the message set going on this thread comes before the socket is looked at again.
    boost::asio::post(stream_.get_executor(), [self = this->shared_from_this()] {
      if (!self->finished_) {
        self->read();
      }
    });
  }

  void write_next() {
    writing_ = true;
    in_flight_ = std::move(queue_.front());
    queue_.pop_front();
    stream_.text(in_flight_.kind == opcode::text);
    stream_.async_write(boost::asio::buffer(*in_flight_.payload),
                        [self = this->shared_from_this()](error_code failure, std::size_t) {
                          self->written(failure);
                        });
  }

  void written(error_code failure) {
    writing_ = false;
    queued_bytes_ -= std::exchange(in_flight_, {}).payload->size();
    if (failure) {
      writing_ = true; // for good: nothing can be written any more, and the read tells why
      forget_queue();
    } else if (!queue_.empty()) {
      write_next();
    } else if (own_close_) {
      write_close();
    }
  }

  void forget_queue() {
    queue_.clear();
    queued_bytes_ = in_flight_.payload ? in_flight_.payload->size() : 0;
  }

  void begin_close(std::uint16_t code, std::string reason, std::chrono::milliseconds limit) {
    if (finished_) {
      return;
    }
    limit_.set(limit);
    if (!own_close_) {
      own_close_.emplace(code, std::move(reason));
      if (!writing_) {
        write_close();
      }
    }
  }

  void write_close() {
    stream_.async_close(close_frame(), [self = this->shared_from_this()](error_code failure) {
      self->ended(failure ? failure : boost::beast::websocket::error::closed);
    });
  }

  boost::beast::websocket::close_reason close_frame() const {
    constexpr std::size_t reason_bytes_max = 123; // what a control frame holds
    boost::beast::websocket::close_reason frame(own_close_->first);
    frame.reason = own_close_->second.substr(0, reason_bytes_max);
    return frame;
  }

  void limit_passed() {
    const auto self = this->shared_from_this();
    if (opened_) {
      ended(boost::beast::websocket::error::closed);
    } else {
      finish(close_code::lost, "no answer from " + peer_ + " to the upgrade within the time limit");
    }
  }

  void beat() {
    const auto self = this->shared_from_this();
    if (!stream_.is_open() && !own_close_) {
      finish(close_code::lost, "the connection to " + peer_ + " did not end its closing handshake");
      return;
    }
    silent_beats_ = std::exchange(heard_, false) ? 0 : silent_beats_ + 1;
    if (silent_beats_ == 4) {
      finish(close_code::lost, "the connection to " + peer_ + " ended: nothing heard for " +
                                   std::to_string(beat_period_.count() * 4) + " ms");
      return;
    }
    if (silent_beats_ == 2 && !pinging_ && !own_close_) {
      pinging_ = true;
      stream_.async_ping({}, [self](error_code) { self->pinging_ = false; });
    }
    beat_.set(beat_period_);
  }

  void ended(error_code cause) {
    using boost::beast::websocket::error;
    if (own_close_) {
      finish(own_close_->first, own_close_->second);
    } else if (cause == error::closed) {
      const auto& told = stream_.reason();
      finish(told.code == 0 ? close_code::no_status : told.code,
             {told.reason.data(), told.reason.size()});
    } else {
      finish(code_of(cause), "the connection to " + peer_ + " ended: " + cause.message());
    }
  }

  static std::uint16_t code_of(error_code cause) {
    using boost::beast::websocket::condition;
    using boost::beast::websocket::error;
    if (cause == error::message_too_big || cause == error::buffer_overflow) {
      return close_code::too_big;
    }
    if (cause == error::bad_frame_payload) {
      return close_code::bad_payload;
    }
    return cause == condition::protocol_violation ? close_code::protocol_error : close_code::lost;
  }

  void finish(std::uint16_t code, const std::string& reason) {
    if (std::exchange(finished_, true)) {
      return;
    }
    limit_.stop();
    beat_.stop();
    forget_queue();
    error_code ignored;
    boost::beast::get_lowest_layer(stream_).close(ignored);
    tell(code, reason);
  }

  void tell(std::uint16_t code, const std::string& reason) {
    if (std::exchange(told_, true)) {
      return;
    }
    if (on_.on_close) {
      on_.on_close(code, reason);
    }
    // Not at once: the handler that led here may be one of them.
    boost::asio::post(io_, [self = this->shared_from_this()] { self->on_ = {}; });
  }

  boost::asio::io_context& io_;
  stream_type stream_;
  std::string peer_;
  std::size_t queue_bytes_max_;
  std::chrono::milliseconds beat_period_;
  handlers on_;
  boost::beast::flat_buffer in_;
  std::deque<outgoing> queue_; // at most queue_bytes_max_
  outgoing in_flight_;
  std::size_t queued_bytes_ = 0;
  std::optional<std::pair<std::uint16_t, std::string>> own_close_;
  int silent_beats_ = 0;
  bool compresses_ = false;
  bool opened_ = false;
  bool heard_ = false;
  bool pinging_ = false;
  bool writing_ = false;
  bool finished_ = false; // the socket is closed
  bool told_ = false;     // on_close was called
  http::deadline limit_;  // of the handshake under way
  http::deadline beat_;
};

} // namespace troupe::net::websocket
