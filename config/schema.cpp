#include "config/schema.hpp"

#include "trading/market/fixed_point.hpp"
#include "trading/risk/limit_table.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <type_traits>
#include <utility>

namespace troupe::config {

namespace {

template <auto Table, auto Member>
auto& at(settings& all) {
  return all.*Table.*Member;
}

template <auto Member>
auto& top(settings& all) {
  return all.*Member;
}

template <auto Table, auto Member>
constexpr choice_access choice() {
  using word = std::remove_reference_t<decltype(settings{}.*Table.*Member)>;
  return {[](const settings& all) { return static_cast<std::size_t>(all.*Table.*Member); },
          [](settings& all, std::size_t index) { all.*Table.*Member = static_cast<word>(index); }};
}

constexpr std::int64_t port_max = 65'535;
constexpr std::int64_t money_max = 1'000'000'000;
constexpr std::int64_t seed_max = std::numeric_limits<std::int64_t>::max();

using s = settings;

std::vector<key> paths_and_secrets() {
  return {{"home",
           &top<&s::home>,
           "./var",
           "",
           "Folder of everything that is written at run time",
           {"TROUPE_HOME"}},
          {"admin_password",
           &top<&s::admin_password>,
           "",
           "",
           "Password of the first operator; empty: a random one is made at the first start",
           {"TROUPE_ADMIN_PASSWORD"},
           {},
           0,
           0,
           visibility::secret},
          {"database_url",
           &top<&s::database_url>,
           "",
           "",
           "postgresql://… or sqlite:PATH; empty: SQLite under home",
           {"DATABASE_URL"},
           {},
           0,
           0,
           visibility::secret},
          {"redis_url",
           &top<&s::redis_url>,
           "",
           "",
           "redis://…; empty: the cache is in the process",
           {"REDIS_URL"},
           {},
           0,
           0,
           visibility::secret}};
}

std::vector<key> alpaca_keys() {
  using t = alpaca_settings;
  constexpr auto a = &s::alpaca;
  return {{"alpaca.key_id",
           &at<a, &t::key_id>,
           "",
           "",
           "Key of the venue's account; without keys and URL the built-in venue is used",
           {"ALPACA_API_KEY", "APCA_API_KEY_ID"}},
          {"alpaca.secret_key",
           &at<a, &t::secret_key>,
           "",
           "",
           "Secret that belongs to key_id",
           {"ALPACA_SECRET_KEY", "APCA_API_SECRET_KEY"},
           {},
           0,
           0,
           visibility::secret},
          {"alpaca.base_url",
           &at<a, &t::base_url>,
           "",
           "",
           "Trading API; empty: Alpaca's paper venue when keys are set, else the built-in venue",
           {"ALPACA_BASE_URL", "APCA_API_BASE_URL"}},
          {"alpaca.data_url",
           &at<a, &t::data_url>,
           "",
           "",
           "Market data API; empty: Alpaca's, or base_url where that is not Alpaca's host",
           {"ALPACA_DATA_URL"}},
          {"alpaca.stream_url",
           &at<a, &t::stream_url>,
           "",
           "",
           "Market data streams; empty: as with data_url",
           {"ALPACA_STREAM_URL"}},
          {"alpaca.extensions", &at<a, &t::extensions>, "true", "",
           "Whether a simulated venue at base_url is asked for ticks and lockstep; Alpaca never "
           "is"}};
}

std::vector<key> trading_keys() {
  using t = trading_settings;
  constexpr auto a = &s::trading;
  return {{"trading.account_id", &at<a, &t::account_id>, "main", "",
           "Our name of the account, in every key; letters, digits, _ and -, at most 24"},
          {"trading.allow_live", &at<a, &t::allow_live>, "false", "",
           "Whether orders may go to a venue with real money"},
          {"trading.enable_at_start", &at<a, &t::enable_at_start>, "false", "",
           "Enable trading at the start, as an operator would (--enable-trading)"},
          {"trading.symbols", &at<a, &t::symbols>, "", "",
           "What is traded; empty: every symbol of the data, or the built-in venue's thirty"},
          {"trading.strategies", &at<a, &t::strategies>, "stochrsi_ema", "",
           "Strategies to run, each with its parameters in [strategy.<name>]"},
          {"trading.watchlists", &at<a, &t::watchlists>, "", "",
           "Lists of symbols for strategies' universes, as \"majors=BTC/USD ETH/USD\""},
          {"trading.on_stop",
           choice<a, &t::on_stop>(),
           "keep",
           "",
           "Open orders at a stop: keep protective ones and cancel entries, cancel all, or cancel "
           "all and close every position",
           {},
           {"keep", "cancel", "flatten"}}};
}

// A limit's row is the one of its table.
template <std::size_t Index>
key limit_key() {
  static constexpr const auto& row = trading::limit_table[Index];
  key made{row.key, {}, row.presets[static_cast<std::size_t>(trading::risk_preset::moderate)],
           row.unit, row.meaning, {}, {}, row.least, row.most};
  if constexpr (row.amount != nullptr)
    made.place = static_cast<trading::money& (*)(settings&)>(
        [](settings& all) -> trading::money& { return all.risk.*row.amount; });
  else
    made.place = static_cast<std::int64_t& (*)(settings&)>(
        [](settings& all) -> std::int64_t& { return all.risk.*row.count; });
  return made;
}

template <std::size_t... Index>
std::vector<key> limit_keys(std::index_sequence<Index...>) {
  return {limit_key<Index>()...};
}

std::vector<key> risk_keys() {
  using t = risk_settings;
  constexpr auto a = &s::risk;
  std::vector<key> all{{"risk.preset",
                        choice<a, &t::preset>(),
                        "moderate",
                        "",
                        "The set that limits are of which are not set here (see the end of [risk])",
                        {},
                        {"conservative", "moderate", "aggressive"}}};
  const auto limits = limit_keys(std::make_index_sequence<trading::limit_table.size()>{});
  all.insert(all.end(), limits.begin(), limits.end());
  all.push_back({"risk.correlation_undefined",
                 choice<a, &t::correlation_undefined>(),
                 "refuse",
                 "",
                 "What a correlation does that has too few returns to be measured",
                 {},
                 {"refuse", "pass"}});
  all.push_back({"risk.sectors",
                 &at<a, &t::sectors>,
                 "",
                 "",
                 "Sectors, as \"AAPL=technology\"; then symbols left out are refused"});
  return all;
}

std::vector<key> executor_and_journal_keys() {
  using t = executor_settings;
  constexpr auto a = &s::executor;
  return {{"executor.fence",
           choice<a, &t::fence>(),
           "strict",
           "",
           "How the lease is checked before an order leaves: in its store, or by its own expiry",
           {},
           {"strict", "fast"}},
          {"executor.request_timeout_ms",
           &at<a, &t::request_timeout_ms>,
           "10000",
           "ms",
           "After so long without an answer an order's outcome is unknown",
           {},
           {},
           100,
           120'000},
          {"executor.unknown_lookup_interval_ms",
           &at<a, &t::unknown_lookup_interval_ms>,
           "1000",
           "ms",
           "Pause between questions to the venue about an unknown order",
           {},
           {},
           50,
           60'000},
          {"executor.reconcile_interval_s",
           &at<a, &t::reconcile_interval_s>,
           "60",
           "s",
           "Pause between comparisons of the books with the venue's; 0 for only at connections",
           {},
           {},
           0,
           86'400},
          {"executor.account_age_max_s",
           &at<a, &t::account_age_max_s>,
           "180",
           "s",
           "How long ago the venue may have told its account last, for buying power to count; 0: "
           "ever",
           {},
           {},
           0,
           86'400},
          {"journal.fsync", &at<&s::journal, &journal_settings::fsync>, "true", "",
           "Whether an intent is on the disk, not only in the kernel, before its order leaves"},
          {"journal.segment_mb",
           &at<&s::journal, &journal_settings::segment_mb>,
           "64",
           "MiB",
           "Size from which on the journal begins a new file",
           {},
           {},
           1,
           4096},
          {"journal.keep_days",
           &at<&s::journal, &journal_settings::keep_days>,
           "0",
           "days",
           "Files all of whose records are older, in market time, go to the archive; 0: never",
           {},
           {},
           0,
           36'500}};
}

std::vector<key> feed_keys() {
  using t = feed_settings;
  constexpr auto a = &s::feed;
  return {{"feed.silence_max_s",
           &at<a, &t::silence_max_s>,
           "120",
           "s",
           "A symbol without data for so long while its market is open is silent",
           {},
           {},
           1,
           86'400},
          {"feed.fallback_url", &at<a, &t::fallback_url>, "", "",
           "Where Yahoo's charts of silent symbols are; empty: Yahoo, but nothing at a simulated "
           "venue; none: nothing"}};
}

std::vector<key> venue_keys() {
  using t = venue_settings;
  constexpr auto a = &s::venue;
  return {{"venue.port",
           &at<a, &t::port>,
           "9200",
           "",
           "Port of the built-in venue; 0: any free one",
           {},
           {},
           0,
           port_max},
          {"venue.half_spread_bps",
           &at<a, &t::half_spread_bps>,
           "2",
           "bps",
           "Half the spread around a close, where the data has no quotes",
           {},
           {},
           0,
           10'000},
          {"venue.seed",
           &at<a, &t::seed>,
           "1",
           "",
           "Seed of the built-in venue's market",
           {},
           {},
           0,
           seed_max},
          {"venue.speed", &at<a, &t::speed>, "1", "",
           "How many times faster than the clock market time runs: a positive number, or max"},
          {"venue.data", &at<a, &t::data>, "", "",
           "CSV files, or folders of them, to replay; empty: a seeded market"},
          {"venue.start_cash",
           &at<a, &t::start_cash>,
           "100000",
           "USD",
           "Cash of a new account",
           {},
           {},
           0,
           money_max}};
}

std::vector<key> edge_keys() {
  using t = edge_settings;
  constexpr auto a = &s::edge;
  constexpr std::int64_t rate_max = 1'000'000;
  return {{"edge.address", &at<a, &t::address>, "127.0.0.1", "",
           "Address that the API and the web page are served on"},
          {"edge.port",
           &at<a, &t::port>,
           "9000",
           "",
           "Port of the API and the web page; 0: any free one",
           {"API_PORT"},
           {},
           0,
           port_max},
          {"edge.tls_certificate", &at<a, &t::tls_certificate>, "", "",
           "File with the certificate and its chain, in PEM; empty: plain HTTP. A changed file is "
           "taken without a restart"},
          {"edge.tls_key", &at<a, &t::tls_key>, "", "",
           "File with the certificate's private key, in PEM"},
          {"edge.redirect_port",
           &at<a, &t::redirect_port>,
           "0",
           "",
           "Port of plain HTTP that points to HTTPS, beside a certificate; 0: none",
           {},
           {},
           0,
           port_max},
          {"edge.connections_max",
           &at<a, &t::connections_max>,
           "2048",
           "",
           "Connections at once, streams included",
           {},
           {},
           1,
           100'000},
          {"edge.address_requests_per_s",
           &at<a, &t::address_requests_per_s>,
           "1000",
           "1/s",
           "Requests that one address may send, two seconds' worth at once; 0: any number",
           {},
           {},
           0,
           rate_max},
          {"edge.user_requests_per_s",
           &at<a, &t::user_requests_per_s>,
           "500",
           "1/s",
           "Requests that one user or API key may send, two seconds' worth at once; 0: any number",
           {},
           {},
           0,
           rate_max}};
}

std::vector<key> process_keys() {
  using t = runtime_settings;
  constexpr auto a = &s::runtime;
  return {
      {"runtime.lanes",
       &at<a, &t::lanes>,
       "1",
       "",
       "Threads that symbols are spread over, each running its actors without hand-over",
       {},
       {},
       1,
       64},
      {"runtime.seed",
       &at<a, &t::seed>,
       "1",
       "",
       "Seed of all jitter and of all ids",
       {},
       {},
       0,
       seed_max},
      {"runtime.log_level",
       &at<a, &t::log_level>,
       "info",
       "",
       "Least level that is logged",
       {"LOG_LEVEL"},
       {"trace", "debug", "info", "warn", "error", "off"}},
      {"runtime.log_file", &at<a, &t::log_file>, "", "", "File to log to; empty: standard error"},
      {"runtime.exit_at_end", &at<a, &t::exit_at_end>, "false", "",
       "Stop cleanly when the replayed data is spent (--exit-at-end)"},
      {"backtest.data_folder", &at<&s::backtest, &backtest_settings::data_folder>, "", "",
       "Folder of the CSV files that backtests of the edge may read; empty: data under home"},
      {"notifier.webhook_url",
       &at<&s::notifier, &notifier_settings::webhook_url>,
       "",
       "",
       "Notifications are posted here as JSON; empty: they are only shown",
       {},
       {},
       0,
       0,
       visibility::secret},
      {"lease.ttl_ms",
       &at<&s::lease, &lease_settings::ttl_ms>,
       "6000",
       "ms",
       "How long the right to trade the account lasts without renewal",
       {},
       {},
       500,
       120'000},
      {"cluster.name", &at<&s::cluster, &cluster_settings::name>, "troupe", "",
       "Nodes only talk to nodes of the same cluster"}};
}

} // namespace

std::span<const key> schema() {
  static const auto rows = [] {
    std::vector<key> all;
    for (const auto& part : {paths_and_secrets(), alpaca_keys(), trading_keys(), risk_keys(),
                             executor_and_journal_keys(), feed_keys(), venue_keys(),
                             edge_keys(), process_keys()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return rows;
}

const key* find_key(std::string_view name) {
  const auto rows = schema();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [name](const key& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

} // namespace troupe::config
