// The executor itself, between scripted neighbours: adoption, quarantine, reconnects, replacements
// whose answer is lost, and groups whose legs move while nobody knows of them.
#include "tests/unit/actors/executor/executor_stand.hpp"

namespace troupe::actors::executor_test {
namespace {

using trading::order_status;
using trading::quantity;

const auto apple = trading::symbol::of("AAPL");

class executor_test : public testing::Test {
protected:
  void place() {
    stand.accept_orders();
    stand.send(stand.approved(limit_order()));
    stand.run_until([&] { return stand.has("main-1-1", order_status::open); });
  }
  void replace(std::uint32_t ordinal = 1) {
    auto change = limit_order();
    change.limit_price = trading::price::of(151);
    change.replaces = "main-1-1";
    stand.send(stand.approved(change, ordinal));
  }

  executor_stand stand;
};

json legs(const std::string& first_status, const std::string& second_status,
          const std::string& first_filled = "0") {
  json profit = venue_order("leg-1", "uuid-1", first_status,
                            {{"side", "sell"}, {"order_class", "bracket"},
                             {"limit_price", "160"}, {"filled_qty", first_filled}});
  if (first_filled != "0")
    profit["filled_avg_price"] = "160";
  json loss = venue_order("leg-2", "uuid-2", second_status,
                          {{"side", "sell"}, {"order_class", "bracket"}, {"type", "stop"},
                           {"limit_price", nullptr}, {"stop_price", "140"}});
  return json::array({profit, loss});
}

TEST_F(executor_test, adopts_what_nobody_here_asked_for_as_manual) {
  stand.orders["theirs"] = venue_order("v-9", "theirs", "new");
  stand.start();
  const auto* adopted = stand.order("theirs");
  ASSERT_NE(adopted, nullptr);
  EXPECT_EQ(adopted->strategy, "manual");
  EXPECT_EQ(adopted->status, order_status::open);
  EXPECT_EQ(adopted->request.limit_price, trading::price::of(150));
}

TEST_F(executor_test, adopts_a_position_of_a_new_account_without_a_quarantine) {
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "5"}, {"avg_entry_price", "100"}}};
  stand.start();
  const auto books = stand.books();
  EXPECT_EQ(books.position_of(apple).qty, quantity::of(5));
  EXPECT_EQ(books.manual_qty(apple), quantity::of(5));
  EXPECT_TRUE(books.quarantined().reasons().empty());
}

TEST_F(executor_test, puts_a_symbol_in_quarantine_when_its_position_differs_after_a_reconnect) {
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "5"}, {"avg_entry_price", "100"}}};
  stand.start();
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "3"}, {"avg_entry_price", "100"}}};
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  stand.start();
  const auto adjusted = stand.told<trading::adjustment>();
  ASSERT_EQ(adjusted.size(), 2u);
  EXPECT_EQ(adjusted[1].kind, trading::adjustment_kind::position_corrected);
  EXPECT_EQ(adjusted[1].qty, -quantity::of(2));
  EXPECT_EQ(stand.books().quarantined().reasons().size(), 1u);
}

TEST_F(executor_test, sends_nothing_while_the_stream_is_away_and_hears_of_the_fill_it_missed) {
  stand.start();
  place();
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  stand.send(stand.approved(limit_order(), 1));
  stand.pump();
  EXPECT_EQ(stand.requests("POST").size(), 1u);
  stand.orders["main-1-1"] = venue_order("v-main-1-1", "main-1-1", "filled",
                                         {{"filled_qty", "10"}, {"filled_avg_price", "149"}});
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "149"}}};
  stand.cash = "98510";
  stand.start();
  stand.run_until([&] { return stand.requests("POST").size() == 2; });
  EXPECT_TRUE(stand.has("main-1-1", order_status::filled));
  EXPECT_EQ(stand.books().position_of(apple).qty, quantity::of(10));
  EXPECT_TRUE(stand.told<trading::adjustment>().empty());
}

