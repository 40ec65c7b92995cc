// The portfolio role: keeps the books as a fold over the journal, and tells those who need them.
//
// Signal shards are told each changed position at once; the edge is told positions and the account
// at most every 100 ms. How long positions stand without a stop at the venue is measured here, in
// market time.
#pragma once

#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "trading/exits/protection_ledger.hpp"
#include "trading/portfolio/account_ledger.hpp"
#include "trading/risk/trading_switch.hpp"

#include <boost/asio/steady_timer.hpp>

#include <set>
#include <vector>

namespace troupe::actors {

class portfolio_role : public role<portfolio_actor> {
public:
  portfolio_role(caf::actor_config& config, role_context context);

  behavior_type make_behavior() override;

private:
  void on_exit() override;

  void fold(const trading::event& happened);
  void tell_position(const trading::symbol& name);
  void watch_protection(const trading::event& happened);
  void tell_edge();
  void tell_edge_again();
  account_update account() const;
  void answer_settles();

  trading::account_ledger ledger_;
  trading::trading_switch switch_;
  trading::protection_ledger protection_;
  bool simulated_ = false;
  trading::time_ns market_ns_ = 0;
  std::set<trading::symbol> changed_; // not yet told to the edge
  bool account_changed_ = false;
  journal_reader journal_;
  std::vector<settle> settles_; // at most one a lockstep step
  std::vector<runtime::role_ref<signal_actor>> signals_;
  runtime::role_ref<edge_actor> edge_;
  boost::asio::steady_timer edge_timer_;
  runtime::gauge& unprotected_;
  runtime::counter& unprotected_total_;
};

} // namespace troupe::actors
