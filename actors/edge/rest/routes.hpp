// All of the edge's REST routes, one family a file.
#pragma once

#include "actors/backtest/backtest_desk.hpp"
#include "actors/edge/audit/audit_log.hpp"
#include "actors/edge/auth/api_key_desk.hpp"
#include "actors/edge/auth/login_desk.hpp"
#include "actors/edge/auth/second_factor_desk.hpp"
#include "actors/edge/auth/token_authority.hpp"
#include "actors/edge/auth/user_desk.hpp"
#include "actors/edge/auth/login_throttle.hpp"
#include "actors/edge/edge_services.hpp"
#include "actors/edge/facts/fact_exchange.hpp"
#include "actors/edge/operator_desk.hpp"
#include "actors/edge/read_model/past_records.hpp"
#include "actors/edge/read_model/read_model.hpp"
#include "actors/edge/replay_desk.hpp"
#include "actors/edge/rest/route_table.hpp"
#include "actors/edge/system_state.hpp"
#include "actors/edge/venue_desk.hpp"
#include "config/settings.hpp"
#include "config/venue_access.hpp"
#include "runtime/clock.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace troupe::actors {

// What the routes answer from. Everything it points to outlives the table.
struct route_sources {
  const config::settings* settings = nullptr;
  const config::venue_access* venue = nullptr;
  const read_model* known = nullptr;
  const runtime::process_clock* clock = nullptr;
  const edge_services* services = nullptr;
  token_authority* authority = nullptr;
  login_desk* logins = nullptr;
  api_key_desk* keys = nullptr;
  user_desk* users = nullptr;
  second_factor_desk* second_factors = nullptr;
  login_throttle* login_tries = nullptr;
  fact_exchange* facts = nullptr;
  operator_desk* desk = nullptr;
  replay_desk* past = nullptr;
  backtest_desk* backtests = nullptr;
  venue_desk* venue_answers = nullptr;
  // Of the journal, as far as the edge has seen it.
  std::function<std::uint64_t()> last_seq;
  std::function<system_state()> system;
  std::function<std::string()> metrics;
  // A session has been logged out.
  std::function<void(const std::string& session)> on_session_end;

  std::int64_t now_s() const { return clock->utc_ns() / trading::second_ns; }
  audit_log audit() const { return audit_log(settings->home); }
  std::string journal_folder() const {
    return settings->home + "/journal/" + settings->trading.account_id;
  }
  // With what the task gives, off the lane.
  void answer_later(replay_desk::task wanted, respond answer) const {
    past->run(std::move(wanted), [answer = std::move(answer)](const result<std::string>& json) {
      answer(json ? json_reply(*json) : error_reply(json.failure()));
    });
  }
  // The present run's records, in the journal's files.
  past_request past_records() const {
    return {journal_folder(), known->run_seq(), last_seq(), {}};
  }
};

void add_login_routes(route_table& table, const route_sources& from);
void add_user_routes(route_table& table, const route_sources& from);
void add_key_routes(route_table& table, const route_sources& from);
void add_second_factor_routes(route_table& table, const route_sources& from);
// After all of them.
void guard_by_second_factor(route_table& table);
void add_stream_routes(route_table& table, const route_sources& from);
void add_account_routes(route_table& table, const route_sources& from);
void add_portfolio_routes(route_table& table, const route_sources& from);
void add_order_routes(route_table& table, const route_sources& from);
void add_order_entry_routes(route_table& table, const route_sources& from);
void add_position_exit_routes(route_table& table, const route_sources& from);
void add_decision_routes(route_table& table, const route_sources& from);
void add_market_routes(route_table& table, const route_sources& from);
void add_crypto_routes(route_table& table, const route_sources& from);
void add_record_routes(route_table& table, const route_sources& from);
void add_strategy_routes(route_table& table, const route_sources& from);
void add_model_routes(route_table& table, const route_sources& from);
void add_risk_routes(route_table& table, const route_sources& from);
void add_config_routes(route_table& table, const route_sources& from);
void add_metrics_routes(route_table& table, const route_sources& from);
void add_screener_routes(route_table& table, const route_sources& from);
void add_status_routes(route_table& table, const route_sources& from);
// Asked at the venue.
void add_venue_routes(route_table& table, const route_sources& from);
void add_health_routes(route_table& table, const route_sources& from);
void add_audit_routes(route_table& table, const route_sources& from);
// The last lines of this process's log.
void add_log_routes(route_table& table);
void add_past_routes(route_table& table, const route_sources& from);
void add_backtest_routes(route_table& table, const route_sources& from);
void add_flag_routes(route_table& table, const route_sources& from);
void add_page_routes(route_table& table);
// The interface's own description, and its viewer.
void add_document_routes(route_table& table);
// Only with services->kill_role.
void add_test_routes(route_table& table, const route_sources& from);

route_table make_route_table(const route_sources& from);

} // namespace troupe::actors
