#include "actors/feed/feed_role.hpp"

#include "actors/feed/warm_up.hpp"
#include "actors/role/venue_of.hpp"
#include "config/strategy_choices.hpp"

#include <algorithm>
#include <chrono>

namespace troupe::actors {

using trading::asset_class;

namespace {

constexpr std::chrono::milliseconds edge_interval{25};
constexpr std::chrono::milliseconds market_retry_interval{500};

std::vector<runtime::role_key> those_behind(std::uint32_t shards) {
  std::vector<runtime::role_key> roles{
      {"journal", 0}, {"executor", 0}, {"risk", 0}, {"portfolio", 0}};
  for (std::uint32_t shard = 0; shard < shards; ++shard)
    roles.push_back({"signal", shard});
  return roles;
}

} // namespace

feed_role::feed_role(caf::actor_config& config, role_context given,
                     std::vector<trading::symbol> symbols)
    : role(config, std::move(given)), symbols_(std::move(symbols)),
      lockstep_(context().is_lockstep()),
      venue_(venue_of(*context().venue)),
      trading_(std::in_place, context().lane->io(), venue_),
      history_(std::in_place, context().lane->io(), venue_),
      past_(context(),
            {.waits_for = those_behind(context().shards()),
             .types = event_types<trading::bar, trading::history_bar, trading::session_started>(),
             .on_record = [this](const auto& record) { horizon_.fold(record.event); },
             .on_caught_up = [this] { ask_time(); },
             .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      risk_(reach<risk_actor>("risk")),
      edge_(reach<edge_actor>("edge", 0, runtime::readiness::accept_unready)),
      waiting_quotes_(context().shards()), edge_timer_(context().lane->io()),
      retry_timer_(context().lane->io()), watch_timer_(context().lane->io()),
      clock_timer_(context().lane->io()),
      quotes_(context().metrics->make_counter("troupe_feed_quotes_total", "Quotes received.")),
      bars_(context().metrics->make_counter("troupe_feed_bars_total", "Live bars received.")),
      missing_bars_(context().metrics->make_counter(
          "troupe_feed_missing_bars_total",
          "Bars of regular hours that never came, between two that did.")),
      conflated_(context().metrics->make_counter(
          "troupe_feed_conflated_quotes_total",
          "Quotes that a newer one replaced while their receiver was behind.")),
      silent_symbols_(context().metrics->make_gauge(
          "troupe_feed_silent_symbols", "Symbols without data while their market is open.")) {
  for (std::uint32_t shard = 0; shard < context().shards(); ++shard)
    signals_.push_back(reach<signal_actor>("signal", shard));
}

feed_role::behavior_type feed_role::make_behavior() {
  past_.start();
  return {[this](const journal_page& page) { past_.accept(page); }};
}

// -- what was missed --------------------------------------------------------------------------

void feed_role::ask_time() {
  wait_because("asks the venue at " + context().venue->base_url + " for its time");
  trading_->clock(guarded([this](const result<net::alpaca::clock_state>& told) {
    if (!told)
      return retry(told.failure());
    venue_ahead_ns_ = told->market_ns - context().clock->utc_ns();
    ask_history(told->market_ns);
  }));
}

// In lockstep the venue tells the present instant again as live data, so history, and the tick
// that opens the session, end before it: no candle may close without the bars of that instant.
void feed_role::ask_history(trading::time_ns now) {
  market_ns_ = lockstep_ ? now - 1 : now;
  net::alpaca::bar_query wanted;
  wanted.symbols = symbols_;
  wanted.end_ns = now - trading::minute_ns - (lockstep_ ? 1 : 0);
  wanted.start_ns = now;
  const auto strategies = config::strategy_choices(settings()).value(); // checked at the start
  for (const auto& each : symbols_) {
    const auto warm_up = now - warm_up_ns(strategies, each.kind());
    wanted.start_ns =
        std::min(wanted.start_ns, std::max(horizon_.end_of(each).value_or(warm_up), warm_up));
  }
  wait_because("asks the venue for past bars");
  history_->bars(wanted, guarded([this](result<std::vector<trading::bar>> told) {
    if (!told)
      return retry(told.failure());
    auto bars = std::move(told).value();
    std::erase_if(bars, [this](const auto& each) { return horizon_.knows(each); });
    wait_because("tells past bars");
    delivery_.emplace(context().lane->io(), std::move(bars),
                      history_delivery::steps{
                          .has_room =
                              [this] {
                                const auto behind = those_behind(context().shards());
                                return std::all_of(behind.begin(), behind.end(), [&](auto& each) {
                                  return context().backlog(each) < backlog_max;
                                });
                              },
                          .deliver = [this](const auto& each) { tell_bar(each, true); },
                          .finished = [this] { subscribe(); }});
    delivery_->run([this](auto call) { return guarded(std::move(call)); });
  }));
}

void feed_role::retry(const error& why) {
  wait_because(why.message);
  runtime::log::write(runtime::log::level::warning, "feed_retries",
                      {{"code", why.code}, {"why", why.message}});
  retry_timer_.expires_after(market_retry_interval);
  retry_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      ask_time();
  }));
}

