#include "cli/run.hpp"

#include "actors/company/company.hpp"
#include "cli/load_configuration.hpp"
#include "cli/venue.hpp"
#include "config/load.hpp"
#include "runtime/log.hpp"
#include "runtime/process/respawn.hpp"
#include "runtime/process/signals.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>

namespace troupe::cli {

namespace {

constexpr std::chrono::seconds stop_deadline{5};
constexpr std::chrono::seconds settle_after_end{1};

int refuse(std::ostream& errors, const error& why) {
  errors << "troupe: " << why.message << '\n';
  return 2;
}

venue_options venue_options_of(const config::settings& settings, bool skip_bad_rows) {
  venue_options options;
  options.port = static_cast<std::uint16_t>(settings.venue.port);
  for (const auto& each : settings.venue.data)
    options.data.emplace_back(each);
  options.skip_bad_rows = skip_bad_rows;
  options.speed = settings.venue.speed;
  options.seed = static_cast<std::uint64_t>(settings.venue.seed);
  options.half_spread_bps = settings.venue.half_spread_bps;
  // A replay begins anew each time; a market that goes on takes its account along.
  if (options.data.empty() && options.speed != "max")
    options.home = settings.home;
  return options;
}

result<std::vector<trading::symbol>> parse_symbols(const std::vector<std::string>& names) {
  std::vector<trading::symbol> symbols;
  for (const auto& each : names) {
    auto parsed = trading::symbol::parse(each);
    if (!parsed)
      return error{parsed.failure().code, "trading.symbols: " + parsed.failure().message};
    symbols.push_back(*parsed);
  }
  return symbols;
}

// Opens the market where the built-in venue is this process's, and settles what is traded.
result<void> open_market_of(actors::company_plan& plan, const config::venue_access& venue,
                            bool skip_bad_rows, std::ostream& warnings) {
  auto symbols = parse_symbols(plan.settings.trading.symbols);
  if (!symbols)
    return symbols.failure();
  plan.symbols = std::move(symbols).value();
  if (venue.kind == config::venue_kind::builtin && plan.place.has("venue")) {
    const auto options = venue_options_of(plan.settings, skip_bad_rows);
    auto planned = plan_venue(options, warnings);
    if (!planned)
      return planned.failure();
    plan.market = std::move(planned->market);
    plan.venue = std::move(planned->server);
    plan.venue.cash = plan.settings.venue.start_cash;
    if (plan.symbols.empty())
      plan.symbols = plan.market->symbols();
  }
  if (plan.symbols.empty() && (plan.place.has("feed") || plan.place.has("signal")))
    return error{"no_symbols", "trading.symbols: is empty, and the venue at " + venue.base_url +
                                   " is not the built-in one; name what is to be traded"};
  plan.settings.trading.symbols.clear(); // as they are journaled
  for (const auto& each : plan.symbols)
    plan.settings.trading.symbols.emplace_back(each.text());
  return {};
}

result<runtime::log::settings> log_settings_of(const config::settings& settings) {
  const auto level = runtime::log::parse_level(settings.runtime.log_level);
  if (!level)
    return level.failure();
  runtime::log::settings wanted;
  wanted.lowest = *level;
  wanted.path = settings.runtime.log_file;
  return wanted;
}

void greet(const config::settings& settings, const config::venue_access& venue,
           const actors::placement& place, std::ostream& output) {
  output << "troupe: " << to_text(venue.kind) << " venue at " << venue.base_url
         << (venue.simulated() ? " (SIMULATED)" : "") << '\n';
  if (place.has("edge"))
    output << "troupe: " << (settings.edge.tls_certificate.empty() ? "http://" : "https://")
           << settings.edge.address << ':' << settings.edge.port
           << "  (user admin; password in " << settings.home << "/admin-password)\n";
  output << std::flush;
}

// Waits for a signal or the end, then stops the company within the deadline.
class conductor {
public:
  void end(bool as_planned) {
    boost::asio::post(io_, [this, as_planned] {
      failed_ = failed_ || !as_planned;
      if (!as_planned)
        return io_.stop();
      timer_.expires_after(settle_after_end);
      timer_.async_wait([this](const auto&) { io_.stop(); });
    });
  }

  void wait() {
    auto guard = boost::asio::make_work_guard(io_);
    runtime::process::signals signals(io_, [this](int) { io_.stop(); });
    io_.run();
  }

  int stop(std::unique_ptr<actors::company> company) {
    std::thread watchdog([this] {
      std::unique_lock lock(mutex_);
      if (stopped_.wait_for(lock, stop_deadline, [this] { return done_; }))
        return;
      runtime::log::write(runtime::log::level::critical, "stop_took_too_long");
      runtime::log::flush();
      std::_Exit(failed_ ? 1 : 0);
    });
    company->stop();
    company.reset();
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    stopped_.notify_all();
    watchdog.join();
    return failed_ ? 1 : 0;
  }

private:
  boost::asio::io_context io_{1};
  boost::asio::steady_timer timer_{io_};
  bool failed_ = false;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool done_ = false;
};

result<actors::company_plan> plan_of(const run_options& options, std::ostream& warnings) {
  config::sources sources;
  if (options.config)
    sources.file = *options.config;
  sources.environment = config::process_environment();
  sources.flags = options.flags;
  auto loaded = load_configuration(std::move(sources));
  if (!loaded)
    return loaded.failure();
  actors::company_plan plan;
  plan.settings = std::move(loaded).value().values;
  plan.place = actors::place_all();
  if (options.node) {
    auto placed = actors::place_node(plan.settings, *options.node);
    if (!placed)
      return placed.failure();
    plan.place = std::move(placed).value();
  } else {
    plan.settings.cluster.nodes.clear();
  }
  const auto venue = config::resolve(plan.settings);
  if (auto opened = open_market_of(plan, venue, options.skip_bad_rows, warnings); !opened)
    return opened.failure();
  plan.version = TROUPE_VERSION;
  if (const auto key = master_key())
    plan.master_key = *key;
  plan.test_hooks = std::getenv("TROUPE_TEST_HOOKS") != nullptr;
  return plan;
}

} // namespace

int run(const run_options& options, std::ostream& output, std::ostream& errors) {
  if (options.respawn) {
    runtime::process::respawn_options wanted;
    wanted.command = options.command;
    return runtime::process::respawn(wanted);
  }
  auto plan = plan_of(options, errors);
  if (!plan)
    return refuse(errors, plan.failure());
  const auto logging = log_settings_of(plan->settings);
  if (!logging)
    return refuse(errors, logging.failure());
  if (auto opened = runtime::log::open(*logging); !opened)
    return refuse(errors, opened.failure());

  conductor conductor;
  const bool exit_at_end = plan->settings.runtime.exit_at_end;
  plan->on_end = [&conductor, exit_at_end](bool as_planned) {
    if (exit_at_end || !as_planned)
      conductor.end(as_planned);
  };
  const auto settings = plan->settings;
  const auto place = plan->place;
  auto started = actors::company::start(std::move(plan).value());
  if (!started) {
    runtime::log::close();
    return refuse(errors, started.failure());
  }
  greet(settings, config::resolve(settings), place, output);
  conductor.wait();
  const int code = conductor.stop(std::move(started).value());
  runtime::log::close();
  return code;
}

} // namespace troupe::cli
