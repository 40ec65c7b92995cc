// The states of a link, and the moves between them. Behind link and link_listener; not for others.
#pragma once

#include "runtime/clock.hpp"
#include "runtime/cluster/connection.hpp"
#include "runtime/cluster/link.hpp"
#include "runtime/cluster/outbox.hpp"
#include "runtime/random.hpp"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::runtime::cluster {

class link::state_machine final : public std::enable_shared_from_this<link::state_machine>,
                                  public connection_owner {
public:
  state_machine(lane& where, link_options options, link_handlers handlers);

  void start();
  void stop();
  bool send(const envelope& message);
  void announce(std::vector<announcement> list);
  link_reading read() const;
  const link_options& options() const { return options_; }

  // For the listener: why a peer that introduces itself like this is refused; empty if it is not.
  std::string objection(const hello& peer) const;
  // A dialler's connection, its hello read and found good.
  void accept(std::shared_ptr<connection> established, const hello& peer);

  void on_frame(frame content) override;
  void on_frames_read() override;
  void on_written() override { pump(); }
  void on_closed(std::string_view reason) override;

private:
  bool dials() const { return options_.node < options_.peer; }

  void dial();
  void say_hello(boost::asio::ip::tcp::socket socket);
  void retry_later(std::string_view reason);
  void limit(std::int64_t timeout_ms, std::string_view what);

  void begin_session(std::uint64_t session);
  void end_session(std::string_view reason);

  void take(const hello& peer);
  void take(const refuse& answer);
  void take(const ping& question);
  void take(const pong& answer);
  void take(batch received);
  void take(const ack& credit);
  void take(roles announced);

  void pump();
  void acknowledge();
  void schedule_ping();
  void check_peer();
  void note(link_state state);

  lane& lane_;
  link_options options_;
  link_handlers handlers_;
  system_clock_source clock_;
  generator random_;

  link_state state_ = link_state::waiting;
  std::uint64_t attempt_ = 0; // completions of an earlier attempt are stale
  std::uint32_t failures_ = 0;
  std::uint64_t offered_session_ = 0;
  std::weak_ptr<boost::asio::ip::tcp::socket> dialled_; // while it connects
  std::shared_ptr<connection> connection_;
  std::optional<outbox> outbox_; // while up
  bool pump_scheduled_ = false;
  std::uint64_t last_received_ = 0; // batches of this session
  std::uint64_t last_acknowledged_ = 0;
  std::uint64_t ping_nonce_ = 0; // of the unanswered ping; 0 when there is none
  std::vector<announcement> announced_;

  boost::asio::ip::tcp::resolver resolver_;
  boost::asio::steady_timer attempt_timer_;
  boost::asio::steady_timer ping_timer_;
  boost::asio::steady_timer credit_timer_;

  mutable std::mutex reading_mutex_;
  link_reading reading_;
};

} // namespace troupe::runtime::cluster
