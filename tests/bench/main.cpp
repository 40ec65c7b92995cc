// troupe_bench JSON FOLDER: every benchmark in one run. Prints a table, writes the figures to
// JSON, and works in FOLDER, which is made and removed again.
//
// Everything is measured in rounds, one after the other in each, so that what drifts on the
// machine meets all alike; the figures are those of all rounds together.
#include "runtime/log.hpp"
#include "tests/bench/book_rate.hpp"
#include "tests/bench/decode_rate.hpp"
#include "tests/bench/floor_echo.hpp"
#include "tests/bench/floor_relay.hpp"
#include "tests/bench/indicator_rate.hpp"
#include "tests/bench/journal_cost.hpp"
#include "tests/bench/lane_hop.hpp"
#include "tests/bench/read_side_rate.hpp"
#include "tests/bench/recovery_rate.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/risk_rate.hpp"
#include "tests/bench/tick_to_order.hpp"
#include "tests/bench/venue_rate.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <stdexcept>

namespace {

using namespace troupe;

constexpr int rounds = 3;
constexpr int hops = 100'000;
constexpr int echoes = 10'000;
constexpr int orders = 1'500;
constexpr int commits = 500;
constexpr int decode_turns = 20;
constexpr int indicator_turns = 5;
constexpr int risk_turns = 5;
constexpr int book_turns = 3;
constexpr int venue_orders = 8'000;
constexpr double target_us = 15;

constexpr std::string_view relay_row = "bare Beast relay: frame in, prepared POST out";
constexpr std::string_view plain_row = "quote in, order out, journal without fsync";
constexpr std::string_view durable_row = "quote in, order out, journal with fsync";

template <class Value>
Value must(result<Value> outcome) {
  if (!outcome)
    throw std::runtime_error(outcome.failure().code + ": " + outcome.failure().message);
  return std::move(outcome).value();
}

void run_round(bench::report& into, const std::filesystem::path& folder, int round) {
  std::cerr << "bench: round " << round + 1 << " of " << rounds << '\n';
  const auto place = [&](const char* name) { return folder / (name + std::to_string(round)); };
  into.add("hop on a lane", bench::measure_lane_hop(hops));
  into.add("bare Asio loopback echo, 128 bytes", bench::measure_asio_echo(echoes));
  into.add(relay_row, bench::measure_beast_relay(orders));
  into.add(plain_row,
           must(bench::measure_tick_to_order(orders, bench::durability::none, place("plain"))));
  into.add(durable_row,
           must(bench::measure_tick_to_order(orders, bench::durability::fsync, place("durable"))));
  const auto journal = must(bench::measure_journal(commits, place("journal")));
  into.add("journal: append a quote to memory", journal.append_ns);
  into.add("journal: an intent into the kernel", journal.write_ns);
  into.add("journal: an intent onto the disk", journal.commit_ns);
  into.add("bare fdatasync, 200 bytes",
           must(bench::measure_bare_fdatasync(commits, place("bare"))));
  if (const auto measured = bench::measure_recovery(into, place("recovery")); !measured)
    throw std::runtime_error(measured.failure().code + ": " + measured.failure().message);
  std::filesystem::remove_all(place("recovery"));
  if (const auto measured = bench::measure_read_side(into, place("read-side")); !measured)
    throw std::runtime_error(measured.failure().code + ": " + measured.failure().message);
  bench::measure_decode_rates(into, decode_turns);
  bench::measure_indicator_rates(into, indicator_turns);
  bench::measure_risk_rate(into, risk_turns);
  bench::measure_book_rate(into, book_turns);
  bench::measure_venue_rate(into, venue_orders);
}

void print_difference(const bench::report& of) {
  const auto over_relay_us = [&of](std::string_view row) {
    return static_cast<double>(of.figures(row).p50_ns - of.figures(relay_row).p50_ns) / 1000;
  };
  std::cout << "over the relay at p50: " << over_relay_us(plain_row)
            << " us without fsync (target: at most " << std::setprecision(0) << target_us
            << std::setprecision(2) << "), " << over_relay_us(durable_row) << " us with\n";
}

int run(const std::filesystem::path& json, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  runtime::log::settings logging;
  logging.lowest = runtime::log::level::warning;
  if (const auto opened = runtime::log::open(logging); !opened)
    throw std::runtime_error(opened.failure().message);
  bench::report figures;
  for (int round = 0; round < rounds; ++round)
    run_round(figures, folder, round);
  runtime::log::close();
  figures.print(std::cout);
  print_difference(figures);
  bench::print_recovery(figures, std::cout);
  bench::print_read_side(figures, std::cout);
  bench::print_decode_ratios(figures, std::cout);
  bench::print_indicator_ratios(figures, std::cout);
  bench::print_risk_rate(figures, std::cout);
  bench::print_book_rate(figures, std::cout);
  bench::print_venue_ratio(figures, std::cout);
  std::ofstream out(json);
  figures.write_json(out);
  std::filesystem::remove_all(folder);
  return out.good() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: troupe_bench JSON FOLDER\n";
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argv[1], argv[2]);
  } catch (const std::exception& failed) {
    std::cerr << "troupe_bench: " << failed.what() << '\n';
    return 1;
  }
}
