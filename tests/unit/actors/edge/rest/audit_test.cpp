// What the audit log is told of writes: who, what, before, after; and no secret.
#include "actors/edge/auth/first_user.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::audit_test {

namespace {

using nlohmann::json;

class audited_stand : public edge_stand {
public:
  audited_stand() {
    tell_story(known);
    tell_books(known);
  }

  void accept_all() {
    trading::order placed;
    placed.request = intent_of("main-1-9").request;
    for (std::uint64_t id = (7ull << 32) + 1; id < (7ull << 32) + 20; ++id)
      desk.accept({id, {}, {}, placed, {}});
  }

  // The one write that it led to.
  audit_entry write(const std::string& method, const std::string& target,
                    const std::string& body = {}, user_role role = user_role::admin) {
    written.clear();
    const auto answer = send(method, target, token_of(role), body);
    accept_all();
    const auto keep_running = boost::asio::make_work_guard(lane);
    lane.restart();
    for (int turn = 0; turn < 20'000 && !answer->has_value(); ++turn)
      lane.run_one_for(std::chrono::milliseconds(1));
    EXPECT_EQ(written.size(), 1u) << method << " " << target;
    return written.empty() ? audit_entry{} : written.back();
  }
};

} // namespace

TEST(audit, tells_who_asked_for_what_and_what_was_before_and_after) {
  audited_stand stand;
  const auto limits = stand.write("PATCH", "/api/risk/limits", R"({"order_notional_max":"77"})");
  EXPECT_EQ(limits.who, "ann");
  EXPECT_EQ(limits.role, user_role::admin);
  EXPECT_EQ(limits.address, "127.0.0.1");
  EXPECT_EQ(limits.method + " " + limits.path, "PATCH /api/risk/limits");
  EXPECT_EQ(limits.status, 200);
  EXPECT_FALSE(limits.request_id.empty());
  EXPECT_NE(limits.before, limits.after);
  EXPECT_NE(limits.before.find("25000"), std::string::npos) << limits.before;
  EXPECT_NE(limits.after.find("77"), std::string::npos) << limits.after;

  const auto halted = stand.write("POST", "/api/risk/halt", R"({"reason":"news"})");
  EXPECT_EQ(json::parse(halted.before)["halted"], false);
  EXPECT_EQ(json::parse(halted.after)["halted"], true);
  EXPECT_EQ(json::parse(halted.asked)["reason"], "news");

  const auto closed = stand.write("DELETE", "/api/positions/BTCUSD");
  EXPECT_EQ(json::parse(closed.before)["symbol"], "BTCUSD");
  const auto changed = stand.write("PATCH", "/api/strategies/stochrsi_ema", R"({"enabled":false})");
  EXPECT_EQ(json::parse(changed.before)["enabled"], true);
  EXPECT_EQ(json::parse(changed.after)["enabled"], false);
}

TEST(audit, tells_each_write_of_the_one_table_and_no_read) {
  audited_stand stand;
  stand.settings.trading.strategies = {"stochrsi_ema"};
  for (const auto& each : stand.dispatch->routes().routes()) {
    if (each.needed < user_role::trader)
      continue;
    auto target = each.pattern;
    for (const auto& [hole, value] : {std::pair<std::string, std::string>{"{id}", "main-1-1"},
                                      {"{symbol}", "BTCUSD"},
                                      {"{name}", "stochrsi_ema"}})
      if (const auto place = target.find(hole); place != std::string::npos)
        target.replace(place, hole.size(), value);
    stand.written.clear();
    stand.send(each.method, target, stand.token_of(user_role::viewer), "{}");
    if (each.method == "GET") {
      EXPECT_TRUE(stand.written.empty()) << target;
      continue;
    }
    ASSERT_EQ(stand.written.size(), 1u) << each.method << " " << target;
    EXPECT_EQ(stand.written[0].status, 403);
    EXPECT_EQ(stand.written[0].path, target);
  }
}

TEST(audit, tells_of_logins_without_passwords_or_tokens) {
  audited_stand stand;
  ASSERT_TRUE(ensure_admin(stand.home.path(), "a long password"));
  const auto entry = stand.write("POST", "/api/login",
                                 R"({"username":"admin","password":"a long password"})");
  EXPECT_EQ(entry.who, "admin");
  EXPECT_EQ(entry.status, 200);
  EXPECT_TRUE(entry.asked.empty());
  EXPECT_TRUE(entry.after.empty());
}

TEST(audit, tells_of_keys_without_their_secrets) {
  audited_stand stand;
  const auto made = stand.write("POST", "/api/keys", R"({"name":"bot","role":"viewer"})");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(json::parse(made.after)["name"], "bot");
  EXPECT_EQ(made.after.find("troupe_"), std::string::npos) << made.after;
  const auto id = json::parse(made.after)["id"].get<std::string>();
  const auto revoked = stand.write("DELETE", "/api/keys/" + id);
  EXPECT_EQ(json::parse(revoked.before)["id"], id);
}

TEST(audit, tells_nothing_of_those_who_are_nobody) {
  audited_stand stand;
  stand.send("POST", "/api/orders", "forged", "{}");
  stand.send("POST", "/api/orders", {}, "{}");
  stand.send("POST", "/api/nowhere", stand.token_of(user_role::admin), "{}");
  EXPECT_TRUE(stand.written.empty());
}

TEST(audit, is_shown_to_admins) {
  audited_stand stand;
  const auto entry = stand.write("POST", "/api/risk/halt");
  ASSERT_TRUE(audit_log(stand.home.path()).append(entry));
  const auto answer = stand.send("GET", "/api/audit?who=ann", stand.token_of(user_role::admin));
  const auto keep_running = boost::asio::make_work_guard(stand.lane);
  stand.lane.restart();
  for (int turn = 0; turn < 20'000 && !answer->has_value(); ++turn)
    stand.lane.run_one_for(std::chrono::milliseconds(1));
  const auto items = json::parse(answer->value().body)["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0]["path"], "/api/risk/halt");
  EXPECT_EQ((*stand.send("GET", "/api/audit", stand.token_of(user_role::trader)))->status, 403);
}

} // namespace troupe::actors::audit_test
