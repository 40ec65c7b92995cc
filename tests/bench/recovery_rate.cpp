#include "tests/bench/recovery_rate.hpp"

#include "persistence/journal/reader.hpp"
#include "persistence/journal/writer.hpp"
#include "trading/backtest/trading_desk.hpp"

#include <chrono>
#include <string_view>

namespace troupe::bench {

namespace {

using persistence::journal::reader;
using persistence::journal::writer;
using steady = std::chrono::steady_clock;

constexpr std::string_view small_row = "journal: events appended, 512 a flush, fsync";
constexpr std::string_view append_row = "journal: events appended, 4096 a flush, fsync";
constexpr std::string_view read_row = "journal: events read and checked";
constexpr std::string_view fold_row = "recovery: events read and folded by the desk";
constexpr int events = 1'000'000;
constexpr int small_flush = 512;
constexpr int large_flush = 4096; // as after a burst: a group takes all that waits
constexpr double wanted_s = 5;
constexpr trading::time_ns noon_ns = 1'700'000'000 * trading::second_ns;

trading::symbol symbol_of(int index) {
  std::string name = "AA/USD";
  name[0] = static_cast<char>('A' + index);
  return trading::symbol::of(name);
}

// Three quotes, a bar now and then, and a tick, of ten symbols.
trading::event event_at(int index) {
  const auto at = noon_ns + index * 100'000'000LL;
  const auto name = symbol_of(index % 10);
  if (index % 20 == 19)
    return trading::clock_tick{at};
  if (index % 20 < 10) {
    trading::bar made;
    made.symbol = name;
    made.start_ns = trading::floor_time(at, trading::minute_ns) - trading::minute_ns;
    made.open = made.high = made.low = made.close = trading::price::of(100 + index % 13);
    made.volume = trading::quantity::of(5);
    return made;
  }
  return trading::quote{name,
                        at,
                        trading::price::of(100 + index % 7),
                        trading::quantity::of(1),
                        trading::price::of(101 + index % 7),
                        trading::quantity::of(1)};
}

template <class Work>
result<void> rate_into(report& into, std::string_view row, Work work) {
  const auto begin = steady::now();
  if (auto done = work(); !done)
    return done;
  const std::chrono::duration<double> took = steady::now() - begin;
  into.add_rate(row, events / took.count());
  return {};
}

result<void> write(const std::filesystem::path& folder, int a_flush) {
  auto journal = writer::open(folder, "main", 1);
  if (!journal)
    return journal.failure();
  for (int index = 0; index < events; ++index) {
    const auto made = event_at(index);
    if (auto appended = journal->append(made, trading::market_time(made)); !appended)
      return appended.failure();
    if (index % a_flush == a_flush - 1)
      if (auto flushed = journal->flush(true); !flushed)
        return flushed;
  }
  return journal->flush(true);
}

template <class Fold>
result<void> read(const std::filesystem::path& folder, Fold fold) {
  auto journal = reader::open(folder);
  if (!journal)
    return journal.failure();
  for (;;) {
    const auto next = journal->next();
    if (!next)
      return next.failure();
    if (!*next)
      return {};
    fold((*next)->event);
  }
}

} // namespace

result<void> measure_recovery(report& into, const std::filesystem::path& folder) {
  if (auto done = rate_into(into, small_row, [&] { return write(folder, small_flush); }); !done)
    return done;
  std::filesystem::remove_all(folder);
  if (auto done = rate_into(into, append_row, [&] { return write(folder, large_flush); }); !done)
    return done;
  if (auto done = rate_into(into, read_row,
                            [&] { return read(folder, [](const trading::event&) {}); });
      !done)
    return done;
  trading::desk_terms terms;
  for (int index = 0; index < 10; ++index)
    terms.symbols.push_back(symbol_of(index));
  terms.strategies = {{"stochrsi_ema", {}}, {"ma_crossover", {}}};
  auto desk = trading::trading_desk::make(std::move(terms));
  if (!desk)
    return desk.failure();
  return rate_into(into, fold_row, [&] {
    return read(folder, [&](const trading::event& each) { desk->fold(each); });
  });
}

void print_recovery(const report& of, std::ostream& out) {
  out << "recovery of " << events << " events: " << events / of.rate(fold_row).median
      << " s (target: under " << wanted_s << " s)\n";
}

} // namespace troupe::bench
