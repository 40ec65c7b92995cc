// A WebSocket to a venue that comes back: opened again after every loss, with back-off.
//
// Its owner does the venue's handshake and says when it is done; a handshake that takes longer
// than stream_options::handshake_timeout is a loss. Silence of the transport is the WebSocket's
// own affair: it pings, and gives up after idle_timeout.
#pragma once

#include "net/alpaca/back_off.hpp"
#include "net/http/endpoint.hpp"
#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::alpaca {

// What a stream is asked to speak; text that is JSON, or MessagePack in binary frames.
enum class frame_encoding : std::uint8_t { json, msgpack };

struct stream_options {
  frame_encoding encoding = frame_encoding::json;
  back_off_options back_off;
  std::uint64_t seed = 0; // of the back-off's jitter
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds handshake_timeout{5000};
  std::chrono::milliseconds idle_timeout{30000};
};

struct stream_counters {
  std::uint64_t connections = 0; // handshakes completed
  std::uint64_t losses = 0;      // connections lost or not made
  std::uint64_t frames = 0;
  std::uint64_t malformed = 0; // frames or messages that could not be read
  std::uint64_t unknown = 0;   // messages of a kind not known here, left alone
};

class lasting_socket {
public:
  struct handlers {
    std::function<void()> on_open; // begin the handshake
    std::function<void(std::string_view)> on_message;
    std::function<void(const error&)> on_lost; // it will be opened again
  };

  lasting_socket(boost::asio::io_context& io, http::endpoint where, std::string path,
                 stream_options options, handlers on);
  ~lasting_socket(); // as stop()
  lasting_socket(const lasting_socket&) = delete;
  lasting_socket& operator=(const lasting_socket&) = delete;

  void start();
  // Closes for good; no handler runs afterwards.
  void stop();
  // Dropped, and false, when no connection is open. JSON goes out in the encoding spoken.
  bool send(std::string json);
  // From the next connection on.
  void speak(frame_encoding encoding);
  // The handshake is done: the watchdog rests and the back-off starts over.
  void established();
  // Gives this connection up: on_lost runs, then it is opened again after the back-off, the
  // longest one where `lasting` says that trying soon is of no use.
  void fail(error reason, bool lasting);

  const stream_counters& counters() const;
  stream_counters& counters();

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::alpaca
