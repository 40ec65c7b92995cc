// The feed's watch over silence: a dead stream is opened again, and a symbol that the venue is
// silent about is asked for elsewhere.
#include "actors/feed/feed_role.hpp"

#include "net/venue/new_york_time.hpp"
#include "trading/market/trading_calendar.hpp"

#include <algorithm>
#include <chrono>

namespace troupe::actors {

namespace {

constexpr std::chrono::seconds watch_interval{1};
constexpr std::string_view yahoo_url = "https://query1.finance.yahoo.com";

bool core_session_at(trading::time_ns at) {
  const auto date = net::venue::new_york_date(at);
  const auto session = trading::session_on(date);
  if (!session)
    return false;
  const auto since = std::chrono::nanoseconds(at - net::venue::new_york_midnight(date));
  return since >= session->opens && since < session->closes;
}

} // namespace

// In lockstep the market waits for us, and its silence means nothing.
void feed_role::watch() {
  if (lockstep_)
    return;
  watch_.emplace(symbols_, settings().feed.silence_max_s * trading::second_ns, steady_ns());
  open_second_source();
  look_for_silence();
}

// Real prices have no place beside a simulated market, unless they were asked for.
void feed_role::open_second_source() {
  const std::string_view url = settings().feed.fallback_url;
  if (url == "none" || (url.empty() && context().venue->simulated()))
    return;
  const auto where = net::http::endpoint::parse(url.empty() ? yahoo_url : url);
  if (!where)
    return fail(where.failure().code, "feed.fallback_url: " + where.failure().message);
  second_.emplace(context().lane->io(), *where,
                  second_source::steps{
                      guarded([this](fallback_quote told) { tell(edge_, std::move(told)); }),
                      guarded([](const error& why) {
                        runtime::log::write(runtime::log::level::warning, "second_source_failed",
                                            {{"code", why.code}, {"why", why.message}});
                      })});
}

void feed_role::look_for_silence() {
  watch_timer_.expires_after(watch_interval);
  watch_timer_.async_wait(guarded([this](const auto& failed) {
    if (failed)
      return;
    if (!data_spent_)
      act_on_silence();
    look_for_silence();
  }));
}

// At a venue with a clock of its own its session counts, else the wall clock's.
void feed_role::act_on_silence() {
  const bool core =
      core_session_at(context().venue->extensions ? market_ns_ : context().clock->utc_ns());
  const auto silent = watch_->silent(
      steady_ns(), [core](const trading::symbol& name) { return name.is_crypto() || core; });
  if (silent.size() != silent_)
    runtime::log::write(runtime::log::level::warning, "symbols_silent",
                        {{"count", static_cast<std::int64_t>(silent.size())},
                         {"first", silent.empty() ? std::string()
                                                  : std::string(silent.front().text())}});
  silent_ = silent.size();
  silent_symbols_.set(static_cast<std::int64_t>(silent_));
  for (auto& each : sources_)
    reopen_if_dead(each, silent);
  if (second_)
    second_->ask(silent, steady_ns(), context().clock->utc_ns());
}

// A stream all of whose symbols are silent is open in name only. It gets a whole silence's time
// before it is opened once more.
void feed_role::reopen_if_dead(source& from, const std::vector<trading::symbol>& silent) {
  const auto of_kind = [&](const trading::symbol& name) { return name.kind() == from.kind; };
  const auto watched = std::count_if(symbols_.begin(), symbols_.end(), of_kind);
  const auto dead = std::count_if(silent.begin(), silent.end(), of_kind);
  const auto again_ns = settings().feed.silence_max_s * trading::second_ns;
  if (!from.subscribed || dead != watched || steady_ns() - from.reopened_ns < again_ns)
    return;
  from.reopened_ns = steady_ns();
  from.subscribed = false;
  runtime::log::write(runtime::log::level::warning, "feed_silent",
                      {{"stream", net::alpaca::data_path(from.kind)}});
  from.stream->stop();
  from.stream->start();
}

} // namespace troupe::actors
