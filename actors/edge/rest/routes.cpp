#include "actors/edge/rest/routes.hpp"

#include "actors/edge/rest/halt_page_routes.hpp"

namespace troupe::actors {

route_table make_route_table(const route_sources& from) {
  route_table table;
  add_page_routes(table);
  add_halt_page_routes(table, from);
  add_document_routes(table);
  add_health_routes(table, from);
  add_login_routes(table, from);
  add_user_routes(table, from);
  add_key_routes(table, from);
  add_second_factor_routes(table, from);
  add_stream_routes(table, from);
  add_account_routes(table, from);
  add_portfolio_routes(table, from);
  add_order_routes(table, from);
  add_order_entry_routes(table, from);
  add_position_exit_routes(table, from);
  add_decision_routes(table, from);
  add_market_routes(table, from);
  add_crypto_routes(table, from);
  add_venue_routes(table, from);
  add_record_routes(table, from);
  add_risk_routes(table, from);
  add_strategy_routes(table, from);
  add_model_routes(table, from);
  add_audit_routes(table, from);
  add_log_routes(table);
  add_past_routes(table, from);
  add_backtest_routes(table, from);
  add_flag_routes(table, from);
  add_config_routes(table, from);
  add_metrics_routes(table, from);
  add_screener_routes(table, from);
  add_status_routes(table, from);
  if (from.services->kill_role)
    add_test_routes(table, from);
  guard_by_second_factor(table);
  return table;
}

} // namespace troupe::actors
