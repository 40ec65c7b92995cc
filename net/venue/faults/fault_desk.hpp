// The venue's faults as they stand now: set, shown and cleared at /_venue/faults, asked by the
// server and the streams. While none is set, whoever asks any() first pays for one branch only.
//
// Runs on the venue's thread. Between stop() and its end it calls nobody.
#pragma once

#include "net/http/message.hpp"
#include "net/venue/credentials.hpp"
#include "net/venue/faults/event_faults.hpp"
#include "net/venue/faults/later.hpp"
#include "net/venue/faults/market_faults.hpp"
#include "net/venue/faults/request_faults.hpp"
#include "net/venue/faults/socket_faults.hpp"
#include "net/venue/faults/stream_faults.hpp"

#include <array>
#include <functional>
#include <memory>
#include <string>

namespace troupe::net::venue {

class fault_desk {
public:
  using answer_handler = std::function<http::response(const http::request&)>;
  using respond = std::function<void(http::response)>;

  fault_desk(boost::asio::io_context& io, const credentials& keys, fault_plan plan);

  bool any() const { return !plan_.rules.empty(); }
  // Replaces the plan: counters and dice begin anew, and mutes, storms, halts and stale quotes end.
  // What is held back for the next order event is told first; delays under way run their time.
  void set(fault_plan plan);
  // Ends every wait; nothing is called from here any more.
  void stop();

  // -- the operator's door
  static bool is_control(const http::request& asked);
  // GET, POST and DELETE. Keys are wanted where the venue was given some. A lockstep run promises
  // equal runs to the byte: it takes no faults, 409.
  http::response control(const http::request& asked, bool lockstep);

  // -- for the server
  roughness of_new_connection() { return judge_socket(plan_, dice_); }
  void answer(const http::request& asked, const answer_handler& take, const respond& tell);

  // -- for the order stream; `tell` may be called later, more than once, or never
  void pass_event(const trading::order_update& update, std::function<void()> tell);

  // -- for both kinds of stream
  std::shared_ptr<const mute> begins_mute(stream_kind stream); // of one connection; or none
  bool begins_storm(stream_kind stream);                       // every connection is to be closed
  bool storms(stream_kind stream) const { return storms_[static_cast<std::size_t>(stream)] > 0; }

  // -- for the market
  market_instant as_seen(const market_instant& instant);
  market_instant as_traded(market_instant instant);
  bool halts(const trading::symbol& of, trading::time_ns now);
  bool halted(const trading::symbol& of, trading::time_ns now) const {
    return market_.halted(of, now);
  }
  bool fills_partly(const trading::symbol& of); // this fill
  bool fills_late(const trading::symbol& of);   // although it is being canceled or replaced

private:
  http::response shown() const;
  http::response replace(const std::string& body, bool lockstep);

  const credentials& keys_;
  fault_plan plan_;
  dice dice_;
  later waiting_;
  event_gate events_;
  market_faults market_;
  std::array<int, 2> storms_{}; // under way, by kind of stream
  std::shared_ptr<bool> plan_stands_ = std::make_shared<bool>(true);
};

} // namespace troupe::net::venue
