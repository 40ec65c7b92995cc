// The connection between this node and one peer: everything that crosses nodes goes through it.
//
//   link to_b{lane, {.cluster = "troupe", .node = "a", .peer = "b", .host = "10.0.0.2",
//                    .port = 9300}, handlers};
//   to_b.announce({{"feed", 0, 1, true}});
//   to_b.send({"risk", 0, bytes});
//
// Lives on its lane: constructed, used, called back and destroyed on that lane's thread (or while
// the lane does not run). It never throws on account of the network.
//
// Who connects: of two nodes the one whose name sorts first; the other one listens
// (link_listener). The dialler tries again for ever, with back-off and jitter.
//
// What it guarantees while a session is up: envelopes arrive in the order they were sent, none
// twice. A session begins with on_up and ends with on_down; both sides see a new session id for
// every connection. What was not delivered when a session ends is given up and counted, never sent
// again: whoever needs it rebuilds it from the journal after the next on_up.
//
// Bounds: at most `window` batches are unacknowledged; what waits behind them is at most
// `max_pending_bytes`. Beyond that the link ends the session on purpose (reason "back_pressure"),
// since a peer that far behind is better off rebuilding. A receiver that is short of room
// (handlers.congested) withholds acknowledgements, which closes the sender's window.
//
// Silence: a ping every ping_interval_ms; no answer for peer_timeout_ms ends the session.
#pragma once

#include "runtime/cluster/wire.hpp"
#include "runtime/lane.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::runtime::cluster {

struct link_options {
  std::string cluster = "troupe"; // peers of another cluster are refused
  std::string node = {};          // our name
  std::string peer = {};          // the other's name
  std::string host = {};          // of the peer: where to connect; unused on the listening side
  std::uint16_t port = 0;
  std::uint32_t protocol_version = 1; // of the envelopes' contents; must be equal on both sides
  std::int64_t connect_timeout_ms = 1'000;
  std::int64_t hello_timeout_ms = 2'000;
  std::int64_t ping_interval_ms = 1'000;
  std::int64_t peer_timeout_ms = 3'000;
  std::int64_t initial_delay_ms = 100; // of the back-off between attempts
  std::int64_t maximum_delay_ms = 10'000;
  std::uint32_t window = 64;            // unacknowledged batches
  std::size_t batch_bytes = 128 * 1024; // a batch is closed when it reaches this size
  std::size_t max_pending_bytes = 64 * 1024 * 1024;
  std::uint64_t seed = 1;
};

// All are called on the lane; any may be empty.
struct link_handlers {
  std::function<void()> on_up;
  std::function<void(std::string_view reason)> on_down;
  std::function<void(envelope)> on_envelope;
  // The peer's whole list, at every change and once after each on_up.
  std::function<void(std::vector<announcement>)> on_announcement;
  // Asked before a batch is acknowledged; true withholds it, and it is asked again every 5 ms.
  std::function<bool()> congested;
};

enum class link_state : std::uint8_t { waiting, connecting, up, stopped };
std::string_view to_text(link_state state);

// Since construction; readable from any thread.
struct link_reading {
  link_state state = link_state::waiting;
  std::uint64_t session = 0; // of the present or last connection; 0 before the first
  std::uint64_t sessions = 0;
  std::uint64_t sent = 0;      // envelopes handed to the socket
  std::uint64_t delivered = 0; // envelopes received
  std::uint64_t dropped = 0;   // not sent: no session, or given up with one
  std::uint64_t pending_bytes = 0;
  std::int64_t round_trip_ns = 0; // of the last ping
  std::string last_reason;        // of the last on_down
};

class link {
public:
  link(lane& where, link_options options, link_handlers handlers);
  ~link(); // stops
  link(link&&) noexcept;
  link& operator=(link&&) = delete;

  // False, and counted as dropped, when no session is up.
  bool send(const envelope& message);
  // Replaces what the peer knows of our roles; kept, and told again after each on_up.
  void announce(std::vector<announcement> roles);

  const link_options& options() const;
  link_reading read() const;
  // Ends the session, if any (reason "stopped"), and all attempts; no handler is called after it.
  void stop();

  class state_machine;

private:
  friend class link_listener;
  std::shared_ptr<state_machine> machine_;
};

// Accepts the connections of diallers and hands each to the link of the node it names, after the
// hello is checked. A wrong protocol version or cluster, or an unknown node, is refused: the peer
// is told why, and both sides log `link_refused`. At most 64 connections may be without a hello.
class link_listener {
public:
  // Error: `address_in_use` or `cannot_listen`. Port 0 takes a free one.
  static result<std::unique_ptr<link_listener>> open(lane& where, const std::string& host,
                                                     std::uint16_t port);
  ~link_listener(); // on the lane; closes

  std::uint16_t port() const;
  // Connections of options().peer go to this link, which must be stopped after the listener or
  // taken back with `remove`.
  void add(link& target);
  void remove(const std::string& peer);

  class acceptor;

private:
  explicit link_listener(std::shared_ptr<acceptor> implementation);
  std::shared_ptr<acceptor> acceptor_;
};

} // namespace troupe::runtime::cluster
