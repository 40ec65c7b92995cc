// Order events as server-sent events (GET /v2/events/trades), for clients that do not open
// /stream: each event is a line "data: {…}" with the members that /stream tells, and `at` and
// `event_id` besides.
//
// `since` and `until` (both included) or `since_id` (not included) and `until_id` (included) ask
// for what has been, as far as update_log keeps it; without them an answer begins with what happens
// next. It ends in order only where the client named an end and that is reached, otherwise never: a
// venue that stops breaks it off. A comment line comes every heartbeat_period.
//
// A client that reads slowly gets its events later; one that falls behind what is kept is closed.
// Faults in order events do not concern these streams.
#pragma once

#include "net/http/deadline.hpp"
#include "net/http/outlet.hpp"
#include "net/venue/call.hpp"
#include "net/venue/credentials.hpp"
#include "net/venue/exchange.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace troupe::net::venue {

class event_streams {
public:
  static constexpr std::chrono::milliseconds heartbeat_period{15'000};

  event_streams(boost::asio::io_context& io, const exchange& market, const credentials& keys);
  ~event_streams();

  // Empty where it is not for this path. The answer's handlers must not outlive this object.
  std::optional<http::response> answer(const http::request& asked);

  // The market's log has grown.
  void tell();
  void stop();
  std::uint64_t slow_clients() const { return slow_clients_; } // closed for it

private:
  struct client;

  http::response open(const call& asked);
  void begin(std::uint64_t key, const std::shared_ptr<client>& made);
  void tell_one(client& to);
  void beat();

  const exchange& market_;
  const credentials& keys_;
  http::deadline heartbeat_;
  std::uint64_t opened_ = 0;
  std::uint64_t slow_clients_ = 0;
  std::map<std::uint64_t, std::shared_ptr<client>> clients_; // bounded by the server
};

} // namespace troupe::net::venue
