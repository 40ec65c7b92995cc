// One client of a stream: who he is, what he listens to, and what he is told.
//
// He must authenticate within auth_timeout_ns, by a bearer header or the first message. After a
// subscription comes `subscribed`, then a `snapshot` of what was added, then what changes. Every
// message carries the next number of this connection: 1, 2, 3, … without a gap.
//
// A client that reads too slowly gets quotes conflated: past conflate_bytes of unsent messages the
// latest quote of each symbol waits here (bounded by the symbols) until there is room. Past
// close_bytes the connection is closed with 1008. Nothing here ever waits for a client. Who says
// more than requests_per_s for long is closed with 1008 too.
//
// The last messages are kept (kept_messages), so that a client whose connection broke off can go on
// behind what it has: between detach() and resume() a session lives without a connection, until so
// many have come that the first one of them would be lost.
#pragma once

#include "actors/edge/auth/web_token.hpp"
#include "actors/edge/stream/kept_messages.hpp"
#include "actors/edge/stream/stream_delta.hpp"
#include "actors/edge/stream/subscription.hpp"
#include "net/websocket/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace troupe::actors {

// The connection behind a session.
struct stream_outlet {
  std::function<void(const net::websocket::message_parts&)> send;
  std::function<void(std::uint16_t code, std::string reason)> close;
  std::function<std::size_t()> queued_bytes;
};

// What sessions ask the hub for.
struct stream_sources {
  std::function<result<token_claims>(std::string_view token)> authenticate;
  std::function<std::string(const subscription&)> snapshot;
  std::function<std::int64_t()> utc_ns;
  std::function<std::int64_t()> steady_ns;
  std::function<void()> on_conflated; // a quote gave way to a newer one
};

class stream_session {
public:
  static constexpr std::int64_t auth_timeout_ns = 5'000'000'000;
  static constexpr std::size_t conflate_bytes = 256u << 10;
  static constexpr std::size_t close_bytes = 2u << 20;
  static constexpr std::uint16_t policy_violation = 1008;
  static constexpr std::int64_t requests_per_s = 20;

  // `who` is known already where a bearer header came with the upgrade.
  // `name` is what it is resumed by.
  stream_session(const stream_sources& sources, stream_outlet out, trading::asset_class market,
                 std::optional<token_claims> who, std::int64_t opened_ns, std::string name = {});

  void on_message(std::string_view text);
  void tell(const stream_delta& news);
  void tell(std::span<const stream_delta> news); // in their order
  // Sends quotes that waited, if there is room now; ends a client who has not said who he is.
  void on_time(std::int64_t steady_ns);
  // Tells everything that is listened to anew.
  void tell_snapshot();
  void close(std::uint16_t code, const std::string& reason);

  // The connection broke off. False where nothing can be resumed.
  bool detach(std::int64_t steady_ns);
  std::int64_t detached_ns() const { return detached_ns_; }
  // Whether everything after `seq` is still here.
  bool can_resume(std::uint64_t seq) const;
  // Goes on over another connection, of the same user, with everything after `seq`.
  void resume(stream_outlet out, const token_claims& who, std::uint64_t seq);
  // What the last message asked for, once: to be resumed in another session's place.
  std::optional<resume_request> take_resume_request();
  stream_outlet take_outlet() { return std::exchange(out_, {}); }
  void refuse_resume();
  const std::string& name() const { return name_; }
  trading::asset_class market() const { return market_; }

  std::int64_t opened_utc_ns() const { return opened_utc_ns_; }
  const std::optional<token_claims>& who() const { return who_; }
  std::uint64_t told() const { return seq_; }

private:
  void on_request(const auth_request& given);
  void on_request(const subscribe_request& wanted);
  void on_request(const resume_request& wanted);
  void on_request(const ping_request&);
  bool is_flooded();
  void send(std::string_view type, std::string data);
  void send(std::string_view type, const std::shared_ptr<const std::string>& data);
  void send_error(const error& why);
  void tell_subscribed();
  void send_waiting_quotes();
  bool has_room() const { return attached() && out_.queued_bytes() <= conflate_bytes; }
  bool attached() const { return static_cast<bool>(out_.send); }

  const stream_sources& sources_;
  stream_outlet out_;
  trading::asset_class market_;
  std::optional<token_claims> who_;
  std::int64_t opened_ns_;
  std::int64_t opened_utc_ns_;
  subscription wanted_;
  std::string name_;
  std::uint64_t seq_ = 0;
  void put_out(std::uint64_t seq, const told_message& told);
  kept_messages kept_; // the last one is seq_
  std::int64_t detached_ns_ = 0;
  std::optional<resume_request> wants_resume_;
  std::int64_t talk_free_ns_ = 0; // a bucket as the instant at which it is full again
  bool closed_ = false;
  std::map<trading::symbol, std::shared_ptr<const std::string>> waiting_quotes_;
};

} // namespace troupe::actors
