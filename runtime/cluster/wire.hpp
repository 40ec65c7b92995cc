// The link's own format on the wire: frames of a 4-byte length, a 1-byte kind and a body; all
// integers little endian, texts with a 4-byte length before them. The length counts kind and body.
//
//   hello     magic, wire version, protocol version, cluster, node, session     both sides, first
//   refuse    reason                                                            then the end
//   ping/pong nonce
//   batch     number, count, then count times role, shard, payload
//   ack       number of the last batch taken (cumulative)
//   roles     count, then count times role, shard, incarnation, ready
#pragma once

#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::runtime::cluster {

// A message for whoever plays (role, shard) on the other node. The payload is opaque here.
struct envelope {
  std::string role;
  std::uint32_t shard = 0;
  std::string payload;

  friend bool operator==(const envelope&, const envelope&) = default;
};

// One role that a node plays.
struct announcement {
  std::string role;
  std::uint32_t shard = 0;
  std::uint64_t incarnation = 0;
  bool ready = false;

  friend bool operator==(const announcement&, const announcement&) = default;
};

struct hello {
  std::uint32_t protocol_version = 0;
  std::string cluster;
  std::string node;
  std::uint64_t session = 0;
  friend bool operator==(const hello&, const hello&) = default;
};
struct refuse {
  std::string reason;
};
struct ping {
  std::uint64_t nonce = 0;
};
struct pong {
  std::uint64_t nonce = 0;
};
struct batch {
  std::uint64_t number = 0; // from 1 in each session, without gaps
  std::vector<envelope> envelopes;
};
struct ack {
  std::uint64_t number = 0;
};
struct roles {
  std::vector<announcement> list;
};

using frame = std::variant<hello, refuse, ping, pong, batch, ack, roles>;

constexpr std::size_t max_frame_bytes = 32 * 1024 * 1024;

// Appends the frame to `out`.
void encode(const frame& content, std::string& out);

// Grows a batch in place, so that sending costs one copy.
class batch_writer {
public:
  void add(const envelope& message);
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return bytes_.size(); }
  std::uint32_t count() const { return count_; }
  // The finished frame; the writer is empty again.
  std::string take(std::uint64_t number);

private:
  std::string bytes_;
  std::uint32_t count_ = 0;
};

// Cuts a stream of bytes into frames.
class frame_reader {
public:
  void append(std::string_view bytes) { buffer_.append(bytes); }
  // The next whole frame, or an empty optional when more bytes are needed. Error
  // `malformed_frame`: the stream cannot be read any further.
  result<std::optional<frame>> next();

private:
  std::string buffer_;
  std::size_t taken_ = 0; // of buffer_, by frames already returned
};

} // namespace troupe::runtime::cluster
