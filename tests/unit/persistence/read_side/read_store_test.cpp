// Every kind of database holds to the same tests.
#include "persistence/read_side/projector.hpp"
#include "persistence/read_side/read_store.hpp"

#include "tests/unit/persistence/journal/events_for_tests.hpp"
#include "tests/unit/persistence/read_side/postgres_server.hpp"
#include "tests/unit/persistence/read_side/story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace troupe::persistence::read_side::read_store_test {
namespace {

enum class kind { sqlite, postgres };

class read_stores : public testing::TestWithParam<kind> {
protected:
  // One server for all tests, and an account of its own for each.
  static void TearDownTestSuite() { server.reset(); }

  void SetUp() override {
    if (GetParam() == kind::postgres && !server) {
      server = postgres_server::start();
      if (!server)
        GTEST_SKIP() << "PostgreSQL is not installed";
    }
    static int count = 0;
    account = "account-" + std::to_string(++count);
    store = opened();
    const auto ready = store->prepare();
    ASSERT_TRUE(ready) << ready.failure().message;
  }

  std::unique_ptr<read_store> opened() {
    const auto url = GetParam() == kind::postgres ? server->url() : std::string();
    return std::move(open_read_store(url, folder.path())).value();
  }

  row_batch projected(std::uint64_t from = 0) {
    projector made(account);
    made.skip_to(from);
    for (const auto& each : story())
      made.fold(each);
    return made.take();
  }

  void put(const row_batch& rows) {
    const auto stored = store->store(rows);
    ASSERT_TRUE(stored) << stored.failure().message;
  }

  static inline std::unique_ptr<postgres_server> server;
  scratch_folder folder;
  std::string account;
  std::unique_ptr<read_store> store;
};

TEST_P(read_stores, give_back_every_row_as_it_was_put) {
  const auto rows = projected();
  put(rows);
  for (std::size_t index = 0; index < tables; ++index) {
    const auto id = static_cast<table_id>(index);
    auto expected = rows.of(id);
    std::sort(expected.begin(), expected.end(), [&](const row& left, const row& right) {
      const auto keys = static_cast<std::ptrdiff_t>(table_of(id).key_columns);
      return std::lexicographical_compare(left.begin(), left.begin() + keys, right.begin(),
                                          right.begin() + keys);
    });
    const auto found = store->rows_of(id, account);
    ASSERT_TRUE(found) << found.failure().message;
    EXPECT_EQ(*found, expected) << table_of(id).name;
  }
  EXPECT_EQ(store->position_of(account)->last_seq, story().size());
  EXPECT_EQ(store->position_of(account)->journal_began_ns, story_ns + 77);
}

TEST_P(read_stores, take_the_same_rows_twice_as_once) {
  put(projected());
  put(projected());
  put(projected(7));
  EXPECT_EQ(store->rows_of(table_id::decisions, account)->size(), 3u);
  EXPECT_EQ(store->rows_of(table_id::orders, account)->size(), 1u);
}

// The edge and the role of the read side open the same database at the same moment.
TEST(sqlite_stores, may_be_made_by_many_at_once) {
  for (int round = 0; round < 10; ++round) {
    const scratch_folder home;
    std::vector<std::string> failures(8);
    std::vector<std::thread> all;
    for (auto& each : failures)
      all.emplace_back([&each, &home] {
        const auto made = std::move(open_read_store("", home.path())).value();
        if (const auto ready = made->prepare(); !ready)
          each = ready.failure().message;
      });
    for (auto& each : all)
      each.join();
    for (const auto& each : failures)
      EXPECT_EQ(each, "");
  }
}

stored_backtest a_backtest(const std::string& account, const std::string& id) {
  return {account, id,  "slow", "ann", "momentum", "queued", "2024-03-04T00:00:00Z",
          "",      "{}", "",    "",    "",         ""};
}

TEST_P(read_stores, keep_backtests_by_their_ids_whatever_is_forgotten) {
  auto first = a_backtest(account, "1");
  ASSERT_TRUE(store->keep(first));
  ASSERT_TRUE(store->keep(a_backtest(account, "2")));
  ASSERT_TRUE(store->keep(a_backtest("somebody else", "3")));
  first.state = "done";
  first.finished_at = "2024-03-04T00:01:00Z";
  first.figures = R"({"net_profit":"-1.5"})";
  first.outcome = R"({"trades":["it's \"quoted\""]})";
  const auto kept = store->keep(first);
  ASSERT_TRUE(kept) << kept.failure().message;
  ASSERT_TRUE(store->forget(account));
  const auto found = store->backtests_of(account);
  ASSERT_TRUE(found) << found.failure().message;
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->at(0), a_backtest(account, "2"));
  auto listed = first;
  listed.outcome.clear();
  EXPECT_EQ(found->at(1), listed);
  ASSERT_TRUE(store->keep(listed)); // without an outcome the one that is there stays
  EXPECT_EQ(store->backtest_outcome(account, "1").value(), first.outcome);
  EXPECT_EQ(store->backtest_outcome(account, "2").value(), std::nullopt);
  EXPECT_EQ(store->backtest_outcome(account, "9").value(), std::nullopt);
}

