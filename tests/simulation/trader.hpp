// One life of the trading process, from its start to its being killed: the real roles under the
// real supervisors, on driven lanes, as company_tree.cpp puts them together. The edge is an actor
// that keeps what it is told and says what an operator would; the read side stays away.
//
// Lanes are as in the company: feed, signal, risk and executor share "trading-0"; the journal, the
// books, the supervisors and the edge each have their own. Which lane runs next is the caller's to
// say; on a lane everything runs in its own order, as it does with a thread.
//
// A killed trader is never destroyed: nothing of it may run again.
#pragma once

#include "actors/company/backlog_table.hpp"
#include "actors/journal/outbox.hpp"
#include "actors/protocol/interfaces.hpp"
#include "actors/role/readiness_board.hpp"
#include "actors/role/role_context.hpp"
#include "config/settings.hpp"
#include "runtime/lease.hpp"
#include "runtime/supervisor.hpp"
#include "tests/simulation/stepped_lane.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/send.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace troupe::simulation {

struct trader_config : caf::actor_system_config {
  trader_config();
};

class trader {
public:
  trader(config::settings settings, std::vector<trading::symbol> symbols);

  // Runs one thing on one lane; false where nothing was ready there.
  bool run_one(std::size_t lane);
  std::size_t lanes() const { return lanes_.size(); }
  // Of the supervisors' back-off: when the next is due, and how far time has come.
  std::int64_t next_due_in_ns() const;
  void advance(std::int64_t by_ns);

  bool is_ready() const;  // every role
  bool has_ended() const { return market_ended_ || gave_up_; }
  bool gave_up() const { return gave_up_; }
  std::string waits_for() const; // what is not ready, and why

  // The operator: nothing comes of it while the role is away.
  template <class Actor, class Message>
  bool tell(const std::string& role, Message told) {
    const auto found = directory_.find({role, 0});
    if (!found || !found->ready)
      return false;
    caf::anon_send(caf::actor_cast<Actor>(found->handle), std::move(told));
    return true;
  }
  // Ends a role as an exception in it would.
  void kill(const std::string& role);
  const std::vector<actors::operator_reply>& replies() const { return replies_; }
  std::string journal() const;

private:
  runtime::lane& lane(const std::string& name);
  template <class Role, class... Extra>
  runtime::child_spec play(const std::string& role, const std::string& where, Extra... extra);
  runtime::child_spec supervise(const std::string& name, runtime::restart_strategy strategy,
                                std::function<std::vector<runtime::child_spec>()> children);
  std::vector<runtime::child_spec> spine();
  std::vector<runtime::child_spec> trading_roles();
  std::vector<runtime::child_spec> readers();

  config::settings settings_;
  config::venue_access venue_;
  std::vector<trading::symbol> symbols_;
  std::vector<trading::strategy_choice> strategies_;
  runtime::system_clock_source clock_;
  runtime::metrics metrics_;
  runtime::directory directory_;
  actors::readiness_board readiness_;
  actors::backlog_table backlog_;
  std::shared_ptr<runtime::lease> lease_;
  std::uint64_t epoch_ = 0;
  std::uint64_t incarnations_ = 0;
  bool market_ended_ = false;
  bool gave_up_ = false;
  std::vector<actors::operator_reply> replies_;
  trader_config configuration_;
  caf::actor_system system_;
  std::vector<std::unique_ptr<stepped_lane>> lanes_;
  std::map<std::string, std::unique_ptr<actors::journal_outbox>> outboxes_; // by lane
  caf::actor root_;
};

} // namespace troupe::simulation
