// The signal role: runs the strategies of the symbols of one shard.
//
// All that it decides is trading::signal_book's. It rebuilds by folding the journal, which makes
// every past decision again; what a crash cut short is recorded and proposed once more.
#pragma once

#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/signal/signal_book.hpp"
#include "trading/signal/unanswered.hpp"

#include <string>
#include <vector>

namespace troupe::actors {

class signal_role : public role<signal_actor> {
public:
  struct plan {
    std::vector<trading::symbol> symbols; // of this shard
    std::vector<trading::strategy_choice> strategies;
  };

  signal_role(caf::actor_config& config, role_context context, plan wanted);

  behavior_type make_behavior() override;

private:
  void on_exit() override;

  trading::signal_book make_book() const;
  void rebuild(const trading::event& happened);
  void begin_session(const trading::session_started& session);
  void finish_rebuild();
  void on_tick(const market_tick& tick);
  void emit(std::span<const trading::decision> decisions, std::int64_t received_ns);
  void propose(proposal wish);

  plan plan_;
  trading::signal_book book_;
  trading::portfolio books_; // during the rebuild only; then the portfolio tells positions
  trading::unanswered unanswered_;
  std::vector<trading::decision> cut_short_; // to be proposed again
  bool deferred_ = false; // lockstep: proposals wait for their step's end
  journal_reader past_;
  runtime::role_ref<risk_actor> risk_;
  runtime::role_ref<executor_actor> executor_;
  runtime::histogram& hop_time_;
  runtime::counter& decisions_;
};

} // namespace troupe::actors
