// Backtests, experiments and flags over REST.
#include "tests/unit/actors/edge/stand.hpp"

#include "config/load.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace troupe::actors::backtest_routes_test {
namespace {

using nlohmann::json;

class testing_stand : public edge_stand {
public:
  testing_stand() {
    settings = config::load({{}, {}, {{"home", home.path().string()}}}).value().values;
    settings.trading.strategies = {"stochrsi_ema"};
    const auto folder = home.path() / "data";
    std::filesystem::create_directories(folder);
    std::ofstream file(folder / "BTC-USD_1m.csv");
    file << "timestamp,open,high,low,close,volume\n";
    for (int minute = 0; minute < 600; ++minute) {
      const int px = 5'000 + (minute * 37) % 211;
      file << 1'709'510'400 + minute * 60 << ',' << px << ',' << px + 3 << ',' << px - 3 << ','
           << px + 1 << ",2\n";
    }
  }

  std::string begin(const std::string& more = "") {
    const auto reply = ask("POST", "/api/backtest", user_role::trader,
                           R"({"strategy":"stochrsi_ema","files":["BTC-USD_1m.csv"])" + more + "}");
    EXPECT_EQ(reply.status, 202) << reply.body;
    return json::parse(reply.body)["id"];
  }

  json ended(const std::string& id) {
    const auto guard = boost::asio::make_work_guard(lane);
    for (int turn = 0; turn < 5'000; ++turn) {
      lane.restart();
      lane.run_one_for(std::chrono::milliseconds(2));
      backtests.on_time();
      const auto told = get("/api/backtests/" + id);
      if (told["state"] != "queued" && told["state"] != "running")
        return told;
    }
    ADD_FAILURE() << "waited too long";
    return {};
  }
};

TEST(backtest_routes, run_what_is_asked_and_tell_its_result) {
  testing_stand stand;
  const auto id = stand.begin(R"(,"parameters":{"rsi_length":9},"name":"short")");
  const auto told = stand.ended(id);
  EXPECT_EQ(told["state"], "done") << told.dump();
  EXPECT_EQ(told["who"], "ann");
  EXPECT_EQ(told["asked"]["parameters"]["rsi_length"], "9");
  EXPECT_EQ(told["result"]["data"]["bars"], 600);
  EXPECT_EQ(told["result"]["settings"]["strategy.stochrsi_ema.rsi_length"], "9");
  EXPECT_EQ(told["result"]["figures"], told["figures"]);
  EXPECT_EQ(told["result"]["symbols"], json::array({"BTC/USD"}));
  ASSERT_FALSE(stand.written.empty());
  EXPECT_EQ(stand.backtest_news.back().row.state, "done");
}

TEST(backtest_routes, list_the_newest_first_page_by_page) {
  testing_stand stand;
  std::vector<std::string> ids;
  for (const auto* name : {"a", "b", "a"})
    ids.push_back(stand.begin(std::string(R"(,"name":")") + name + "\""));
  for (const auto& each : ids)
    stand.ended(each);
  const auto first = stand.get("/api/backtests?limit=2");
  ASSERT_EQ(first["items"].size(), 2u);
  EXPECT_EQ(first["items"][0]["id"], ids[2]);
  EXPECT_FALSE(first["items"][0].contains("result"));
  const auto second = stand.get("/api/backtests?limit=2&page_token=" +
                                first["next_page_token"].get<std::string>());
  ASSERT_EQ(second["items"].size(), 1u);
  EXPECT_EQ(second["items"][0]["id"], ids[0]);
  EXPECT_TRUE(second["next_page_token"].is_null());
  EXPECT_EQ(stand.get("/api/backtests?name=b")["items"].size(), 1u);
  const auto experiments = stand.get("/api/experiments")["items"];
  ASSERT_EQ(experiments.size(), 2u);
  EXPECT_EQ(experiments[0]["name"], "a");
  EXPECT_EQ(experiments[0]["variants"].size(), 2u);
}

TEST(backtest_routes, refuse_by_status_and_code) {
  testing_stand stand;
  const auto refused = [&](const std::string& body) {
    const auto reply = stand.ask("POST", "/api/backtest", user_role::trader, body);
    return std::to_string(reply.status) + " " + error_code(reply);
  };
  EXPECT_EQ(refused("{}"), "400 invalid_body");
  EXPECT_EQ(refused(R"({"strategy":"no_such"})"), "422 unknown_strategy");
  EXPECT_EQ(refused(R"({"strategy":"stochrsi_ema","files":["../../x.csv"]})"),
            "422 invalid_parameter");
  EXPECT_EQ(refused(R"({"strategy":"stochrsi_ema","files":["gone.csv"]})"), "404 not_found");
  EXPECT_EQ(refused(R"({"strategy":"stochrsi_ema","settings":{"home":"/"}})"),
            "422 override_not_allowed");
  EXPECT_EQ(error_code(stand.ask("GET", "/api/backtests/7")), "backtest_not_found");
  EXPECT_EQ(error_code(stand.ask("DELETE", "/api/backtests/7")), "backtest_not_found");
  const auto id = stand.begin();
  stand.ended(id);
  EXPECT_EQ(stand.ask("DELETE", "/api/backtests/" + id).status, 409);
  EXPECT_EQ(stand.ask("POST", "/api/backtest", user_role::viewer, "{}").status, 403);
}

TEST(backtest_routes, are_told_on_their_stream) {
  testing_stand stand;
  EXPECT_EQ(json::parse(backtests_snapshot(stand.backtests)), json::array());
  const auto id = stand.begin();
  const auto listed = json::parse(backtests_snapshot(stand.backtests));
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0]["id"], id);
  stand.ended(id);
}

