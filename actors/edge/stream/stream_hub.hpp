// All open streams: lets clients in, and tells each what it listens to.
//
// A stream whose connection broke off is kept for resume_ns, at most detached_max of them, the
// longest gone first to go; its user can go on with it over a new connection.
//
// Bound: as many as the server has connections. Belongs to one lane; it must outlive the server
// that calls it.
#pragma once

#include "actors/edge/stream/stream_session.hpp"
#include "net/http/server.hpp"
#include "runtime/clock.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace troupe::actors {

class stream_hub {
public:
  static constexpr std::int64_t resume_ns = 60'000'000'000;
  static constexpr std::size_t detached_max = 256;
  static constexpr std::size_t pending_max = 64;
  static constexpr std::size_t listed_max = 1'000;

  struct roads {
    std::function<result<token_claims>(std::string_view token)> authenticate;
    std::function<std::string()> status; // JSON of the status channel
    std::function<void()> on_conflated;
    std::function<std::string()> backtests = [] { return std::string("[]"); }; // likewise
    // Has flush() called once the turn is over; where it is missing, news are told at once.
    std::function<void()> flush_soon = {};
  };

  stream_hub(const read_model& known, const runtime::process_clock& clock, roads to);

  // /ws/trading (crypto) and /api/stream (stocks); anything else is refused, and so is a bearer
  // header that does not hold.
  net::http::upgrade_answer accept(const net::http::request& asked);

  // What is told in one turn reaches each client together, when the turn is over.
  void tell(stream_delta news);
  void flush();
  // Every 100 ms or so.
  void on_time();
  // The past has been folded anew: everybody gets a new snapshot.
  void tell_snapshots();
  // Closes the streams of a session that was logged out.
  void end_session(const std::string& session);
  // Closes the streams of a user who is gone, or has another role or password.
  void end_sessions_of(const std::string& user);
  std::size_t size() const { return clients_.size(); }
  // [{"user","path","opened_at"},…] of those who have said who they are, at most listed_max; empty
  // text where there is none.
  std::string list() const;
  std::size_t detached() const { return detached_.size(); }
  // Whether anybody is told, now or when he comes back.
  bool has_listeners() const { return !clients_.empty() || !detached_.empty(); }

private:
  net::websocket::handlers handlers_for(trading::asset_class market,
                                        std::optional<token_claims> who, bool msgpack);
  void on_message(std::uint64_t id, std::string_view payload, net::websocket::opcode kind);
  void on_close(std::uint64_t id, std::uint16_t code);
  // Of this user, whether its connection broke off or has only not been missed yet.
  std::shared_ptr<stream_session> take_kept(const std::string& name, const stream_session& by);
  void try_resume(std::uint64_t id, const resume_request& wanted);
  void end_where(const std::function<bool(const token_claims&)>& ended, const std::string& why);
  void forget_detached(std::int64_t steady_ns);
  void tell_status(std::int64_t steady_ns);

  const read_model& known_;
  const runtime::process_clock& clock_;
  roads to_;
  stream_sources sources_;
  std::map<std::uint64_t, std::shared_ptr<stream_session>> clients_;
  std::map<std::string, std::shared_ptr<stream_session>> detached_; // by name
  std::vector<stream_delta> pending_; // at most pending_max
  std::uint64_t next_client_ = 1;
  std::int64_t telling_ns_ = 0; // UTC, of what is being told to all; 0: nothing
  std::string last_status_;
  std::int64_t status_checked_ns_ = 0;
  std::int64_t status_told_ns_ = 0;
};

} // namespace troupe::actors
