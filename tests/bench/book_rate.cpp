#include "tests/bench/book_rate.hpp"

#include "tests/bench/thread_clock.hpp"
#include "trading/matching/limit_book.hpp"
#include "trading/matching/splitmix64.hpp"

#include <stdexcept>

namespace troupe::bench {

namespace {

using trading::limit_book;
using trading::side;

constexpr std::size_t events_made = 2'000'000;
constexpr limit_book::step grid = 1 << 16;
constexpr std::uint32_t room = 1 << 21;
constexpr double target_per_second = 10e6;
constexpr std::string_view book_row = "book: events matched";
constexpr std::string_view floor_row = "book: bare sums of the same events";

struct book_event {
  std::uint32_t id;
  std::uint32_t at;
  std::uint32_t qty; // 0 is a cancel
  side of;
};

std::vector<book_event> make_events() {
  trading::splitmix64 bits(20261122);
  std::vector<book_event> events;
  std::vector<std::uint32_t> live;
  std::uint32_t id = 0;
  std::uint32_t middle = grid / 2;
  events.reserve(events_made);
  while (events.size() < events_made) {
    const auto kind = bits.below(100);
    const auto of = bits.below(2) == 0 ? side::buy : side::sell;
    const bool buys = of == side::buy;
    if (bits.below(64) == 0)
      middle = bits.below(2) == 0 ? middle + 1 : middle - 1;
    if (kind < 45 || live.size() < 1000) {
      const auto away = static_cast<std::uint32_t>(1 + bits.below(20));
      const auto qty = static_cast<std::uint32_t>(1 + bits.below(100));
      live.push_back(++id);
      events.push_back({id, buys ? middle - away : middle + away, qty, of});
    } else if (kind < 90) {
      auto& chosen = live[bits.below(live.size())];
      events.push_back({chosen, 0, 0, of});
      chosen = live.back();
      live.pop_back();
    } else {
      const auto qty = static_cast<std::uint32_t>(1 + bits.below(300));
      events.push_back({++id, buys ? middle + 3 : middle - 3, qty, of});
    }
  }
  return events;
}

template <class Run>
double per_second(const std::vector<book_event>& events, Run run) {
  const auto begin = thread_time();
  run();
  const double spent = thread_time_since(begin);
  return static_cast<double>(events.size()) / spent;
}

std::uint64_t match_all(const std::vector<book_event>& events, limit_book& book,
                        std::vector<limit_book::handle>& handles) {
  std::uint64_t sum = 0;
  const auto told = [&sum](const limit_book::fill& fill) { sum += fill.qty * fill.at; };
  for (const auto& event : events) {
    if (event.qty == 0)
      book.cancel(handles[event.id]);
    else
      handles[event.id] = book.add(event.id, event.of, event.at, event.qty, true, told).rest;
  }
  return sum;
}

struct placed_sum {
  std::uint32_t at;
  std::uint32_t qty;
};

std::uint64_t sum_all(const std::vector<book_event>& events, std::vector<std::uint64_t>& levels,
                      std::vector<placed_sum>& places) {
  std::uint64_t sum = 0;
  for (const auto& event : events) {
    auto& place = places[event.id];
    if (event.qty == 0) {
      levels[place.at] -= place.qty;
      place.qty = 0;
    } else {
      place = {event.at, event.qty};
      levels[event.at] += event.qty;
      sum += static_cast<std::uint64_t>(event.qty) * event.at;
    }
  }
  return sum;
}

} // namespace

void measure_book_rate(report& into, int turns) {
  const auto events = make_events();
  std::uint64_t first_sum = 0;
  for (int turn = 0; turn < turns; ++turn) {
    limit_book book(grid, room);
    std::vector<limit_book::handle> handles(events.size() + 1);
    std::uint64_t matched = 0;
    into.add_rate(book_row,
                  per_second(events, [&] { matched = match_all(events, book, handles); }));
    std::vector<std::uint64_t> levels(grid);
    std::vector<placed_sum> places(events.size() + 1);
    std::uint64_t added = 0;
    into.add_rate(floor_row, per_second(events, [&] { added = sum_all(events, levels, places); }));
    if (turn == 0)
      first_sum = matched;
    if (matched == 0 || added == 0 || matched != first_sum)
      throw std::runtime_error("the book does not match the same events alike");
  }
}

void print_book_rate(const report& of, std::ostream& out) {
  const auto rate = of.rate(book_row).median;
  out << "book: " << rate / 1e6 << " million events a second (target: at least "
      << target_per_second / 1e6 << "), " << of.rate(floor_row).median / rate
      << " times slower than bare sums\n";
}

} // namespace troupe::bench