// Of a comparison with many questions one fails now and then: the others are not asked again.
TEST_F(executor_test, asks_again_only_the_question_of_a_comparison_that_failed) {
  int failures = 3;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.target != "/v2/positions" || failures-- == 0)
      return false;
    answer({503, {}, "<html>"});
    return true;
  };
  stand.start();
  const auto asked = stand.requests("GET");
  EXPECT_EQ(std::count(asked.begin(), asked.end(), "/v2/positions"), 4);
  EXPECT_EQ(std::count(asked.begin(), asked.end(), "/v2/clock"), 1);
}

// An order that stays open for days would have each comparison ask for all orders since.
TEST_F(executor_test, compares_what_happened_since_the_last_comparison_however_old_an_order_is) {
  stand.start();
  stand.accept_orders();
  auto old = stand.approved(limit_order());
  old.market_ns = *trading::parse_time("2026-11-20T15:00:00Z");
  stand.send(old);
  stand.run_until([&] { return stand.has("main-1-1", order_status::open); });
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  const auto before = stand.venue.requests.size();
  stand.start();
  int listings = 0;
  for (auto i = before; i < stand.venue.requests.size(); ++i)
    if (const auto& asked = stand.venue.requests[i].target; asked.find("&after=") != asked.npos) {
      ++listings;
      EXPECT_NE(asked.find("after=2026-11-23T14%3A59%3A00"), asked.npos) << asked;
    }
  EXPECT_GE(listings, 3);
}

// Its position is there already, and would be taken for a difference.
TEST_F(executor_test, corrects_nothing_while_an_order_that_is_not_listed_is_asked_for) {
  stand.start();
  place();
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  auto filled = venue_order("v-main-1-1", "main-1-1", "filled",
                            {{"filled_qty", "10"}, {"filled_avg_price", "149"}});
  stand.orders.clear();
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "149"}}};
  stand.cash = "98510";
  int silent = 20;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.target.find("client_order_id=main-1-1") == std::string::npos)
      return false;
    if (silent-- > 0)
      answer({503, {}, "<html>"});
    else
      answer({200, {}, filled.dump()});
    return true;
  };
  stand.start();
  EXPECT_TRUE(stand.has("main-1-1", order_status::filled));
  EXPECT_EQ(stand.books().position_of(apple).qty, quantity::of(10));
  EXPECT_TRUE(stand.told<trading::adjustment>().empty());
}

TEST_F(executor_test, sends_a_replacement_as_a_change_under_an_id_of_its_own) {
  stand.start();
  place();
  json body;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "PATCH")
      return false;
    EXPECT_EQ(asked.target, "/v2/orders/v-main-1-1");
    EXPECT_TRUE(stand.has("main-1-1", order_status::pending_replace));
    body = json::parse(asked.body);
    answer({200, {}, venue_order("v-2", "main-1-2", "new", {{"limit_price", "151"},
                                                            {"replaces", "v-main-1-1"}}).dump()});
    return true;
  };
  replace();
  stand.run_until([&] { return stand.heard.edge.size() == 2; });
  EXPECT_EQ(body, (json{{"client_order_id", "main-1-2"}, {"limit_price", "151"}}));
  EXPECT_EQ(stand.heard.edge[1].order->order_id, "v-2");
  stand.tell("replaced", venue_order("v-main-1-1", "main-1-1", "replaced"));
  stand.run_until([&] { return stand.has("main-1-1", order_status::replaced); });
  EXPECT_TRUE(stand.has("main-1-2", order_status::open));
  EXPECT_EQ(stand.order("main-1-1")->replaced_by, "main-1-2");
}

TEST_F(executor_test, asks_for_a_replacement_whose_answer_is_lost_and_never_guesses) {
  stand.start();
  place();
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "PATCH")
      return false;
    stand.orders["main-1-2"] = venue_order("v-2", "main-1-2", "new", {{"limit_price", "151"}});
    stand.orders["main-1-1"] = venue_order("v-main-1-1", "main-1-1", "replaced");
    answer({504, {}, "<html>"});
    return true;
  };
  replace();
  stand.run_until([&] { return stand.has("main-1-2", order_status::open); });
  EXPECT_EQ(stand.requests("PATCH").size(), 1u);
  ASSERT_EQ(stand.heard.edge.size(), 2u);
  EXPECT_EQ(stand.heard.edge[1].code, "outcome_unknown");
  const auto events = stand.told<trading::order_event>();
  EXPECT_TRUE(std::any_of(events.begin(), events.end(), [](const auto& each) {
    return each.client_order_id == "main-1-2" && each.kind == trading::order_event_kind::unknown;
  }));
}

