#include "tests/bench/tick_to_order.hpp"

#include "actors/company/company.hpp"
#include "config/load.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace troupe::bench {

namespace {

constexpr std::chrono::seconds ready_limit{20};

// An order of a thousand dollars of a million: some thousands of them are paid for, fees included.
// An order on every quote is a thousand a second, which no preset allows.
config::sources settings_for(std::uint16_t port, durability kept,
                             const std::filesystem::path& home) {
  config::sources from;
  from.environment = {{"TROUPE_HOME", home.string()},
                      {"ALPACA_API_KEY", "bench"},
                      {"ALPACA_SECRET_KEY", "bench"},
                      {"ALPACA_BASE_URL", "http://127.0.0.1:" + std::to_string(port)}};
  from.flags = {{"trading.symbols", "BTC/USD"},
                {"trading.strategies", "every_quote"},
                {"trading.enable_at_start", "true"},
                {"risk.order_notional_max", "1000"},
                {"risk.position_notional_max", "1000000"},
                {"risk.daily_loss_max", "1000000"},
                {"risk.daily_realised_loss_max", "1000000"},
                {"risk.duplicate_window_ms", "0"},
                {"risk.order_rate_max", "10000"},
                {"risk.turnover_rate_max", "25000000"},
                {"risk.equity_fraction_bps", "10000"},
                {"runtime.lanes", "1"},
                {"journal.fsync", kept == durability::fsync ? "true" : "false"}};
  return from;
}

result<std::unique_ptr<actors::company>> start_company(const config::sources& from) {
  auto loaded = config::load(from);
  if (!loaded)
    return loaded.failure();
  actors::company_plan plan;
  plan.settings = std::move(loaded).value().values;
  plan.place = actors::place_all();
  plan.place.roles.erase("edge");
  plan.place.roles.erase("venue");
  plan.symbols = {trading::symbol::parse("BTC/USD").value()};
  plan.version = "bench";
  return actors::company::start(std::move(plan));
}

} // namespace

result<tick_to_order_samples> measure_tick_to_order(int orders, durability kept,
                                                    const std::filesystem::path& home) {
  venue_generator venue;
  auto company = start_company(settings_for(venue.port(), kept, home));
  if (!company)
    return company.failure();
  if (!venue.await_subscriber(ready_limit))
    return error{"not_ready", "the company did not subscribe to the bench's venue in time"};
  auto samples = venue.tick_to_order(orders);
  company->reset();
  if (venue.unanswered() > orders / 10)
    return error{"orders_missing", std::to_string(venue.unanswered()) + " of the first " +
                                       std::to_string(samples.read_ns.size()) +
                                       " quotes and more were followed by no order"};
  return samples;
}

} // namespace troupe::bench