// -- the streams ------------------------------------------------------------------------------

void feed_role::subscribe() {
  if (!sources_.empty())
    return open_session();
  for (const auto kind : {asset_class::us_equity, asset_class::crypto})
    if (std::any_of(symbols_.begin(), symbols_.end(),
                    [&](const auto& each) { return each.kind() == kind; }))
      add_source(kind);
  ticks_.emplace(sources_.size());
  wait_because("subscribes at " + context().venue->stream_url);
  for (auto& each : sources_)
    each.stream->start();
}

void feed_role::add_source(asset_class kind) {
  const auto index = sources_.size();
  net::alpaca::data_stream_handlers on;
  on.on_ready = guarded([this, index] { on_subscribed(index); });
  on.on_quote = guarded([this](const trading::quote& quote) { tell_quote(quote); });
  on.on_trade = guarded([this](const trading::trade& trade) { tell_trade(trade); });
  on.on_bar = guarded([this](const trading::bar& bar) { tell_bar(bar, false); });
  on.on_tick = guarded([this, index](trading::time_ns market_ns, std::uint64_t step, bool end) {
    if (const auto reached = ticks_->tell(index, {market_ns, step, end}))
      tell_tick(*reached);
  });
  on.on_lost = guarded([this, index](const error& why) { on_lost(index, why); });
  on.on_refused = guarded([this](const error& why) { fail(why.code, why.message); });
  net::alpaca::stream_options options;
  options.seed = context().seed + index;
  options.encoding = net::alpaca::frame_encoding::msgpack;
  auto stream = std::make_unique<net::alpaca::data_stream>(
      context().lane->io(), venue_, net::alpaca::data_path(kind), options, std::move(on));
  net::alpaca::subscriptions wanted;
  for (const auto& each : symbols_)
    if (each.kind() == kind) {
      wanted.bars.insert(each);
      wanted.quotes.insert(each);
      wanted.trades.insert(each);
    }
  wanted.ticks = context().venue->extensions;
  stream->want(std::move(wanted));
  sources_.push_back({kind, std::move(stream), false, 0});
}

void feed_role::on_subscribed(std::size_t index) {
  sources_[index].subscribed = true;
  const auto all = std::all_of(sources_.begin(), sources_.end(),
                               [](const auto& each) { return each.subscribed; });
  if (!all)
    return;
  if (ready())
    ask_time(); // back after a loss: what was missed first
  else
    open_session();
}

// Live, the stream comes back by itself and the gap is filled; in lockstep a lost frame would be a
// lost step, so the whole path starts again and the venue repeats the step.
void feed_role::on_lost(std::size_t index, const error& why) {
  sources_[index].subscribed = false;
  runtime::log::write(runtime::log::level::warning, "feed_lost",
                      {{"code", why.code}, {"why", why.message}});
  wait_because(why.message);
  if (lockstep_ && ready())
    fail(why.code, why.message);
}