TEST_F(executor_test, sends_a_replacement_again_that_never_arrived) {
  stand.start();
  place();
  int attempts = 0;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "PATCH")
      return false;
    if (++attempts == 1)
      answer({504, {}, "<html>"});
    else
      answer({200, {}, venue_order("v-2", "main-1-2", "new").dump()});
    return true;
  };
  replace();
  stand.run_until([&] { return stand.has("main-1-2", order_status::open); });
  EXPECT_EQ(attempts, 2);
}

// The venue's time stands still meanwhile: ours does not.
TEST_F(executor_test, does_not_send_again_what_is_older_than_the_market_it_was_decided_in) {
  stand.start();
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "POST")
      return false;
    if (stand.requests("POST").size() == 2)
      stand.clock.advance(61 * trading::second_ns);
    answer({504, {}, "<html>"});
    return true;
  };
  stand.send(stand.approved(limit_order()));
  stand.run_until([&] { return stand.has("main-1-1", order_status::rejected); });
  EXPECT_EQ(stand.told<trading::order_event>().back().reason, "never_reached_the_venue");
  EXPECT_EQ(stand.requests("POST").size(), 2u);
}

TEST_F(executor_test, leaves_the_order_as_it_was_when_its_replacement_is_refused) {
  stand.start();
  place();
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "PATCH")
      return false;
    answer({422, {}, R"({"code":42210000,"message":"order is already in \"filled\" state"})"});
    return true;
  };
  replace();
  stand.run_until([&] { return stand.has("main-1-2", order_status::rejected); });
  EXPECT_TRUE(stand.has("main-1-1", order_status::open));
}

TEST_F(executor_test, refuses_to_replace_what_has_ended_without_asking_the_venue) {
  stand.start();
  place();
  stand.tell("canceled", venue_order("v-main-1-1", "main-1-1", "canceled"));
  stand.run_until([&] { return stand.has("main-1-1", order_status::canceled); });
  replace();
  stand.run_until([&] { return stand.heard.edge.size() == 2; });
  EXPECT_EQ(stand.heard.edge[1].code, "replace_not_open");
  EXPECT_TRUE(stand.requests("PATCH").empty());
}

TEST_F(executor_test, adopts_the_legs_of_a_bracket_as_its_own) {
  stand.start();
  json body;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "POST")
      return false;
    body = json::parse(asked.body);
    answer({200, {}, venue_order("v-1", "main-1-1", "new",
                                 {{"order_class", "bracket"}, {"legs", legs("held", "held")}})
                         .dump()});
    return true;
  };
  stand.send(stand.approved(bracket_order()));
  stand.run_until([&] { return stand.heard.edge.size() == 1; });
  EXPECT_EQ(body["order_class"], "bracket");
  EXPECT_EQ(body["take_profit"], (json{{"limit_price", "160"}}));
  EXPECT_EQ(body["stop_loss"], (json{{"stop_price", "140"}}));
  EXPECT_EQ(stand.heard.edge[0].legs.size(), 2u);
  for (const auto* id : {"uuid-1", "uuid-2"}) {
    stand.run_until([&] { return stand.has(id, order_status::open); });
    EXPECT_EQ(stand.order(id)->request.parent_id, "main-1-1");
    EXPECT_EQ(stand.order(id)->strategy, "stochrsi_ema");
  }
}

