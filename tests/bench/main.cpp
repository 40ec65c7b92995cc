// troupe_bench JSON FOLDER [PART...]: every benchmark in one run, or the parts that are named.
// Prints a table, writes the figures to JSON, and works in FOLDER, which is made and removed again.
//
// Everything is measured in rounds, one after the other in each, so that what drifts on the
// machine meets all alike; the figures are those of all rounds together.
#include "runtime/log.hpp"
#include "tests/bench/bare_http.hpp"
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
#include "tests/bench/strategy_load.hpp"
#include "tests/bench/stream_fanout.hpp"
#include "tests/bench/tick_to_order.hpp"
#include "tests/bench/venue_rate.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <utility>
#include <vector>

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
constexpr int load_turns = 2;
constexpr int book_turns = 3;
constexpr int venue_orders = 8'000;
constexpr std::array<std::pair<std::size_t, int>, 3> fanouts{
    {{1, 40'000}, {100, 4'000}, {1'000, 400}}}; // clients and publishes
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

struct round_place {
  const std::filesystem::path& folder;
  int round;
  std::filesystem::path operator()(const char* name) const {
    return folder / (name + std::to_string(round));
  }
};

std::string read_row(std::string_view of) {
  return std::string(of) + ", read";
}

void add_both(bench::report& into, std::string_view row,
              const bench::tick_to_order_samples& samples) {
  into.add(row, samples.sent_ns);
  into.add(read_row(row), samples.read_ns);
}

void measure_latency(bench::report& into, const round_place& place) {
  into.add("hop on a lane", bench::measure_lane_hop(hops));
  into.add("bare Asio loopback echo, 128 bytes", bench::measure_asio_echo(echoes));
  add_both(into, relay_row, bench::measure_beast_relay(orders));
  add_both(into, plain_row,
           must(bench::measure_tick_to_order(orders, bench::durability::none, place("plain"))));
  add_both(into, durable_row,
           must(bench::measure_tick_to_order(orders, bench::durability::fsync, place("durable"))));
}

void measure_journal(bench::report& into, const round_place& place) {
  const auto journal = must(bench::measure_journal(commits, place("journal")));
  into.add("journal: append a quote to memory", journal.append_ns);
  into.add("journal: an intent into the kernel", journal.write_ns);
  into.add("journal: an intent onto the disk", journal.commit_ns);
  into.add("bare fdatasync, 200 bytes",
           must(bench::measure_bare_fdatasync(commits, place("bare"))));
  if (const auto measured = bench::measure_recovery(into, place("recovery")); !measured)
    throw std::runtime_error(measured.failure().code + ": " + measured.failure().message);
  std::filesystem::remove_all(place("recovery"));
}

void measure_read_side(bench::report& into, const round_place& place) {
  if (const auto measured = bench::measure_read_side(into, place("read-side")); !measured)
    throw std::runtime_error(measured.failure().code + ": " + measured.failure().message);
}

void print_difference(const bench::report& of, std::ostream& out) {
  const auto difference_us = [&of](std::string_view row, std::string_view floor) {
    return static_cast<double>(of.figures(row).p50_ns - of.figures(floor).p50_ns) / 1000;
  };
  out << "over the relay at p50, order out of the socket: " << difference_us(plain_row, relay_row)
      << " us without fsync (target: at most " << std::setprecision(0) << target_us
      << std::setprecision(2) << "), " << difference_us(durable_row, relay_row)
      << " us with; order read by the venue's thread: "
      << difference_us(read_row(plain_row), read_row(relay_row)) << " us and "
      << difference_us(read_row(durable_row), read_row(relay_row)) << " us\n";
}

struct part {
  std::string_view name;
  void (*measure)(bench::report& into, const round_place& place);
  void (*print)(const bench::report& of, std::ostream& out);
};

constexpr std::array parts{
    part{"latency", measure_latency,
         [](const auto& of, std::ostream& out) { print_difference(of, out); }},
    part{"journal", measure_journal, bench::print_recovery},
    part{"read_side", measure_read_side, bench::print_read_side},
    part{"decode", [](auto& into, const auto&) { bench::measure_decode_rates(into, decode_turns); },
         bench::print_decode_ratios},
    part{"indicators",
         [](auto& into, const auto&) { bench::measure_indicator_rates(into, indicator_turns); },
         bench::print_indicator_ratios},
    part{"risk", [](auto& into, const auto&) { bench::measure_risk_rate(into, risk_turns); },
         bench::print_risk_rate},
    part{"strategies",
         [](auto& into, const auto&) { bench::measure_strategy_load(into, load_turns); },
         bench::print_strategy_load},
    part{"book", [](auto& into, const auto&) { bench::measure_book_rate(into, book_turns); },
         bench::print_book_rate},
    part{"venue", [](auto& into, const auto&) { bench::measure_venue_rate(into, venue_orders); },
         bench::print_venue_ratio},
    part{"fanout",
         [](auto& into, const auto&) {
           for (const auto& [clients, publishes] : fanouts)
             bench::measure_stream_fanout(into, clients, publishes);
         },
         bench::print_fanout_ratio},
};

std::string names() {
  std::string all;
  for (const auto& each : parts)
    all += ' ' + std::string(each.name);
  return all;
}

// Those that are named, or all; throws on a name that no part has.
std::vector<part> chosen(const std::vector<std::string_view>& wanted) {
  if (wanted.empty())
    return {parts.begin(), parts.end()};
  std::vector<part> found;
  for (const auto name : wanted) {
    const auto at = std::find_if(parts.begin(), parts.end(),
                                 [name](const auto& each) { return each.name == name; });
    if (at == parts.end())
      throw std::runtime_error("there is no part " + std::string(name) + "; there are" + names());
    found.push_back(*at);
  }
  return found;
}

int run(const std::vector<part>& wanted, const std::filesystem::path& json,
        const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  runtime::log::settings logging;
  logging.lowest = runtime::log::level::warning;
  if (const auto opened = runtime::log::open(logging); !opened)
    throw std::runtime_error(opened.failure().message);
  bench::report figures;
  for (int round = 0; round < rounds; ++round) {
    std::cerr << "bench: round " << round + 1 << " of " << rounds << '\n';
    for (const auto& each : wanted)
      each.measure(figures, {folder, round});
  }
  runtime::log::close();
  figures.print(std::cout);
  for (const auto& each : wanted)
    each.print(figures, std::cout);
  std::ofstream out(json);
  figures.write_json(out);
  std::filesystem::remove_all(folder);
  return out.good() ? 0 : 1;
}

} // namespace

// The bare server alone, for tests/bench/edge_load.py: until its standard input ends.
int serve_bare() {
  const bench::bare_http_server server(R"({"status":"ok","uptime_s":1})");
  std::cout << server.port() << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "bare")
    return serve_bare();
  if (argc < 3) {
    std::cerr << "usage: troupe_bench JSON FOLDER [PART...]\n";
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  rlimit files{}; // a thousand clients, and their ends here
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  try {
    return run(chosen({argv + 3, argv + argc}), argv[1], argv[2]);
  } catch (const std::exception& failed) {
    std::cerr << "troupe_bench: " << failed.what() << '\n';
    return 1;
  }
}
