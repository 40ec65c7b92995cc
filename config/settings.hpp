// The whole configuration as values: one structure a table of troupe.toml, with the same names.
// schema.hpp says what each key means, its default and its range; load.hpp fills these.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/risk/limits.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace troupe::config {

struct alpaca_settings {
  std::string key_id;
  std::string secret_key;
  std::string base_url; // empty: see venue_access.hpp
  std::string data_url;
  std::string stream_url;
  bool extensions = true;
};

enum class on_stop : std::uint8_t { keep, cancel, flatten };

struct trading_settings {
  std::string account_id;
  bool allow_live = false;
  bool enable_at_start = false;
  std::vector<std::string> symbols;
  std::vector<std::string> strategies;
  std::vector<std::string> watchlists; // "majors=BTC/USD ETH/USD"
  config::on_stop on_stop = config::on_stop::keep;
};

// The limits, where they come from, and what they are measured by.
struct risk_settings : trading::risk_limits {
  trading::risk_preset preset = trading::risk_preset::moderate;
  std::vector<std::string> sectors; // "AAPL=technology"
};

enum class fence : std::uint8_t { strict, fast };

struct executor_settings {
  config::fence fence = config::fence::strict;
  std::int64_t request_timeout_ms = 0;
  std::int64_t unknown_lookup_interval_ms = 0;
  std::int64_t reconcile_interval_s = 0;
  std::int64_t account_age_max_s = 0;
};

struct journal_settings {
  bool fsync = true;
  std::int64_t segment_mb = 0;
  std::int64_t keep_days = 0; // of the market; older files go to the archive; 0: never
};

struct venue_settings {
  std::int64_t port = 0;
  std::int64_t half_spread_bps = 0;
  std::int64_t seed = 0;
  std::string speed; // a positive decimal number, or "max"
  std::vector<std::string> data;
  trading::money start_cash;
};

struct feed_settings {
  std::int64_t silence_max_s = 0;
  std::string fallback_url; // empty: no second source
};

struct edge_settings {
  std::string address;
  std::int64_t port = 0;
  std::string tls_certificate; // a file; empty: plain HTTP
  std::string tls_key;
  std::int64_t redirect_port = 0; // 0: none
  std::int64_t connections_max = 0;
  std::int64_t address_requests_per_s = 0; // 0: no limit
  std::int64_t user_requests_per_s = 0;
};

struct runtime_settings {
  std::int64_t lanes = 0;
  std::int64_t seed = 0;
  std::string log_level;
  std::string log_file; // empty: standard error
  bool exit_at_end = false;
};

struct backtest_settings {
  std::string data_folder; // empty: `data` under home
};

struct notifier_settings {
  std::string webhook_url;
};

struct lease_settings {
  std::int64_t ttl_ms = 0;
};

struct node_settings {
  std::string address; // host:port
  std::vector<std::string> roles;
};

struct cluster_settings {
  std::string name;
  std::map<std::string, node_settings> nodes; // empty: every role in one process
};

// What is said of one strategy, as text: parameters by their names, which the strategy itself
// knows, `enabled` and `universe` (trading/strategies/strategy_choice.hpp).
using strategy_parameters = std::map<std::string, std::string>;

struct settings {
  std::string home;
  std::string admin_password;
  std::string database_url;
  std::string redis_url;
  alpaca_settings alpaca;
  trading_settings trading;
  std::map<std::string, strategy_parameters> strategy;
  risk_settings risk;
  executor_settings executor;
  feed_settings feed;
  journal_settings journal;
  venue_settings venue;
  edge_settings edge;
  runtime_settings runtime;
  backtest_settings backtest;
  notifier_settings notifier;
  lease_settings lease;
  cluster_settings cluster;
};

} // namespace troupe::config
