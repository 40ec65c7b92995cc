// Watchlists: names, order, repeats, bounds.
#include "net/venue/watchlists.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::watchlists_test {
namespace {

const auto aapl = trading::symbol::of("AAPL");
const auto msft = trading::symbol::of("MSFT");
const auto listed_coin = trading::symbol::of("BTC/USD");
using symbols = std::vector<trading::symbol>;

TEST(watchlists, keep_each_symbol_once_where_it_was_first_put) {
  watchlists kept(1);
  const auto made = kept.create({"mine", symbols{msft, aapl, msft}}, 5);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->symbols, (symbols{msft, aapl}));
  EXPECT_EQ(kept.append(made->id, aapl, 6)->updated_ns, 5);
  const auto grown = kept.append(made->id, listed_coin, 7);
  EXPECT_EQ(grown->symbols, (symbols{msft, aapl, listed_coin}));
  EXPECT_EQ(grown->created_ns, 5);
  EXPECT_EQ(grown->updated_ns, 7);
  EXPECT_EQ(kept.erase(made->id, aapl, 8)->symbols, (symbols{msft, listed_coin}));
  EXPECT_EQ(kept.erase(made->id, aapl, 9).failure().code, "symbol_not_found");
}

TEST(watchlists, have_names_of_their_own) {
  watchlists kept(1);
  const auto one = kept.create({"one", {}}, 0);
  const auto two = kept.create({"two", {}}, 0);
  EXPECT_NE(one->id, two->id);
  EXPECT_EQ(kept.create({"one", {}}, 0).failure().code, "watchlist_name_taken");
  EXPECT_EQ(kept.update(two->id, {"one", {}}, 0).failure().code, "watchlist_name_taken");
  EXPECT_TRUE(kept.update(two->id, {"two", symbols{aapl}}, 0));
  EXPECT_EQ(kept.create({"", {}}, 0).failure().code, "invalid_parameter");
  EXPECT_EQ(kept.find_by_name("two")->symbols, symbols{aapl});
}

TEST(watchlists, change_only_what_an_update_names) {
  watchlists kept(1);
  const auto id = kept.create({"old", symbols{aapl}}, 0)->id;
  EXPECT_EQ(kept.update(id, {"new", {}}, 1)->symbols, symbols{aapl});
  EXPECT_EQ(kept.update(id, {"", symbols{}}, 2)->name, "new");
  EXPECT_TRUE(kept.find(id)->symbols.empty());
}

TEST(watchlists, are_gone_once_removed) {
  watchlists kept(1);
  const auto id = kept.create({"brief", {}}, 0)->id;
  EXPECT_TRUE(kept.remove(id));
  EXPECT_EQ(kept.remove(id).failure().code, "watchlist_not_found");
  EXPECT_EQ(kept.append(id, aapl, 0).failure().code, "watchlist_not_found");
  EXPECT_NE(kept.create({"brief", {}}, 0)->id, id);
}

TEST(watchlists, are_bounded) {
  watchlists kept(1);
  EXPECT_FALSE(kept.create({std::string(watchlists::name_max + 1, 'x'), {}}, 0));
  for (std::size_t list = 0; list < watchlists::lists_max; ++list)
    EXPECT_TRUE(kept.create({std::to_string(list), {}}, 0));
  EXPECT_EQ(kept.create({"more", {}}, 0).failure().code, "invalid_parameter");
}

} // namespace
} // namespace troupe::net::venue::watchlists_test
