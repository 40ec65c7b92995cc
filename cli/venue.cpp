#include "cli/venue.hpp"

#include "actors/backtest/recorded_market.hpp"
#include "cli/venue_home.hpp"
#include "net/tls/identity.hpp"
#include "net/venue/faults/plan_file.hpp"
#include "net/venue/market_replay.hpp"
#include "net/venue/seeded_market.hpp"
#include "net/venue/state/keeper.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <charconv>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <ostream>
#include <random>

namespace troupe::cli {

namespace {

constexpr int wrong_usage = 2;
constexpr trading::time_ns fixed_start_ns = 1'767'225'600 * trading::second_ns; // 2026-01-01

// Empty for the highest.
result<std::optional<double>> parse_speed(const std::string& text) {
  if (text == "max")
    return std::optional<double>{};
  double speed = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, speed);
  if (failed != std::errc{} || rest != end || !std::isfinite(speed) || speed <= 0)
    return error{"invalid_speed",
                 "--speed: \"" + text + "\" is neither a number above zero nor max"};
  return std::optional(speed);
}

result<std::vector<net::venue::key_pair>> parse_keys(const std::vector<std::string>& texts) {
  std::vector<net::venue::key_pair> keys;
  for (const auto& text : texts) {
    const auto colon = text.find(':');
    if (colon == 0 || colon == std::string::npos || colon + 1 == text.size())
      return error{"invalid_key", "--key: write ID:SECRET, both not empty"};
    keys.push_back({.id = text.substr(0, colon), .secret = text.substr(colon + 1)});
  }
  return keys;
}

trading::time_ns wall_clock_ns() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

std::string fresh_instance() {
  std::random_device entropy;
  return std::to_string(wall_clock_ns()) + "-" + std::to_string(entropy());
}

result<std::unique_ptr<net::venue::market_source>> open_replay(const venue_options& options,
                                                               std::ostream& warnings) {
  auto rows = actors::read_market_files(options.data, options.skip_bad_rows);
  if (!rows)
    return rows.failure();
  for (const auto& each : rows->warnings)
    warnings << each << '\n';
  return net::venue::market_replay::open(std::move(rows->bars), std::move(rows->quotes));
}

result<std::unique_ptr<net::venue::market_source>>
open_market(const venue_options& options, trading::time_ns start_ns, std::ostream& warnings) {
  if (!options.data.empty())
    return open_replay(options, warnings);
  return std::unique_ptr<net::venue::market_source>(std::make_unique<net::venue::seeded_market>(
      net::venue::seeded_market_options{.seed = options.seed, .start_ns = start_ns}));
}

result<net::venue::server_options> server_options_of(const venue_options& options) {
  const auto calendar = trading::parse_venue_calendar(options.calendar);
  if (!calendar)
    return error{"unknown_calendar", "--calendar: " + calendar.failure().message};
  const auto model = trading::parse_market_model(options.model);
  if (!model)
    return error{"unknown_model", "--model: " + model.failure().message};
  const auto speed = parse_speed(options.speed);
  if (!speed)
    return speed.failure();
  auto keys = parse_keys(options.keys);
  if (!keys)
    return keys.failure();
  net::venue::server_options served;
  served.address = options.address;
  served.port = options.port;
  served.keys = std::move(*keys);
  served.speed = *speed;
  served.calendar = *calendar;
  served.partials = options.partials;
  served.model = *model;
  served.seed = options.seed;
  served.half_spread_bps = options.half_spread_bps;
  served.market = options.data.empty() ? "the seeded market" : "recorded data";
  auto plan = net::venue::data_plan::named(options.plan);
  if (!plan)
    return error{plan.failure().code, "--plan: " + plan.failure().message};
  served.plan = *plan;
  served.requests_a_minute = options.requests_a_minute;
  if (!options.faults.empty()) {
    auto faults = net::venue::read_fault_plan(options.faults);
    if (!faults)
      return error{faults.failure().code, "--faults: " + faults.failure().message};
    served.faults = std::move(*faults);
  }
  return served;
}

std::filesystem::path tls_folder(const venue_options& options) {
  const char* home = std::getenv("TROUPE_HOME");
  const std::filesystem::path usual = home != nullptr && *home != '\0' ? home : "./var";
  return (options.home.empty() ? usual : options.home) / "tls";
}

// Puts the home's log into the server's options, and tells how its state began if it has one.
result<std::optional<net::venue::opening>> enter_home(net::venue::server_options& server,
                                                      const std::filesystem::path& home) {
  if (home.empty())
    return std::optional<net::venue::opening>{};
  auto log = open_venue_home(home);
  if (!log)
    return log.failure();
  server.log = std::move(*log);
  return net::venue::read_opening(*server.log);
}

} // namespace

result<venue_plan> plan_venue(const venue_options& options, std::ostream& warnings) {
  auto server = server_options_of(options);
  if (!server)
    return server.failure();
  const auto begun = enter_home(*server, options.home);
  if (!begun)
    return begun.failure();
  if (options.tls) {
    auto identity = net::tls::load_or_make(tls_folder(options));
    if (!identity)
      return identity.failure();
    server->tls = std::move(*identity);
  }
  auto start_ns = server->speed ? wall_clock_ns() : fixed_start_ns;
  if (*begun)
    start_ns = (*begun)->start_ns;
  auto market = open_market(options, start_ns, warnings);
  if (!market)
    return market.failure();
  server->instance = *begun ? (*begun)->instance : fresh_instance();
  if (*begun && options.data.empty() && server->speed == 1.0)
    server->present = wall_clock_ns();
  return venue_plan{std::move(*server), std::move(*market)};
}

int venue(const venue_options& options, std::ostream& output, std::ostream& errors) {
  const auto fail = [&](const error& failure) {
    errors << "troupe venue: " << failure.message << '\n';
    return wrong_usage;
  };
  auto plan = plan_venue(options, errors);
  if (!plan)
    return fail(plan.failure());
  boost::asio::io_context io;
  auto started = net::venue::server::start(io, std::move(plan->server), std::move(plan->market));
  if (!started)
    return fail(started.failure());
  auto& running = *started;
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](const auto&, int) {
    running->stop();
    io.stop();
  });
  output << "simulated venue on " << running->url();
  if (options.tls)
    output << ", certificate " << net::tls::certificate_path(tls_folder(options)).string();
  output << std::endl;
  io.run();
  return 0;
}

} // namespace troupe::cli