TEST_F(executor_test, knows_a_leg_that_fills_while_the_answer_of_its_bracket_is_lost) {
  stand.start();
  const auto group = [](const json& with) {
    return venue_order("v-1", "main-1-1", "filled",
                       {{"order_class", "bracket"}, {"filled_qty", "10"},
                        {"filled_avg_price", "150"}, {"legs", with}});
  };
  bool venue_answers = false;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method == "POST") {
      answer({504, {}, "<html>"});
      return true;
    }
    if (asked.target.find("client_order_id=") == std::string::npos || venue_answers)
      return false;
    answer({500, {}, "<html>"});
    return true;
  };
  stand.send(stand.approved(bracket_order()));
  stand.run_until([&] { return stand.has("main-1-1", order_status::unknown); });
  const auto filled = legs("filled", "canceled", "10");
  stand.tell("fill", filled[0], {{"execution_id", "e-2"}, {"qty", "10"}, {"price", "160"}});
  stand.run_until([&] { return stand.requests("GET").size() > 12; });
  EXPECT_EQ(stand.order("uuid-1"), nullptr) << "it waits for its bracket";
  stand.orders["main-1-1"] = group(filled);
  venue_answers = true;
  stand.run_until([&] { return stand.has("uuid-1", order_status::filled); });
  stand.run_until([&] { return stand.has("main-1-1", order_status::filled); });
  EXPECT_TRUE(stand.has("uuid-2", order_status::canceled));
  const auto books = stand.books();
  EXPECT_EQ(books.position_of(apple).qty, quantity{});
  EXPECT_EQ(books.cash(), trading::money::of(100'100));
  EXPECT_EQ(stand.order("uuid-1")->strategy, "stochrsi_ema");
  EXPECT_EQ(stand.requests("POST").size(), 1u);
}

// Each fee is rounded up by itself: of three executions it ends in 6 units, of their sum in 4.
TEST_F(executor_test, takes_the_fee_of_each_execution_of_an_order_that_it_had_to_look_up) {
  const json of_coin{{"symbol", "BTC/USD"}};
  stand.start();
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "POST")
      return false;
    stand.orders["main-1-1"] = venue_order("v-1", "main-1-1", "filled",
                                           {{"symbol", "BTC/USD"},
                                            {"qty", "0.300001203"},
                                            {"filled_qty", "0.300001203"},
                                            {"filled_avg_price", "100"}});
    stand.executions = {venue_execution("v-1", "0.100000401", "100", "0.100000401", of_coin),
                        venue_execution("v-1", "0.100000401", "100", "0.200000802", of_coin),
                        venue_execution("v-1", "0.100000401", "100", "0.300001203", of_coin)};
    answer({504, {}, "<html>"});
    return true;
  };
  auto asked = limit_order();
  asked.symbol = trading::symbol::of("BTC/USD");
  asked.qty = *quantity::parse("0.300001203");
  asked.time_in_force = trading::time_in_force::gtc;
  stand.send(stand.approved(asked));
  stand.run_until([&] { return stand.has("main-1-1", order_status::filled); });
  EXPECT_EQ(stand.order("main-1-1")->fee_qty, *quantity::parse("0.000750006"));
  EXPECT_EQ(stand.books().position_of(asked.symbol).qty, *quantity::parse("0.299251197"));
}

// The average price is rounded: the sum of what was paid does not follow from it.
TEST_F(executor_test, finds_each_execution_that_a_comparison_shows_to_be_missing) {
  stand.start();
  place();
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  stand.orders["main-1-1"] = venue_order("v-main-1-1", "main-1-1", "partially_filled",
                                         {{"filled_qty", "9"},
                                          {"filled_avg_price", "148.777777778"}});
  stand.executions = {venue_execution("v-main-1-1", "2", "148", "2"),
                      venue_execution("v-main-1-1", "7", "149", "9")};
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "9"}, {"avg_entry_price", "148.777777778"}}};
  stand.cash = "98661";
  stand.start();
  EXPECT_TRUE(stand.has("main-1-1", order_status::partially_filled));
  EXPECT_EQ(stand.order("main-1-1")->filled_notional, trading::money::of(1'339));
  EXPECT_TRUE(stand.told<trading::adjustment>().empty());
}

// The order is older than those that a comparison lists again, and fills in two of them in turn.
TEST_F(executor_test, takes_no_fill_that_comes_between_two_questions_for_a_difference) {
  stand.start();
  place();
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  const auto fill = [&](const char* status, const char* qty, const char* total, const char* cash) {
    stand.orders["main-1-1"] = venue_order("v-main-1-1", "main-1-1", status,
                                           {{"filled_qty", total}, {"filled_avg_price", "149"}});
    stand.executions.push_back(venue_execution("v-main-1-1", qty, "149", total));
    stand.positions = {{{"symbol", "AAPL"}, {"qty", total}, {"avg_entry_price", "149"}}};
    stand.cash = cash;
  };
  int asked_for_positions = 0;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method == "GET" && asked.target.find("status=all") != std::string::npos) {
      answer({200, {{"Content-Type", "application/json"}}, "[]"});
      return true;
    }
    if (asked.target == "/v2/positions" && ++asked_for_positions == 1)
      fill("partially_filled", "4", "4", "99404");
    else if (asked.target == "/v2/positions" && asked_for_positions == 2)
      fill("filled", "6", "10", "98510");
    return false;
  };
  stand.start();
  EXPECT_GT(asked_for_positions, 2);
  EXPECT_EQ(stand.books().position_of(apple).qty, quantity::of(10));
  EXPECT_TRUE(stand.told<trading::adjustment>().empty());
}

