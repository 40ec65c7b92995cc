#include "actors/analytics/parity_reporter.hpp"

#include "actors/replay/parity_replay.hpp"
#include "runtime/log.hpp"
#include "trading/market/new_york_time.hpp"

#include <sys/resource.h>

#include <utility>
#include <variant>

namespace troupe::actors {

namespace {

constexpr int report_priority = 15;
const error report_busy{"parity_skipped", "the report of the day before is still being made"};
const error report_failed{"parity_failed", "the report's thread failed"};

void tell_report(const result<trading::parity_report>& made, const std::string& day) {
  if (!made) {
    const auto& why = made.failure();
    const auto& event = why.code == report_busy.code ? report_busy : report_failed;
    runtime::log::write(runtime::log::level::warning, event.code,
                        {{"day", day}, {"code", why.code}, {"why", why.message}});
    return;
  }
  const auto part = [&](trading::parity_cause why) {
    return made->compared.parts.of[static_cast<std::size_t>(why)].text();
  };
  runtime::log::write(
      runtime::log::level::info, "parity",
      {{"day", day},
       {"equity", made->actual.equity.text()},
       {"backtest_equity", made->simulated.equity.text()},
       {"difference", made->compared.parts.total().text()},
       {"signal", part(trading::parity_cause::signal)},
       {"timing", part(trading::parity_cause::timing)},
       {"fill", part(trading::parity_cause::fill)},
       {"fee", part(trading::parity_cause::fee)},
       {"differing", static_cast<std::int64_t>(made->compared.differing)}});
}

} // namespace

parity_reporter::parity_reporter(boost::asio::io_context& lane, replay_request journal)
    : journal_(std::move(journal)), ending_(std::make_shared<std::atomic<bool>>(false)),
      lockstep_(journal_.fallback.venue.speed == "max"), worker_(lane, 1) {
  journal_.stop = [ending = ending_] { return ending->load(); };
}

void parity_reporter::note(const persistence::journal::record& told) {
  const auto* candle = std::get_if<trading::bar>(&told.event);
  if (candle == nullptr)
    return;
  const auto day = trading::new_york_date(candle->end_ns());
  if (day <= day_)
    return;
  const auto ended = std::exchange(day_, day);
  if (live_ && !lockstep_ && ended != std::chrono::sys_days{})
    report(ended, told.seq);
}

void parity_reporter::report(std::chrono::sys_days day, std::uint64_t last_seq) {
  auto asked = journal_;
  asked.last_seq = last_seq;
  const auto name = trading::format_time(trading::new_york_midnight(day)).substr(0, 10);
  worker_.run<trading::parity_report>(
      [asked = std::move(asked), day] {
        ::setpriority(PRIO_PROCESS, 0, report_priority); // of this thread alone
        return replay_parity(asked, day);
      },
      [name](const result<trading::parity_report>& made) { tell_report(made, name); },
      report_busy, report_failed);
}

} // namespace troupe::actors