json flag_in(const json& all, const std::string& key) {
  for (const auto& each : all["items"])
    if (each["key"] == key)
      return each;
  return {};
}

TEST(flag_routes, tell_what_is_on_or_off_and_why) {
  testing_stand stand;
  const auto all = stand.get("/api/flags");
  EXPECT_EQ(flag_in(all, "trading.halted")["value"], false);
  EXPECT_EQ(flag_in(all, "trading.halted")["changeable"], true);
  const auto enters = flag_in(all, "strategy.stochrsi_ema.enabled");
  EXPECT_EQ(enters["value"], true);
  EXPECT_EQ(enters["origin"], "default");
  const auto synced = flag_in(all, "journal.fsync");
  EXPECT_EQ(synced["value"], true);
  EXPECT_EQ(synced["changeable"], false);
  stand.settings.journal.fsync = false;
  EXPECT_EQ(flag_in(stand.get("/api/flags"), "journal.fsync")["origin"], "configuration");
}

TEST(flag_routes, switch_by_the_commands_that_other_routes_give) {
  testing_stand stand;
  const auto answer = stand.send("PATCH", "/api/flags", stand.token_of(user_role::admin),
                                 R"({"trading.halted":true,"reason":"news"})");
  ASSERT_EQ(stand.commands.size(), 1u);
  EXPECT_EQ(stand.commands[0].command.kind, trading::command_kind::halt);
  EXPECT_EQ(stand.commands[0].command.reason, "news");
  stand.desk.accept({stand.commands[0].request_id, "", "", std::nullopt, {}});
  EXPECT_EQ(json::parse((*answer)->body)["value"], true);
  stand.send("PATCH", "/api/flags", stand.token_of(user_role::admin),
             R"({"strategy.stochrsi_ema.enabled":false})");
  ASSERT_EQ(stand.commands.size(), 2u);
  EXPECT_EQ(stand.commands[1].command.changes, "stochrsi_ema enabled=false");
  const auto refused = [&](const std::string& body, user_role role = user_role::admin) {
    return error_code(stand.ask("PATCH", "/api/flags", role, body));
  };
  EXPECT_EQ(refused(R"({"journal.fsync":false})"), "not_changeable");
  EXPECT_EQ(refused(R"({"no.such":true})"), "unknown_key");
  EXPECT_EQ(refused(R"({"trading.halted":1})"), "invalid_body");
  EXPECT_EQ(refused(R"({"trading.halted":true,"trading.enabled":true})"), "invalid_body");
  EXPECT_EQ(refused("{}"), "unknown_key");
  EXPECT_EQ(refused(R"({"trading.halted":true})", user_role::trader), "forbidden");
}

} // namespace
} // namespace troupe::actors::backtest_routes_test