TEST_P(read_stores, keep_what_they_have_when_they_are_opened_again) {
  put(projected());
  store = opened();
  ASSERT_TRUE(store->prepare());
  EXPECT_EQ(store->rows_of(table_id::trades, account)->size(), 2u);
  EXPECT_EQ(store->position_of(account)->last_seq, story().size());
}

TEST_P(read_stores, forget_an_account_and_no_other) {
  put(projected());
  const auto other = std::exchange(account, account + "-other");
  put(projected());
  ASSERT_TRUE(store->forget(account));
  EXPECT_TRUE(store->rows_of(table_id::bars, account)->empty());
  EXPECT_EQ(store->position_of(account)->last_seq, 0u);
  EXPECT_EQ(store->rows_of(table_id::bars, other)->size(), 1u);
}

TEST_P(read_stores, hold_rows_of_many_months) {
  row_batch rows;
  rows.account = account;
  for (int month = 1; month <= 12; ++month)
    rows.put(table_id::metrics,
             {account, "2025-" + std::string(month < 10 ? "0" : "") + std::to_string(month) +
                           "-28T23:59:59.999999Z",
              std::to_string(month), "cash", "1"});
  put(rows);
  EXPECT_EQ(store->rows_of(table_id::metrics, account)->size(), 12u);
}

INSTANTIATE_TEST_SUITE_P(every_kind, read_stores, testing::Values(kind::sqlite, kind::postgres),
                         [](const auto& chosen) {
                           return chosen.param == kind::sqlite ? "sqlite" : "postgres";
                         });

TEST(open_read_store, refuses_what_it_does_not_know) {
  EXPECT_EQ(open_read_store("mysql://x", "/tmp").failure().code, "invalid_value");
}

TEST(read_stores_of_postgres, take_all_rows_and_the_position_or_nothing) {
  const auto server = postgres_server::start();
  if (!server)
    GTEST_SKIP() << "PostgreSQL is not installed";
  const auto store = std::move(open_read_store(server->url(), "/tmp")).value();
  ASSERT_TRUE(store->prepare());
  projector made("main");
  for (const auto& each : story())
    made.fold(each);
  auto rows = made.take();
  auto broken = rows;
  broken.put(table_id::metrics, {"main", "2026-11-24T13:30:00.000000Z", "1", "cash", "much"});
  EXPECT_EQ(store->store(broken).failure().code, "read_side_refused");
  EXPECT_TRUE(store->rows_of(table_id::bars, "main")->empty());
  EXPECT_EQ(store->position_of("main")->last_seq, 0u);
  ASSERT_TRUE(store->store(rows)) << "the months of what was refused are made again";
  EXPECT_EQ(store->rows_of(table_id::bars, "main")->size(), 1u);
}

TEST(read_stores_of_postgres, say_when_nobody_answers) {
  const auto store = std::move(open_read_store("postgresql://x@127.0.0.1:1/none", "/tmp")).value();
  EXPECT_EQ(store->prepare().failure().code, "read_side_unreachable");
}

} // namespace
} // namespace troupe::persistence::read_side::read_store_test