void feed_role::open_session() {
  become_ready();
  const market_tick opening{market_ns_, 0, lockstep_, false};
  record(trading::clock_tick{market_ns_});
  tell(risk_, opening);
  for (auto& each : signals_)
    tell(each, opening);
  drain_quotes();
  if (watch_)
    return;
  watch();
  if (!context().venue->extensions)
    keep_time();
}

// -- the market -------------------------------------------------------------------------------

// Where a shard is elsewhere, its decisions must find what they follow from in the journal.
void feed_role::record_ahead(trading::event happened) {
  record(std::move(happened));
  if (context().is_spread())
    context().outbox->flush();
}

void feed_role::tell_quote(const trading::quote& quote) {
  const market_quote told{quote, steady_ns()};
  quotes_.add();
  record_ahead(quote);
  tell(risk_, told);
  send_quote(static_cast<std::uint32_t>(quote.symbol.hash() % signals_.size()), told);
  edge_quotes_.put(told);
}

void feed_role::send_quote(std::uint32_t shard, const market_quote& quote) {
  auto& waiting = waiting_quotes_[shard];
  if (lockstep_ || (waiting.empty() && context().backlog(signals_[shard].key()) < backlog_max))
    tell(signals_[shard], quote);
  else if (!waiting.put(quote))
    conflated_.add();
}

void feed_role::tell_trade(const trading::trade& trade) {
  record(trade);
  tell(edge_, market_trade{trade});
}

// A hole in the data is told, never filled: candles are made of the bars that came.
void feed_role::note_gap(const trading::bar& next) {
  const auto gap = gaps_[next.symbol].fold(next);
  if (!gap)
    return;
  missing_bars_.add(static_cast<std::uint64_t>(gap->missing_bars));
  runtime::log::write(runtime::log::level::debug, "bar_gap",
                      {{"symbol", std::string(gap->symbol.text())},
                       {"from", trading::format_time(gap->from_ns)},
                       {"to", trading::format_time(gap->to_ns)},
                       {"missing_bars", gap->missing_bars}});
}

void feed_role::tell_bar(const trading::bar& bar, bool historical) {
  note_gap(bar);
  if (historical) {
    record_ahead(trading::history_bar{bar});
  } else {
    bars_.add();
    record_ahead(bar);
  }
  horizon_.fold(bar);
  if (watch_ && !historical)
    watch_->heard(bar.symbol, steady_ns());
  const market_bar told{bar, steady_ns(), historical};
  tell(risk_, told);
  tell(signal_of(bar.symbol), told);
}

void feed_role::tell_tick(const trading::market_instant& instant) {
  market_ns_ = std::max(market_ns_, instant.market_ns);
  data_spent_ = data_spent_ || instant.end;
  record_ahead(trading::clock_tick{instant.market_ns});
  const market_tick told{instant.market_ns, static_cast<std::int64_t>(instant.step),
                         instant.step > 0, instant.end};
  tell(risk_, told);
  for (auto& each : signals_)
    tell(each, told);
}

void feed_role::drain_quotes() {
  if (!edge_quotes_.empty())
    edge_quotes_.drain([this](const auto& quote) {
      if (watch_)
        watch_->heard(quote.quote.symbol, steady_ns());
      tell(edge_, quote);
    });
  for (std::uint32_t shard = 0; shard < waiting_quotes_.size(); ++shard)
    if (context().backlog(signals_[shard].key()) < backlog_max / 2)
      waiting_quotes_[shard].drain([&](const auto& quote) { tell(signals_[shard], quote); });
  edge_timer_.expires_after(edge_interval);
  edge_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      drain_quotes();
  }));
}

runtime::role_ref<signal_actor>& feed_role::signal_of(const trading::symbol& name) {
  return signals_[name.hash() % signals_.size()];
}

void feed_role::on_exit() {
  role::on_exit();
  past_.stop();
  edge_timer_.cancel();
  retry_timer_.cancel();
  watch_timer_.cancel();
  clock_timer_.cancel();
  second_.reset();
  delivery_.reset();
  sources_.clear();
  history_.reset();
  trading_.reset();
}

} // namespace troupe::actors
