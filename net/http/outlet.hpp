// A response whose body goes on for as long as both sides want: its head is sent at once, and then
// pieces as they come, each a chunk of its own (RFC 9112, section 7.1). A body that breaks off
// lacks its last chunk, so that a client can tell a lost connection from an end.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace troupe::net::http {

// The writing end. All calls on the io_context's thread; after the end they do nothing.
class outlet {
public:
  virtual void send(std::string_view piece) = 0;
  // Bytes that the socket has not taken. Beyond the server's bound (as of a WebSocket) the
  // connection is closed.
  virtual std::size_t queued_bytes() const = 0;
  virtual void finish() = 0; // the last chunk behind all pieces, and the end
  virtual void close() = 0;  // at once; the body is left unfinished

protected:
  ~outlet() = default;
};

struct open_body {
  std::function<void(std::shared_ptr<outlet>)> on_open; // behind the head
  std::function<void()> on_drained;                     // every piece is with the socket
  std::function<void()> on_close;                       // once, whoever ended it
};

} // namespace troupe::net::http
