// A socket under a WebSocket to a client of the server: what is written is taken at once, and all
// that was written in one turn of the loop, or while the kernel had no room, leaves in one call.
//
// So a message to a slow client costs a copy and nothing waits, and a hundred messages to a client
// cost one system call instead of a hundred. Order is kept. Whoever writes looks at unsent_bytes()
// and stops in time: there is no bound here. Belongs to one io_context.
#pragma once

#include "net/http/dial.hpp"
#include "net/websocket/frame_header.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace troupe::net::websocket {

class coalescing_socket {
  using error_code = boost::system::error_code;

public:
  using next_layer_type = http::tcp_stream;
  using executor_type = next_layer_type::executor_type;

  explicit coalescing_socket(http::tcp_stream socket)
      : shared_(std::make_shared<state>(std::move(socket))) {}

  executor_type get_executor() { return shared_->socket.get_executor(); }
  next_layer_type& next_layer() { return shared_->socket; }
  const next_layer_type& next_layer() const { return shared_->socket; }

  std::size_t unsent_bytes() const {
    return shared_->filling.size() + shared_->leaving.size() - shared_->left;
  }
  // Called, once, when everything has left; at once where nothing waits.
  void when_sent(std::function<void()> done) {
    if (unsent_bytes() == 0 || shared_->failed)
      return done();
    shared_->on_sent = std::move(done);
  }

  // A frame, past the WebSocket's own layer: whole, so that it never stands inside another.
  void write_frame(const frame_header& header, const message_parts& parts) {
    if (shared_->failed)
      return;
    auto& filling = shared_->filling;
    filling += header.bytes();
    for (const auto each : parts)
      filling += each;
    shared_->schedule();
  }

  template <class Buffers>
  std::size_t read_some(const Buffers& into, error_code& failed) {
    return shared_->socket.read_some(into, failed);
  }
  template <class Buffers>
  std::size_t read_some(const Buffers& into) {
    return shared_->socket.read_some(into);
  }
  template <class Buffers, class Handler>
  auto async_read_some(const Buffers& into, Handler&& done) {
    return shared_->socket.async_read_some(into, std::forward<Handler>(done));
  }

  template <class Buffers>
  std::size_t write_some(const Buffers& from, error_code& failed) {
    failed = shared_->failed;
    return failed ? 0 : take(from);
  }
  template <class Buffers>
  std::size_t write_some(const Buffers& from) {
    error_code failed;
    const auto taken = write_some(from, failed);
    if (failed)
      throw boost::system::system_error(failed);
    return taken;
  }
  template <class Buffers, class Handler>
  auto async_write_some(const Buffers& from, Handler&& done) {
    return boost::asio::async_initiate<Handler, void(error_code, std::size_t)>(
        [this](auto&& handler, const Buffers& content) {
          error_code failed;
          const auto taken = write_some(content, failed);
          boost::asio::post(get_executor(),
                            boost::beast::bind_front_handler(
                                std::forward<decltype(handler)>(handler), failed, taken));
        },
        done, from);
  }

private:
  struct state : std::enable_shared_from_this<state> {
    explicit state(http::tcp_stream taken) : socket(std::move(taken)) {}

    http::tcp_stream socket;
    std::string filling; // behind what is leaving
    std::string leaving;
    std::size_t left = 0; // of what is leaving
    bool scheduled = false;
    error_code failed;
    std::function<void()> on_sent;

    void schedule() {
      if (std::exchange(scheduled, true))
        return;
      boost::asio::post(socket.get_executor(), [self = shared_from_this()] { self->leave(); });
    }

    // As much as the kernel takes now; it is asked again when it has room.
    void leave() {
      while (!failed && (left < leaving.size() || !filling.empty())) {
        if (left == leaving.size()) {
          leaving.clear();
          left = 0;
          std::swap(leaving, filling);
        }
        error_code refused;
        left += socket.write_some(boost::asio::buffer(leaving) + left, refused);
        if (refused == boost::asio::error::would_block ||
            refused == boost::asio::error::try_again)
          return wait();
        failed = refused;
      }
      scheduled = false;
      leaving.clear();
      left = 0;
      if (failed)
        filling.clear();
      std::swap(filling, leaving); // the memory that the processor has just seen
      if (auto done = std::exchange(on_sent, nullptr))
        done();
    }

    void wait() {
      socket.async_wait(http::tcp_stream::wait_write,
                        [self = shared_from_this()](error_code refused) {
                          if (refused)
                            self->failed = refused;
                          self->leave();
                        });
    }
  };

  template <class Buffers>
  std::size_t take(const Buffers& from) {
    const auto before = shared_->filling.size();
    for (auto each = boost::asio::buffer_sequence_begin(from);
         each != boost::asio::buffer_sequence_end(from); ++each) {
      const boost::asio::const_buffer part(*each);
      shared_->filling.append(static_cast<const char*>(part.data()), part.size());
    }
    shared_->schedule();
    return shared_->filling.size() - before;
  }

  std::shared_ptr<state> shared_;
};

// How Beast ends the connection below a closed WebSocket: behind what has still to leave.
template <class Handler>
void async_teardown(boost::beast::role_type role, coalescing_socket& socket, Handler&& done) {
  socket.when_sent(
      [role, &plain = socket.next_layer(),
       done = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(done))] {
        using boost::beast::websocket::async_teardown;
        async_teardown(role, plain, std::move(*done));
      });
}

inline void teardown(boost::beast::role_type role, coalescing_socket& socket,
                     boost::system::error_code& failed) {
  using boost::beast::websocket::teardown;
  teardown(role, socket.next_layer(), failed);
}

} // namespace troupe::net::websocket
