#include "trading/portfolio/account_report.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

bool in_time(const report_query& wanted, time_ns at) {
  return at >= wanted.from_ns && at <= wanted.to_ns;
}

bool is_of(const report_query& wanted, const symbol& name, const std::string& strategy) {
  return (wanted.symbol.empty() || wanted.symbol == name) &&
         (wanted.strategy.empty() || wanted.strategy == strategy);
}

bool is_wanted(const report_query& wanted, const trade_record& made) {
  return in_time(wanted, made.market_ns) && is_of(wanted, made.symbol, made.strategy);
}
bool is_wanted(const report_query& wanted, const closed_lot_record& made) {
  return in_time(wanted, made.lot.closed_ns) && is_of(wanted, made.symbol, made.lot.strategy);
}
bool is_wanted(const report_query& wanted, const equity_point& point) {
  return in_time(wanted, point.at_ns);
}

// Of rows that are only ever added to. A row is named by its place, from one on.
template <class Row>
std::uint64_t take_page(const report_query& wanted, const std::vector<Row>& all,
                        std::vector<Row>& page) {
  const auto limit = std::min(wanted.limit, report_query::rows_max);
  std::uint64_t last = 0;
  const auto take = [&](std::uint64_t place) {
    const auto& row = all[place - 1];
    if (!is_wanted(wanted, row))
      return true;
    if (page.size() == limit)
      return false;
    page.push_back(row);
    last = place;
    return true;
  };
  if (wanted.newest_first) {
    const auto from = wanted.after == 0 ? all.size() + 1 : wanted.after;
    for (auto place = std::min<std::uint64_t>(from - 1, all.size()); place > 0; --place)
      if (!take(place))
        return last;
  } else {
    for (auto place = std::min<std::uint64_t>(wanted.after, all.size()) + 1; place <= all.size();
         ++place)
      if (!take(place))
        return last;
  }
  return 0;
}

// The oldest points are forgotten, so one is named by its time.
std::uint64_t take_history(const account_ledger& books, report_query wanted,
                           std::vector<equity_point>& page) {
  const auto& kept = books.history().points(wanted.step);
  std::vector<equity_point> all(kept.begin(), kept.end());
  const auto now = books.worth();
  if (!all.empty() && all.back().at_ns >= now.at_ns)
    all.pop_back();
  all.push_back(now);
  const auto after = static_cast<time_ns>(std::min<std::uint64_t>(
      wanted.after, static_cast<std::uint64_t>(std::numeric_limits<time_ns>::max())));
  if (after != 0)
    std::erase_if(all, [&](const auto& each) {
      return wanted.newest_first ? each.at_ns >= after : each.at_ns <= after;
    });
  wanted.after = 0;
  const auto more = take_page(wanted, all, page);
  return more == 0 || page.empty() ? 0 : static_cast<std::uint64_t>(page.back().at_ns);
}

account_summary summary_of(const account_ledger& books) {
  account_summary sum;
  sum.broker_account = books.books().broker_account();
  sum.worth = books.worth();
  sum.day_start_equity = books.books().day_start_equity();
  sum.day_ends_ns = books.books().day().ends_ns();
  for (const auto& [name, held] : books.books().positions()) {
    (held.qty < quantity{} ? sum.short_value : sum.long_value) += held.market_value();
    sum.positions += held.is_flat() ? 0 : 1;
  }
  sum.profit = sum_of(books.profits());
  return sum;
}

void take_profits(const account_ledger& books, const report_query& wanted, account_report& into) {
  for (auto& each : books.profits())
    if (is_of(wanted, each.symbol, each.strategy))
      into.profits.push_back(std::move(each));
}

void take_lots(const account_ledger& books, const report_query& wanted, account_report& into) {
  for (const auto& [name, of] : books.symbols())
    for (const auto& each : of.lots.open())
      if (is_of(wanted, name, each.strategy))
        into.lots.push_back({name, each});
}

} // namespace

account_report report_of(const account_ledger& books, const report_query& wanted) {
  account_report told;
  told.summary = summary_of(books);
  switch (wanted.list) {
  case report_list::none:
    break;
  case report_list::history:
    told.next = take_history(books, wanted, told.history);
    break;
  case report_list::profits:
    take_profits(books, wanted, told);
    break;
  case report_list::trades:
    told.next = take_page(wanted, books.trades(), told.trades);
    break;
  case report_list::lots:
    take_lots(books, wanted, told);
    break;
  case report_list::closed_lots:
    told.next = take_page(wanted, books.closed_lots(), told.closed_lots);
    break;
  }
  return told;
}

} // namespace troupe::trading
