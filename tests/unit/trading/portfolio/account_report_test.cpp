#include "trading/portfolio/account_report.hpp"

#include "tests/unit/trading/portfolio/account_story.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace troupe::trading::account_report_test {
namespace {

account_ledger told_books(int steps = 600) {
  account_story told(account_seed, true);
  for (int step = 0; step < steps; ++step)
    told.go_on();
  account_ledger ledger;
  for (const auto& each : told.events)
    ledger.fold(each);
  return ledger;
}

// Every page of a list, one after the other.
template <class Row>
std::vector<Row> all_pages(const account_ledger& books, report_query wanted,
                           std::vector<Row> account_report::*list) {
  std::vector<Row> rows;
  for (int page = 0; page < 10'000; ++page) {
    const auto told = report_of(books, wanted);
    const auto& some = told.*list;
    EXPECT_LE(some.size(), wanted.limit);
    rows.insert(rows.end(), some.begin(), some.end());
    if (told.next == 0)
      return rows;
    EXPECT_EQ(some.size(), wanted.limit) << "only the last page is short";
    wanted.after = told.next;
  }
  ADD_FAILURE() << "the pages do not end";
  return rows;
}

std::vector<std::string> ids_of(const std::vector<trade_record>& made) {
  std::vector<std::string> ids;
  for (const auto& each : made)
    ids.push_back(each.execution_id);
  return ids;
}

TEST(account_report, pages_of_any_size_are_the_whole_list_in_either_direction) {
  const auto books = told_books();
  const auto whole = ids_of(books.trades());
  ASSERT_GT(whole.size(), 100u);
  for (const std::uint64_t limit : {1u, 7u, 100u, 1'000u}) {
    report_query wanted{.list = report_list::trades, .limit = limit};
    EXPECT_EQ(ids_of(all_pages(books, wanted, &account_report::trades)), whole);
    wanted.newest_first = true;
    EXPECT_EQ(ids_of(all_pages(books, wanted, &account_report::trades)),
              std::vector<std::string>(whole.rbegin(), whole.rend()));
  }
}

TEST(account_report, a_page_has_what_was_asked_for_and_nothing_else) {
  const auto books = told_books();
  const auto middle_ns = books.trades()[books.trades().size() / 2].market_ns;
  const report_query wanted{.list = report_list::trades,
                            .from_ns = middle_ns,
                            .symbol = btc,
                            .strategy = "beta",
                            .limit = 3};
  std::vector<std::string> expected;
  for (const auto& each : books.trades())
    if (each.market_ns >= middle_ns && each.symbol == btc && each.strategy == "beta")
      expected.push_back(each.execution_id);
  ASSERT_GT(expected.size(), 3u);
  EXPECT_EQ(ids_of(all_pages(books, wanted, &account_report::trades)), expected);
}

TEST(account_report, closed_lots_are_all_that_were_closed) {
  const auto books = told_books();
  const report_query wanted{.list = report_list::closed_lots, .limit = 11};
  money gained;
  for (const auto& each : all_pages(books, wanted, &account_report::closed_lots))
    gained += each.lot.gain();
  money expected;
  for (const auto& each : books.closed_lots())
    expected += each.lot.gain();
  EXPECT_EQ(gained, expected);
}

TEST(account_report, the_history_ends_with_now_and_its_pages_are_the_whole) {
  const auto books = told_books();
  for (const auto step : {history_step::minute, history_step::hour, history_step::day}) {
    std::vector<equity_point> expected(books.history().points(step).begin(),
                                       books.history().points(step).end());
    if (!expected.empty() && expected.back().at_ns == books.worth().at_ns)
      expected.pop_back();
    expected.push_back(books.worth());
    report_query wanted{.list = report_list::history, .step = step, .limit = 5};
    EXPECT_EQ(all_pages(books, wanted, &account_report::history), expected);
    wanted.newest_first = true;
    std::reverse(expected.begin(), expected.end());
    EXPECT_EQ(all_pages(books, wanted, &account_report::history), expected);
  }
}

TEST(account_report, the_sum_is_the_accounts) {
  const auto books = told_books();
  const auto sum = report_of(books, {}).summary;
  EXPECT_EQ(sum.worth.equity - sum.worth.contributed, sum.profit.total());
  EXPECT_EQ(sum.worth.equity, sum.worth.cash + sum.long_value + sum.short_value);
  EXPECT_EQ(sum.worth.equity - sum.day_start_equity, sum.profit.day);
  EXPECT_EQ(sum.profit.trades, books.trades().size());
}

TEST(account_report, open_lots_are_the_positions) {
  const auto books = told_books();
  std::map<symbol, quantity> held;
  for (const auto& each : report_of(books, {.list = report_list::lots}).lots)
    held[each.symbol] += each.lot.qty;
  for (const auto& [name, position] : books.books().positions())
    EXPECT_EQ(held[name], position.qty);
}

} // namespace
} // namespace troupe::trading::account_report_test
