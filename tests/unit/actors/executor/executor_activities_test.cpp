// What the venue names as the cause of a difference is taken over as that, once; what it does not
// name is corrected, and nothing is lost when it names nothing at all.
#include "tests/unit/actors/executor/executor_stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::executor_activities_test {

namespace {

using trading::adjustment_kind;

class executor_activities_test : public testing::Test {
protected:
  // Another comparison, as after a break of the stream.
  void compare() {
    stand.venue.drop();
    stand.run_until([&] { return !stand.is_ready(); });
    stand.start();
  }

  static json activity(const std::string& word, const std::string& id, const std::string& amount,
                       const json& changes = json::object()) {
    json told{{"id", id},
              {"activity_type", word},
              {"date", "2026-11-23"},
              {"created_at", "2026-11-23T15:00:01Z"},
              {"net_amount", amount},
              {"status", "executed"}};
    told.update(changes);
    return told;
  }

  std::vector<adjustment_kind> kinds() const {
    std::vector<adjustment_kind> all;
    for (const auto& each : stand.told<trading::adjustment>())
      all.push_back(each.kind);
    return all;
  }

  executor_stand stand;
};

} // namespace

TEST_F(executor_activities_test, a_deposit_and_a_dividend_are_taken_over_by_name) {
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "100"}}};
  stand.start();
  stand.cash = "105002";
  stand.activities = {activity("CSD", "a", "5000"),
                      activity("DIV", "b", "2", {{"symbol", "AAPL"}, {"qty", "10"}})};
  compare();
  const std::vector expected{adjustment_kind::position_adopted, adjustment_kind::deposit,
                             adjustment_kind::dividend};
  EXPECT_EQ(kinds(), expected);
  const auto books = stand.books();
  EXPECT_EQ(books.cash(), trading::money::of(105'002));
  EXPECT_EQ(books.day_profit(), trading::money::of(2)) << "a deposit is no profit";
}

TEST_F(executor_activities_test, what_was_taken_over_is_not_taken_over_again) {
  stand.start();
  stand.cash = "105000";
  stand.activities = {activity("CSD", "a", "5000")};
  compare();
  compare();
  stand.play(); // a restart: what it knows is in the journal alone
  stand.start();
  EXPECT_EQ(kinds(), std::vector{adjustment_kind::deposit});
}

TEST_F(executor_activities_test, what_is_not_named_is_corrected) {
  stand.start();
  stand.cash = "105100";
  stand.activities = {activity("CSD", "a", "5000")};
  compare();
  const std::vector expected{adjustment_kind::deposit, adjustment_kind::cash_corrected};
  EXPECT_EQ(kinds(), expected);
  EXPECT_EQ(stand.books().cash(), trading::money::of(105'100));
}

TEST_F(executor_activities_test, a_split_is_no_disagreement) {
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "100"}}};
  stand.start();
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "40"}, {"avg_entry_price", "25"}}};
  stand.activities = {activity("SPLIT", "a", "0", {{"symbol", "AAPL"}, {"qty", "-10"}}),
                      activity("SPLIT", "b", "0", {{"symbol", "AAPL"}, {"qty", "40"}})};
  compare();
  const std::vector expected{adjustment_kind::position_adopted, adjustment_kind::split};
  EXPECT_EQ(kinds(), expected);
  const auto books = stand.books();
  const auto apple = trading::symbol::of("AAPL");
  EXPECT_EQ(books.position_of(apple).average_price, trading::price::of(25));
  EXPECT_TRUE(books.quarantined().reasons().empty());
}

TEST_F(executor_activities_test, a_venue_that_names_nothing_does_not_keep_it_from_being_ready) {
  stand.start();
  stand.cash = "105000";
  stand.script = [](const net::http::request& asked, net::http::respond& answer) {
    if (!asked.target.starts_with("/v2/account/activities?category"))
      return false;
    answer({500, {{"Content-Type", "application/json"}}, R"({"message":"internal error"})"});
    return true;
  };
  compare();
  EXPECT_EQ(kinds(), std::vector{adjustment_kind::cash_corrected});
}

TEST_F(executor_activities_test, a_deposit_whose_telling_fails_at_first_is_still_a_deposit) {
  stand.start();
  stand.cash = "105000";
  stand.activities = {activity("CSD", "a", "5000")};
  stand.script = [failures = 0](const net::http::request& asked,
                                net::http::respond& answer) mutable {
    if (!asked.target.starts_with("/v2/account/activities?category") || ++failures > 2)
      return false;
    answer({500, {{"Content-Type", "application/json"}}, R"({"message":"internal error"})"});
    return true;
  };
  compare();
  EXPECT_EQ(kinds(), std::vector{adjustment_kind::deposit});
}

TEST_F(executor_activities_test, of_a_new_account_no_cause_is_asked_for) {
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "100"}}};
  stand.activities = {activity("CSD", "a", "5000")};
  stand.start();
  EXPECT_EQ(kinds(), std::vector{adjustment_kind::position_adopted});
  EXPECT_EQ(stand.books().cash(), trading::money::of(100'000));
}

} // namespace troupe::actors::executor_activities_test
