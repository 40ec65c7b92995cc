#include "tests/simulation/world.hpp"

#include "actors/role/venue_of.hpp"
#include "config/load.hpp"
#include "net/venue/market_replay.hpp"
#include "tests/simulation/market.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace troupe::simulation {

namespace {

constexpr std::uint16_t venue_port = 9200;
constexpr int first_life = 2;
const std::string venue_url = "http://127.0.0.1:" + std::to_string(venue_port);

config::settings settings_of(const world_options& options, const std::string& home) {
  config::sources sources;
  sources.flags = {{"alpaca.base_url", venue_url},
                   {"alpaca.key_id", "key"},
                   {"alpaca.secret_key", "secret"},
                   {"venue.speed", options.speed},
                   {"runtime.lanes", "1"},
                   {"journal.fsync", options.fsync ? "true" : "false"},
                   {"journal.segment_mb", "1"},
                   {"trading.strategies", "ma_crossover"}};
  auto loaded = config::load(sources);
  if (!loaded)
    throw std::logic_error(loaded.failure().message);
  auto settings = std::move(loaded).value().values;
  settings.home = home;
  settings.strategy["ma_crossover"] = {
      {"candle_minutes", "1"}, {"fast_length", "2"}, {"slow_length", "4"}};
  settings.executor.request_timeout_ms = 1'000;
  settings.executor.unknown_lookup_interval_ms = 200;
  settings.executor.reconcile_interval_s = 5;
  auto& limits = settings.risk;
  limits.order_notional_max = trading::money::of(4'000);
  limits.position_notional_max = trading::money::of(6'000);
  limits.gross_exposure_max = trading::money::of(11'000);
  limits.open_positions_max = 2;
  for (const auto& each : simulated_symbols(options.symbols))
    settings.trading.symbols.emplace_back(each.text());
  return settings;
}

// The value of a member of a JSON text that our own writer made; empty where there is none.
std::string member(std::string_view json, std::string_view name) {
  const auto key = "\"" + std::string(name) + "\":\"";
  const auto at = json.find(key);
  if (at == std::string_view::npos)
    return {};
  const auto begin = at + key.size();
  return std::string(json.substr(begin, json.find('"', begin) - begin));
}

} // namespace

world::world(world_options options)
    : options_(std::move(options)), symbols_(simulated_symbols(options_.symbols)),
      root_((std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp") +
            std::string("/troupe-simulation-") + std::to_string(::getpid())),
      machine_(std::make_unique<machine>(options_.seed, root_, first_instant())),
      chance_(options_.seed) {
  std::filesystem::remove_all(root_);
  machine_->wires().set_latency(options_.latency);
  machine_->wires().on_send(venue_port, [this](std::string_view bytes) { on_request(bytes); });
  start_venue();
  home_ = next_home();
  start_trader();
}

// What runs on the machine ends with it; the trader's last life is left behind as the others are.
world::~world() {
  static_cast<void>(trader_.release());
  static_cast<void>(venue_.release());
  static_cast<void>(auditor_.release());
  std::filesystem::remove_all(root_);
}

void world::on_request(std::string_view bytes) {
  if (!bytes.starts_with("POST /v2/orders ") && !bytes.starts_with("PATCH /v2/orders/"))
    return;
  const auto id = member(bytes, "client_order_id");
  requests_.push_back({machine_->steady_ns(), machine_->host(), std::string(bytes)});
  if (id.empty())
    violations_.push_back("an order without a client order id: " + std::string(bytes));
  if (options_.fsync && !machine_->storage().holds(home_, ".journal", id))
    violations_.push_back("order " + id + " left before its intent was on the disk");
  if (halted_ && member(bytes, "side") == "buy")
    violations_.push_back("order " + id + " left while trading was halted");
}

void world::start_venue() {
  machine_->run_as(venue_host);
  venue_io_ = new boost::asio::io_context(1); // as long as the process: it is never torn down
  net::venue::server_options wanted;
  wanted.port = venue_port;
  wanted.speed.reset(); // the highest
  if (options_.speed != "max")
    wanted.speed = std::strtod(options_.speed.c_str(), nullptr);
  wanted.seed = options_.market_seed;
  wanted.faults = options_.faults;
  wanted.on_end = [this] { market_over_ = true; };
  auto market = net::venue::market_replay::open(
      make_bars(options_.market_seed, options_.symbols, options_.minutes), {});
  auto started =
      net::venue::server::start(*venue_io_, std::move(wanted), std::move(market).value());
  if (!started)
    throw std::runtime_error(started.failure().message);
  venue_ = std::move(started).value();
  machine_->run_as(auditor_host);
  auditor_io_ = new boost::asio::io_context(1);
  auditor_ = std::make_unique<net::alpaca::trading_client>(
      *auditor_io_, actors::venue_of(config::resolve(settings_of(options_, home_))));
}

void world::start_trader() {
  life_ = first_life + static_cast<int>(crashes_);
  machine_->run_as(life_);
  std::filesystem::create_directories(home_);
  auto settings = settings_of(options_, home_);
  limits_ = settings.risk;
  trader_ = std::make_unique<trader>(std::move(settings), symbols_);
  idle_.assign(trader_->lanes() + 2, false);
  paused_until_.clear();
}

std::string world::next_home() {
  return root_ + "/" + std::to_string(::getpid()) + "-" + std::to_string(++homes_);
}

void world::crash(const survivors& rule, std::int64_t away_ns) {
  const auto next = next_home();
  machine_->storage().leave(home_, next, rule);
  crash_to(next, away_ns);
}

void world::crash_to(const std::string& home, std::int64_t away_ns) {
  machine_->power_off(life_);
  machine_->storage().thaw();
  static_cast<void>(trader_.release()); // nothing of it may run again, its destructor neither
  ++crashes_;
  home_ = home;
  if (away_ns > 0) {
    idle_.assign(2, false);
    const auto back = machine_->steady_ns() + away_ns;
    until([&] { return machine_->steady_ns() >= back; }, away_ns + 1);
  }
  start_trader();
}

bool world::until(const std::function<bool()>& holds, std::int64_t most_ns) {
  const auto limit = machine_->steady_ns() + most_ns;
  while (!holds()) {
    if (before_step_ && trader_)
      before_step_();
    if (!run_one() && !pass_time(limit))
      return holds();
  }
  return true;
}

bool world::run_candidate(std::size_t which) {
  const auto lanes = idle_.size() - 2;
  if (which < lanes) {
    const auto paused = paused_until_.find(which);
    if (paused != paused_until_.end() && paused->second > machine_->steady_ns())
      return false;
    machine_->run_as(life_);
    return trader_->run_one(which);
  }
  machine_->run_as(which == lanes ? venue_host : auditor_host);
  auto& io = which == lanes ? *venue_io_ : *auditor_io_;
  io.restart();
  return io.poll_one() > 0;
}

bool world::run_one() {
  auto left = static_cast<std::uint64_t>(std::count(idle_.begin(), idle_.end(), false));
  while (left > 0) {
    auto drawn = chance_.below(left--);
    std::size_t which = 0;
    while (idle_[which] || drawn-- > 0)
      ++which;
    if (run_candidate(which)) {
      ++steps_;
      idle_.assign(idle_.size(), false);
      return true;
    }
    idle_[which] = true;
  }
  return false;
}

bool world::pass_time(std::int64_t limit_ns) {
  const auto now = machine_->steady_ns();
  auto next = machine_->next_due_ns();
  if (trader_)
    if (const auto due = trader_->next_due_in_ns(); due < limit_ns - now)
      next = std::min(next, now + std::max<std::int64_t>(due, 0));
  for (const auto& [lane, end] : paused_until_)
    if (end > now)
      next = std::min(next, end);
  const bool ends = next >= limit_ns;
  next = std::min(next, limit_ns);
  if (trader_)
    trader_->advance(next - now);
  machine_->advance_to(next);
  idle_.assign(idle_.size(), false);
  return !ends;
}

} // namespace troupe::simulation