// The last execution came before the first, and the executor died in between: the order has ended,
// is older than what a comparison lists, and so are its executions.
TEST_F(executor_test, finds_the_missing_execution_of_an_order_that_ended_before_a_restart) {
  stand.start();
  place();
  stand.orders["main-1-1"] = venue_order("v-main-1-1", "main-1-1", "filled",
                                         {{"filled_qty", "10"}, {"filled_avg_price", "149"}});
  stand.executions = {venue_execution("v-main-1-1", "4", "149", "4"),
                      venue_execution("v-main-1-1", "6", "149", "10")};
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "149"}}};
  stand.cash = "98510";
  stand.script = [](const net::http::request& asked, net::http::respond& answer) {
    const bool lists = asked.method == "GET" && asked.target.starts_with("/v2/orders?");
    const bool of_one = asked.target.find("order_id=") != std::string::npos;
    if (of_one || (!lists && !asked.target.starts_with("/v2/account/activities")))
      return false;
    answer({200, {{"Content-Type", "application/json"}}, "[]"});
    return true;
  };
  stand.tell("fill", stand.orders["main-1-1"],
             {{"execution_id", "e-2"}, {"qty", "6"}, {"price", "149"}});
  stand.run_until([&] { return stand.has("main-1-1", order_status::filled); });
  stand.play();
  stand.start();
  EXPECT_EQ(stand.books().position_of(apple).qty, quantity::of(10));
  EXPECT_TRUE(stand.told<trading::adjustment>().empty());
}

// The venue's activities may lag behind its orders, or not come at all.
TEST_F(executor_test, takes_what_is_filled_as_a_sum_when_its_executions_are_not_told) {
  stand.start();
  place();
  stand.orders["main-1-1"] = venue_order("v-main-1-1", "main-1-1", "filled",
                                         {{"filled_qty", "10"}, {"filled_avg_price", "149"}});
  stand.tell("fill", stand.orders["main-1-1"],
             {{"execution_id", "e-2"}, {"qty", "4"}, {"price", "149"}});
  stand.run_until([&] { return stand.books().position_of(apple).qty == quantity::of(10); });
  EXPECT_EQ(stand.books().cash(), trading::money::of(98'510));
  const auto asked = stand.requests("GET");
  EXPECT_GT(std::count_if(asked.begin(), asked.end(), [](const auto& target) {
    return target.ends_with("&order_id=v-main-1-1");
  }), 1) << "not at the first answer";
}

TEST_F(executor_test, finds_the_legs_again_after_a_restart) {
  stand.start();
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "POST")
      return false;
    stand.orders["main-1-1"] = venue_order(
        "v-1", "main-1-1", "new", {{"order_class", "bracket"}, {"legs", legs("held", "held")}});
    answer({504, {}, "<html>"});
    stand.play(); // the process dies with the answer
    return true;
  };
  stand.send(stand.approved(bracket_order()));
  stand.run_until([&] { return !stand.is_ready(); });
  stand.start();
  EXPECT_TRUE(stand.has("main-1-1", order_status::open));
  ASSERT_TRUE(stand.has("uuid-2", order_status::open));
  EXPECT_EQ(stand.order("uuid-2")->request.parent_id, "main-1-1");
  EXPECT_EQ(stand.requests("POST").size(), 1u);
}

} // namespace
} // namespace troupe::actors::executor_test
