#include "actors/edge/rest/report_table.hpp"
#include "tests/unit/actors/edge/stand.hpp"
#include "trading/portfolio/account_report.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace troupe::actors::portfolio_routes_test {

namespace {

using nlohmann::json;

// An edge whose portfolio has the story's trades.
class stand_with_books : public edge_stand {
public:
  stand_with_books() { tell_trades(ledger); }

  net::http::response show(const std::string& target,
                           std::vector<net::http::header> more = {}) {
    const auto answer = send("GET", target, token_of(user_role::viewer), {}, std::move(more));
    for (const auto& each : std::exchange(book_questions, {}))
      desk.accept(portfolio_answer{each.request_id, trading::report_of(ledger, each.wanted)});
    return answer->value();
  }
  json shown(const std::string& target) { return json::parse(show(target).body); }

  trading::account_ledger ledger;
};

trading::money amount_in(const json& row, const char* name) {
  return trading::money::parse(row.at(name).get<std::string>()).value();
}

trading::money sum_of_column(const json& list, const char* name) {
  trading::money sum;
  for (const auto& row : list["items"])
    sum += amount_in(row, name);
  return sum;
}

std::string lines_of(const std::string& text, std::size_t count) {
  std::istringstream lines(text);
  std::string line, taken;
  for (std::size_t index = 0; index < count && std::getline(lines, line); ++index)
    taken += line + "\n";
  return taken;
}

} // namespace

TEST(portfolio_routes, strategies_and_symbols_add_up_to_the_account_in_every_column) {
  stand_with_books stand;
  const auto sum = stand.shown("/api/portfolio");
  const auto strategies = stand.shown("/api/portfolio/strategies");
  const auto symbols = stand.shown("/api/portfolio/symbols");
  ASSERT_EQ(symbols["items"].size(), 3u);
  EXPECT_TRUE(symbols["items"][0]["symbol"].is_null()) << "interest is of no symbol";
  for (const auto* column :
       {"day_pl", "realized_pl", "unrealized_pl", "total_pl", "fees", "income"}) {
    EXPECT_EQ(sum_of_column(strategies, column), amount_in(sum, column)) << column;
    EXPECT_EQ(sum_of_column(symbols, column), amount_in(sum, column)) << column;
  }
  EXPECT_EQ(amount_in(sum, "total_pl"), amount_in(sum, "equity") - amount_in(sum, "contributed"));
  EXPECT_EQ(sum["income"], "1.25");
  EXPECT_EQ(sum["executions"], 4);
}

TEST(portfolio_routes, what_was_closed_is_a_trade_and_a_tax_lot) {
  stand_with_books stand;
  const auto trades = stand.shown("/api/portfolio/trades?direction=asc");
  ASSERT_EQ(trades["items"].size(), 2u);
  EXPECT_EQ(trades["items"][0]["symbol"], "BTC/USD");
  EXPECT_EQ(trades["items"][0]["side"], "long");
  EXPECT_EQ(trades["items"][0]["entry_price"], "100.5");
  EXPECT_EQ(trades["items"][1]["side"], "short");
  EXPECT_EQ(trades["items"][1]["qty"], "1");
  const auto closed = stand.shown("/api/portfolio/lots?status=closed&direction=asc");
  EXPECT_EQ(closed["items"][0]["gain"], trades["items"][0]["realized_pl"]);
  EXPECT_EQ(closed["items"][0]["cost_basis"], "100.5");
  const auto open = stand.shown("/api/portfolio/lots");
  ASSERT_EQ(open["items"].size(), 2u);
  EXPECT_EQ(open["items"][0]["symbol"], "AAPL");
  EXPECT_EQ(open["items"][0]["side"], "short");
  EXPECT_EQ(open["items"][0]["qty"], "2");
  EXPECT_TRUE(open["items"][0]["closed_at"].is_null());
}

TEST(portfolio_routes, a_list_comes_as_csv_by_parameter_or_by_header) {
  stand_with_books stand;
  const auto by_name = stand.show("/api/portfolio/trades?format=csv&direction=asc");
  const auto by_header =
      stand.show("/api/portfolio/trades?direction=asc", {{"Accept", "text/csv"}});
  EXPECT_EQ(by_name.body, by_header.body);
  EXPECT_EQ(net::http::header_value(by_name.headers, "Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(lines_of(by_name.body, 2),
            "opened_at,closed_at,symbol,strategy,side,qty,entry_price,exit_price,fees,"
            "realized_pl\r\n"
            "2024-05-01T12:00:01Z,2024-05-01T12:00:01Z,BTC/USD,stochrsi_ema,long,1,100.5,100.5,"
            "0,0\r\n");
  EXPECT_NE(stand.show("/api/portfolio/trades?format=json", {{"Accept", "text/csv"}})
                .body.find("\"items\""),
            std::string::npos);
  EXPECT_EQ(stand.show("/api/portfolio/trades?format=xml").status, 422);
}

TEST(portfolio_routes, a_page_of_csv_names_the_next_in_a_header) {
  stand_with_books stand;
  const auto first = stand.show("/api/portfolio/executions?format=csv&limit=3");
  const auto next = std::string(net::http::header_value(first.headers, "X-Next-Page-Token"));
  ASSERT_FALSE(next.empty());
  const auto last =
      stand.show("/api/portfolio/executions?format=csv&limit=3&page_token=" + next);
  EXPECT_TRUE(net::http::header_value(last.headers, "X-Next-Page-Token").empty());
  EXPECT_EQ(std::count(first.body.begin(), first.body.end(), '\n'), 4);
  EXPECT_EQ(std::count(last.body.begin(), last.body.end(), '\n'), 2);
}

TEST(portfolio_routes, no_text_in_a_csv_is_a_formula) {
  report_table table{"made", {"a", "b", "c"}, {}, 0};
  table.rows.push_back({report_cell::text("=1+1"), report_cell::text("x,\"y\""),
                        report_cell::amount(trading::money::of(-3))});
  EXPECT_EQ(csv_text(table), "a,b,c\r\n'=1+1,\"x,\"\"y\"\"\",-3\r\n");
}

TEST(portfolio_routes, the_history_ends_with_now) {
  stand_with_books stand;
  const auto history = stand.shown("/api/portfolio/history?timeframe=1Min");
  ASSERT_FALSE(history["items"].empty());
  const auto sum = stand.shown("/api/portfolio");
  EXPECT_EQ(history["items"].back()["time"], sum["time"]);
  EXPECT_EQ(history["items"].back()["equity"], sum["equity"]);
  EXPECT_EQ(stand.show("/api/portfolio/history?timeframe=5Min").status, 422);
}

TEST(portfolio_routes, say_that_nobody_keeps_the_books_instead_of_inventing_them) {
  stand_with_books stand;
  stand.takes_messages = false;
  for (const auto* path : {"/api/portfolio", "/api/portfolio/history", "/api/portfolio/lots"}) {
    const auto answer = stand.show(path);
    EXPECT_EQ(answer.status, 503) << path;
    EXPECT_EQ(error_code(answer), "role_unavailable");
  }
}

TEST(portfolio_routes, an_answer_that_never_comes_ends_the_request) {
  stand_with_books stand;
  const auto answer = stand.send("GET", "/api/portfolio", stand.token_of(user_role::viewer));
  EXPECT_FALSE(answer->has_value());
  stand.desk.expire(stand.clock.steady_ns() + operator_desk::answer_timeout_ns);
  ASSERT_TRUE(answer->has_value());
  EXPECT_EQ((*answer)->status, 503);
  EXPECT_EQ(stand.desk.pending(), 0u);
}

} // namespace troupe::actors::portfolio_routes_test
