// The edge: serves REST, WebSocket streams and the web page, from a read model that it folds from
// the journal, the feed's prices and the portfolio's books.
//
// It serves from its first moment on, whatever else is down, and decides nothing: what an operator
// asks for goes to risk or the executor, and the answer comes from there. It lives on a lane of its
// own and never holds a trading lane up.
#pragma once

#include "actors/backtest/backtest_desk.hpp"
#include "actors/edge/auth/api_key_desk.hpp"
#include "actors/edge/auth/login_desk.hpp"
#include "actors/edge/auth/second_factor_desk.hpp"
#include "actors/edge/auth/token_authority.hpp"
#include "actors/edge/auth/user_desk.hpp"
#include "actors/edge/edge_services.hpp"
#include "actors/edge/facts/fact_exchange.hpp"
#include "actors/edge/front_door.hpp"
#include "actors/edge/operator_desk.hpp"
#include "actors/edge/read_model/read_model.hpp"
#include "actors/edge/replay_desk.hpp"
#include "actors/edge/rest/dispatcher.hpp"
#include "actors/edge/stream/stream_hub.hpp"
#include "actors/edge/system_state.hpp"
#include "actors/edge/venue_desk.hpp"
#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"

#include <boost/asio/steady_timer.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

class edge_role : public role<edge_actor> {
public:
  edge_role(caf::actor_config& config, role_context context, edge_services services);

  behavior_type make_behavior() override;

private:
  void on_exit() override;

  // Starting.
  bool open_desks();
  void open_facts();
  void open_backtests();
  void listen();
  void prepare_users();
  void hold_keys(const std::vector<api_key>& keys);
  void hold_users(const user_list& known);
  void look_for_changes();
  void keep(const audit_entry& written);
  route_table make_routes();
  void serve(net::http::request asked, respond answer);
  net::http::upgrade_answer accept_stream(const net::http::request& asked);

  // What happens.
  void fold(const persistence::journal::record& told);
  void on_time();
  void ask_portfolio();
  std::vector<persistence::facts::fact> changed_quotes();

  std::string status_text() const;
  system_state survey() const;

  edge_services services_;
  read_model known_;
  journal_reader journal_;
  runtime::role_ref<risk_actor> risk_;
  runtime::role_ref<executor_actor> executor_;
  runtime::role_ref<portfolio_actor> portfolio_;
  // Made on the lane at the start, ended on it in on_exit.
  std::optional<token_authority> authority_;
  std::optional<login_desk> logins_;
  std::optional<api_key_desk> keys_;
  std::optional<user_desk> users_;
  std::optional<second_factor_desk> second_factors_;
  std::int64_t looked_ns_ = 0; // for changed keys, users and second factors
  std::optional<operator_desk> desk_;
  std::optional<replay_desk> past_;
  std::optional<backtest_desk> backtests_;
  std::optional<venue_desk> venue_answers_;
  std::optional<stream_hub> hub_;
  std::optional<dispatcher> dispatcher_;
  login_throttle login_tries_;
  std::optional<fact_exchange> facts_;
  std::map<trading::symbol, std::int64_t> quotes_told_; // when the last one came, by our clock
  std::unique_ptr<front_door> door_;
  boost::asio::steady_timer timer_;
  // Whose books were asked for last.
  std::uint64_t portfolio_incarnation_ = 0;
  std::string portfolio_account_;
  std::array<runtime::counter*, 5> answers_; // by the status's first digit, from 1 on
  runtime::counter& conflated_;
  runtime::counter& writes_lost_; // for the audit log
  runtime::gauge& streams_;
};

} // namespace troupe::actors
