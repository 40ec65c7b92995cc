#include "trading/backtest/backtest.hpp"

#include <algorithm>
#include <utility>

namespace troupe::trading {

namespace {

constexpr time_ns hour_ns = 60 * minute_ns;
// So many returns say something; of fewer, those of shorter spans are taken.
constexpr std::uint64_t returns_wanted = 20;

// Crypto trades always; stocks on some 252 days of six and a half hours.
double spans_in_a_year(time_ns length_ns, bool always) {
  const double days = always ? 365 : 252;
  const double hours = always ? 24 : 6.5;
  if (length_ns == day_ns)
    return days;
  return days * hours * static_cast<double>(hour_ns / length_ns);
}

symbol symbol_of(const told_market& told) {
  return std::visit([](const auto& each) { return each.symbol; }, told);
}

double share_of(double part, time_ns whole) {
  return whole > 0 ? part / static_cast<double>(whole) : 0;
}

} // namespace

void backtest::account_record::fold(const event& happened) {
  if (std::holds_alternative<decision>(happened))
    return;
  const auto known = ledger.trades().size();
  ledger.fold(happened);
  for (auto at = known; at < ledger.trades().size(); ++at) {
    auto made = ledger.trades()[at];
    const auto& told = std::get<order_event>(happened); // nothing else adds one
    if (told.qty == made.qty)
      made.px = told.px; // the ledger's is worked out of sums
    trips.fold(made);
    fees += fees_of(made);
    fills.push_back(std::move(made));
  }
}

backtest::backtest(simulation made, std::unique_ptr<account_record> account,
                   const backtest_terms& terms)
    : account_(std::move(account)), simulation_(std::move(made)), cash_(terms.cash),
      from_ns_(terms.simulated.from_ns),
      returns_{return_series(day_ns), return_series(hour_ns), return_series(minute_ns)} {}

result<backtest> backtest::make(backtest_terms terms) {
  auto account = std::make_unique<account_record>();
  auto symbols = terms.simulated.desk.symbols;
  if (symbols.empty())
    return error{"no_symbols", "no symbol is to be traded"};
  terms.simulated.observe = [account = account.get(),
                             further = std::move(terms.simulated.observe)](const auto& happened) {
    account->fold(happened);
    if (further)
      further(happened);
  };
  auto made = simulation::make(terms.simulated);
  if (!made)
    return made.failure();
  backtest fresh(std::move(made).value(), std::move(account), terms);
  std::sort(symbols.begin(), symbols.end());
  for (const auto& each : symbols)
    fresh.prices_.push_back({each, {}, {}});
  session_started session;
  session.account_id = session.broker_account = "backtest";
  session.simulated = true;
  session.market_ns = terms.start_ns;
  session.cash = terms.cash;
  fresh.simulation_.fold(session);
  // As the feed opens a session: all before the first instant is told.
  fresh.simulation_.fold(clock_tick{terms.start_ns - 1});
  return fresh;
}

void backtest::step(time_ns at, std::span<const told_market> events) {
  told_.clear();
  for (const auto& each : events) {
    if (!is_traded(each))
      continue;
    told_.push_back(each);
    if (std::holds_alternative<bar>(each))
      ++bars_;
    else if (std::holds_alternative<quote>(each))
      ++quotes_;
  }
  ++steps_;
  if (at < from_ns_)
    return simulation_.step(at, told_);
  if (!begun_) {
    begun_ = true;
    first_ns_ = last_ns_ = at;
    curve_.add(at, cash_);
  }
  const auto passed = at - last_ns_;
  held_time_ += held_ * static_cast<double>(passed);
  if (held_ > 0)
    in_market_ns_ += passed;
  last_ns_ = at;
  simulation_.step(at, told_);
  for (const auto& each : told_) {
    const auto name = symbol_of(each);
    const auto found = std::lower_bound(prices_.begin(), prices_.end(), name,
                                        [](const auto& one, auto& of) { return one.of < of; });
    found->last = simulation_.desk().books().mark_of(name);
    if (found->first.is_zero())
      found->first = found->last;
  }
  look_at_account(at);
}

bool backtest::is_traded(const told_market& told) const {
  const auto name = symbol_of(told);
  const auto found = std::lower_bound(prices_.begin(), prices_.end(), name,
                                      [](const auto& one, auto& of) { return one.of < of; });
  return found != prices_.end() && found->of == name;
}

void backtest::look_at_account(time_ns at) {
  const auto& books = simulation_.desk().books();
  const auto equity = books.equity();
  curve_.add(at, equity);
  for (auto& each : returns_)
    each.add(at, equity);
  money held;
  for (const auto& [name, position] : books.positions()) {
    const auto value = position.market_value();
    held += value < money{} ? -value : value;
  }
  held_ = equity > money{} ? held.to_double() / equity.to_double() : 0;
}

std::optional<double> backtest::market_return() const {
  double sum = 0;
  std::size_t count = 0;
  for (const auto& each : prices_) {
    if (each.first.is_zero())
      continue;
    sum += each.last.to_double() / each.first.to_double() - 1;
    ++count;
  }
  if (count == 0)
    return std::nullopt;
  return sum / static_cast<double>(count);
}

void backtest::tell_returns(backtest_figures& into) const {
  const bool always = std::any_of(prices_.begin(), prices_.end(),
                                  [](const auto& each) { return each.of.is_crypto(); });
  for (auto series : returns_) {
    series.finish();
    into.period_ns = series.length_ns();
    into.periods = series.count();
    const auto in_a_year = spans_in_a_year(series.length_ns(), always);
    into.sharpe = series.sharpe(in_a_year);
    into.sortino = series.sortino(in_a_year);
    if (series.count() >= returns_wanted)
      return;
  }
}

backtest_figures backtest::figures() const {
  const auto& books = simulation_.desk().books();
  backtest_figures told;
  told.start_equity = cash_;
  told.end_equity = books.equity();
  told.end_cash = books.cash();
  told.net_profit = told.end_equity - told.start_equity;
  if (cash_ > money{})
    told.return_share = told.net_profit.to_double() / cash_.to_double();
  told.market_return = market_return();
  told.drawdown = curve_.drawdown();
  told.drawdown_share = curve_.drawdown_share();
  told.drawdown_ns = curve_.drawdown_ns();
  tell_returns(told);
  told.trades = figures_of(trades());
  told.open_trades = account_->trips.open_count();
  told.fills = fills().size();
  told.fees = account_->fees;
  told.time_in_market = share_of(static_cast<double>(in_market_ns_), last_ns_ - first_ns_);
  told.exposure = share_of(held_time_, last_ns_ - first_ns_);
  return told;
}

} // namespace troupe::trading
