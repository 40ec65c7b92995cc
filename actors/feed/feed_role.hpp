// The feed: brings the market in.
//
// Starts when everyone behind it is ready; asks the venue for the bars that nobody has yet (of the
// strategies' warm-up, or of the time that it was away) and tells them as history; then subscribes,
// and opens the session with tick 0. From then on: each event to the journal, to risk and to the
// symbol's signal shard, quotes and trades to the edge too.
//
// A symbol that is silent for feed.silence_max_s while its market is open is asked for at the
// second source (second_source.hpp); a stream that is silent altogether is opened again. Not in
// lockstep.
//
// Bounds: a quote for a shard that is `backlog_max` messages behind is conflated, the latest of
// each symbol waiting; so is every quote for the edge, which gets them at most every 25 ms. Bars
// and ticks are never dropped, and in lockstep nothing is.
#pragma once

#include "actors/feed/history_delivery.hpp"
#include "actors/feed/quote_conflation.hpp"
#include "actors/feed/second_source.hpp"
#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "net/alpaca/data_stream.hpp"
#include "net/alpaca/history_client.hpp"
#include "net/alpaca/trading_client.hpp"
#include "trading/market/bar_gaps.hpp"
#include "trading/market/bar_horizon.hpp"
#include "trading/market/data_watch.hpp"
#include "trading/market/tick_merge.hpp"

#include <boost/asio/steady_timer.hpp>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace troupe::actors {

class feed_role : public role<feed_actor> {
public:
  static constexpr std::int64_t backlog_max = 4096; // messages

  feed_role(caf::actor_config& config, role_context context, std::vector<trading::symbol> symbols);

  behavior_type make_behavior() override;

private:
  struct source {
    trading::asset_class kind;
    std::unique_ptr<net::alpaca::data_stream> stream;
    bool subscribed = false;
    std::int64_t reopened_ns = 0; // for its silence, in process time
  };

  void on_exit() override;

  void ask_time();
  void ask_history(trading::time_ns now);
  void retry(const error& why);
  void subscribe();
  void add_source(trading::asset_class kind);
  void on_subscribed(std::size_t source);
  void on_lost(std::size_t source, const error& why);
  void open_session();

  void keep_time();
  void watch();
  void open_second_source();
  void look_for_silence();
  void act_on_silence();
  void reopen_if_dead(source& from, const std::vector<trading::symbol>& silent);

  void record_ahead(trading::event happened);
  void note_gap(const trading::bar& next);
  void tell_quote(const trading::quote& quote);
  void tell_trade(const trading::trade& trade);
  void tell_bar(const trading::bar& bar, bool historical);
  void tell_tick(const trading::market_instant& instant);
  void send_quote(std::uint32_t shard, const market_quote& quote);
  void drain_quotes();
  runtime::role_ref<signal_actor>& signal_of(const trading::symbol& name);

  std::vector<trading::symbol> symbols_;
  bool lockstep_;
  net::alpaca::access venue_;
  std::optional<net::alpaca::trading_client> trading_; // ended on the lane, in on_exit
  std::optional<net::alpaca::history_client> history_;
  journal_reader past_;
  trading::bar_horizon horizon_;
  std::map<trading::symbol, trading::bar_gaps> gaps_;
  std::optional<history_delivery> delivery_;
  std::vector<source> sources_;
  std::optional<trading::tick_merge> ticks_;
  trading::time_ns market_ns_ = 0;
  std::int64_t venue_ahead_ns_ = 0; // of our clock, when it was last asked
  std::optional<trading::data_watch> watch_;
  std::optional<second_source> second_;
  std::size_t silent_ = 0; // symbols
  bool data_spent_ = false;

  runtime::role_ref<risk_actor> risk_;
  runtime::role_ref<edge_actor> edge_;
  std::vector<runtime::role_ref<signal_actor>> signals_;
  std::vector<quote_conflation> waiting_quotes_; // one for each shard
  quote_conflation edge_quotes_;
  boost::asio::steady_timer edge_timer_;
  boost::asio::steady_timer retry_timer_;
  boost::asio::steady_timer watch_timer_;
  boost::asio::steady_timer clock_timer_;
  runtime::counter& quotes_;
  runtime::counter& bars_;
  runtime::counter& missing_bars_;
  runtime::counter& conflated_;
  runtime::gauge& silent_symbols_;
};

} // namespace troupe::actors
