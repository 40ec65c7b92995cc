// The risk role: puts what strategies and operators want through trading::risk_book, records every
// answer, and hands on what is approved.
//
// In lockstep the proposals of a step wait until every signal shard and the feed have reached its
// end, and are then taken in one order (trading::step_collector); otherwise each is answered as it
// comes.
//
// The books follow from the journal alone until they have caught up. What the executor tells in the
// meantime waits: an order's events count once however often they are folded; sessions and
// adjustments do not, but those are all in the journal before the executor is ready.
//
// Bound: early_events_max events wait; one more ends the role, which starts over.
#pragma once

#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "trading/risk/risk_book.hpp"
#include "trading/risk/step_collector.hpp"
#include "trading/strategies/strategy_roster.hpp"

#include <map>
#include <vector>

namespace troupe::actors {

class risk_role : public role<risk_actor> {
public:
  risk_role(caf::actor_config& config, role_context context,
            const config::risk_settings& configured);

  behavior_type make_behavior() override;

private:
  void on_exit() override;

  void rebuild(const trading::event& happened);
  void begin();
  void on_account(trading::event happened);
  void order(trading::command command);
  result<void> check(const trading::command& ordered) const;
  void change_strategy(trading::command ordered);
  void change_strategies_now();
  void on_proposal(const proposal& wanted);
  void on_manual(const manual_order& asked);
  void on_replace(const replace_order& asked);
  void refuse(std::uint64_t request_id, const error& why);
  void on_command(const operator_command& ordered);
  void on_tick(const market_tick& tick);
  void assess(const trading::decision& wish, std::int64_t received_ns);
  void hand_on(trading::assessment assessed, std::int64_t received_ns, std::uint64_t request_id);
  void count_refusals(const trading::decision& judged);
  void remember_refusals(const trading::decision& judged);
  void report(const risk_request& asked);
  void report_strategies(risk_report& into) const;
  void fold(const trading::event& happened);
  void watch_state();
  void finish_step(std::vector<trading::wish> wishes, std::int64_t step, bool end);

  trading::risk_book book_;
  trading::strategy_roster strategies_;
  trading::step_collector steps_;
  trading::time_ns market_ns_ = 0;
  journal_reader past_;
  std::vector<trading::event> early_; // of the account, told while the past is still being read
  runtime::role_ref<executor_actor> executor_;
  runtime::role_ref<executor_actor> stopping_; // the same: what is ordered it is told at any time
  runtime::role_ref<edge_actor> edge_;
  std::vector<runtime::role_ref<signal_actor>> signals_;
  bool lockstep_;
  bool market_ended_ = false;
  std::vector<trading::command> changes_; // of strategies, that wait for their step's end
  runtime::counter& approved_;
  runtime::counter& refused_;
  runtime::gauge& state_;
  std::map<trading::term, runtime::counter*> refusals_; // by rule, since this role's start
  std::map<trading::term, std::uint64_t> run_refusals_; // since the account's run began
  trading::risk_state told_state_ = trading::risk_state::active;
  trading::drawdown_state told_drawdown_ = trading::drawdown_state::none;
};

} // namespace troupe::actors
