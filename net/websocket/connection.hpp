// One WebSocket connection, whichever side opened it. It lives on one io_context; every call and
// every handler runs on that context's thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace troupe::net::websocket {

// A message whose parts lie apart: what is its own, what it shares with others, its end.
using message_parts = std::array<std::string_view, 3>;

enum class opcode : std::uint8_t { text, binary };

class connection {
public:
  virtual ~connection() = default;

  // Queues one message. The payload is shared, so that one encoded message can go to many
  // connections. Past the queue's bound (options of the server or client) the connection is
  // closed with 1008 and a reason: the sender never waits.
  virtual void send(std::shared_ptr<const std::string> payload, opcode kind) = 0;
  // The same for parts, which have to last for the call only.
  virtual void send(const message_parts& parts, opcode kind) {
    std::string joined;
    joined.reserve(parts[0].size() + parts[1].size() + parts[2].size());
    for (const auto each : parts)
      joined += each;
    send(std::make_shared<const std::string>(std::move(joined)), kind);
  }
  // Starts the closing handshake; on_close follows. Safe to call twice.
  virtual void close(std::uint16_t code, std::string reason) = 0;
  // Bytes queued and not yet handed to the kernel.
  virtual std::size_t queued_bytes() const = 0;

  void send_text(std::string payload) {
    send(std::make_shared<const std::string>(std::move(payload)), opcode::text);
  }
};

struct handlers {
  // The connection is open; keep the pointer as long as messages are to be sent.
  std::function<void(std::shared_ptr<connection>)> on_open;
  // A whole message; the view is valid during the call only.
  std::function<void(std::string_view payload, opcode kind)> on_message;
  // Called once, last: by the peer's close, an error, or our own close. Code 1006 means lost.
  std::function<void(std::uint16_t code, std::string_view reason)> on_close;
};

} // namespace troupe::net::websocket
