// The routes against docs/openapi.yaml, both ways. Who adds a route, a parameter or a member of an
// answer and fails here: describe it in docs/openapi.yaml.
#include "tests/unit/actors/edge/api_document.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace troupe::actors::openapi_test {

namespace {

using nlohmann::json;
using operation_name = std::pair<std::string, std::string>; // method and pattern

const std::vector<std::string> methods{"get", "put", "post", "patch", "delete"};

// An edge that knows something of everything.
class full_stand : public edge_stand {
public:
  full_stand() {
    tell_story(known);
    tell_books(known);
    known.fold(bitcoin_quote(), 0);
    dispatch->watch_parameters([this](const route& asked, std::string_view name) {
      looked_at[{asked.method, asked.pattern}].insert(std::string(name));
    });
  }

  // Sends it, plays risk and the executor, and says what the page objects to.
  std::string try_out(const std::string& method, const std::string& pattern,
                      const std::string& target, const std::string& body,
                      user_role role = user_role::admin, operator_reply outcome = {}) {
    const auto token = role == user_role::nobody ? std::string() : token_of(role);
    const auto answer = send(method, target, token, body);
    outcome.order.emplace().request = intent_of("main-1-9").request;
    for (std::uint64_t id = (7ull << 32) + 1; !answer->has_value() && id < (7ull << 32) + 4'000;
         ++id) {
      outcome.request_id = id;
      desk.accept(outcome);
      desk.accept(figures(id));
      desk.accept(books(id));
    }
    if (!answer->has_value()) { // a login or a look-up: on its own thread
      lane.restart();
      for (int turn = 0; turn < 5'000 && !answer->has_value(); ++turn)
        lane.run_one_for(std::chrono::milliseconds(1));
    }
    if (!answer->has_value())
      return method + " " + target + ": no answer";
    seen[{method, pattern}].insert((*answer)->status);
    const auto* described = page.operation(pattern, method);
    if (described == nullptr)
      return method + " " + pattern + " is not described";
    if (net::http::header_value((*answer)->headers, "X-Request-ID").empty())
      return method + " " + target + ": no X-Request-ID";
    const auto wrong = page.objection(*described, **answer);
    return wrong.empty() ? wrong : method + " " + target + ": " + wrong;
  }

  static risk_report figures(std::uint64_t request_id) {
    risk_report told;
    told.request_id = request_id;
    told.state = "active";
    told.drawdown = "none";
    told.gates = {{"order_rate", trading::number::of(2), "<=", trading::number::of(300), true}};
    told.refusals = {{"quote_age", 3}};
    told.preview.emplace();
    told.preview->stage = trading::decision_stage::risk;
    told.preview->verdict = trading::verdict::approved;
    told.preview->gates = told.gates;
    return told;
  }

  // Of an account with something in every list; what was asked for does not matter.
  static portfolio_answer books(std::uint64_t request_id) {
    trading::account_ledger ledger;
    tell_trades(ledger);
    portfolio_answer told{request_id, {}};
    using trading::report_list;
    for (const auto list : {report_list::history, report_list::profits, report_list::trades,
                            report_list::lots, report_list::closed_lots}) {
      auto some = trading::report_of(ledger, {.list = list});
      told.report.summary = some.summary;
      std::move(some.history.begin(), some.history.end(), std::back_inserter(told.report.history));
      std::move(some.profits.begin(), some.profits.end(), std::back_inserter(told.report.profits));
      std::move(some.trades.begin(), some.trades.end(), std::back_inserter(told.report.trades));
      std::move(some.lots.begin(), some.lots.end(), std::back_inserter(told.report.lots));
      std::move(some.closed_lots.begin(), some.closed_lots.end(),
                std::back_inserter(told.report.closed_lots));
    }
    return told;
  }

  api_document page;
  std::map<operation_name, std::set<std::string>> looked_at;
  std::map<operation_name, std::set<int>> seen;
  // Where logins and look-ups are waited for.
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> keep_running{
      boost::asio::make_work_guard(lane)};
};

std::string filled_in(std::string pattern, const std::vector<json>& parameters) {
  for (const auto& each : parameters)
    if (each["in"] == "path") {
      const auto hole = "{" + each["name"].get<std::string>() + "}";
      pattern.replace(pattern.find(hole), hole.size(), each["example"].get<std::string>());
    }
  return pattern;
}

std::string value_of(const json& parameter) {
  if (parameter.contains("example"))
    return net::http::percent_encode(parameter["example"].get<std::string>());
  const auto& schema = parameter["schema"];
  const auto& value = schema.contains("enum") ? schema["enum"][0] : schema["default"];
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string body_of(const api_document& page, const json& operation) {
  if (!operation.contains("requestBody"))
    return {};
  const auto body = page.resolve(operation["requestBody"]);
  const auto& content = body["content"].front();
  const auto& example = content["example"];
  return body["content"].contains("application/json") ? example.dump()
                                                      : example.get<std::string>();
}

const std::vector<std::string>& hostile_values() {
  static const std::vector<std::string> values{
      "", "0", "-1", "1e999", "99999999999999999999999999", "%00", "%ff%fe", "..%2F..%2Fetc",
      "%27%3B--", "null", "[]", "%7B%7D", std::string(5'000, 'a'), "2024-02-30T00:00:00Z", "true"};
  return values;
}

const std::vector<std::string>& hostile_bodies() {
  static const std::vector<std::string> bodies{
      "", "null", "[]", "{", "{}", "\"text\"", "\xff\xfe", R"({"symbol":{}})",
      R"({"symbol":"BTC/USD","qty":1e400,"side":"buy","type":"market"})",
      R"({"username":[],"password":{}})", R"({"refresh_token":1})", R"({"reason":[1]})",
      std::string(20'000, '['), R"({"symbol":"\u0000"})"};
  return bodies;
}

} // namespace

TEST(openapi, describes_every_route_and_no_other_with_its_role) {
  full_stand stand;
  std::set<operation_name> routes;
  for (const auto& each : stand.dispatch->routes().routes()) {
    routes.insert({each.method, each.pattern});
    const auto* described = stand.page.operation(each.pattern, each.method);
    ASSERT_NE(described, nullptr) << each.method << " " << each.pattern
                                  << " is not in docs/openapi.yaml";
    EXPECT_EQ(described->value("x-role", "nobody"), to_text(each.needed))
        << each.method << " " << each.pattern;
    EXPECT_EQ(described->contains("security"), each.needed == user_role::nobody)
        << each.method << " " << each.pattern << ": security: [] where no role is needed";
  }
  for (const auto& [pattern, path] : stand.page.paths().items())
    for (const auto& [word, operation] : path.items())
      if (std::find(methods.begin(), methods.end(), word) != methods.end()) {
        std::string method = word;
        std::transform(method.begin(), method.end(), method.begin(), ::toupper);
        EXPECT_TRUE(routes.contains({method, pattern})) << method << " " << pattern
                                                        << " is described and not there";
      }
}

TEST(openapi, describes_every_parameter_that_a_route_looks_at_and_no_other) {
  full_stand stand;
  for (const auto& each : stand.dispatch->routes().routes()) {
    const auto& operation = *stand.page.operation(each.pattern, each.method);
    const auto parameters = stand.page.parameters(each.pattern, operation);
    std::set<std::string> in_query, in_path;
    std::string query;
    for (const auto& one : parameters) {
      const auto name = one["name"].get<std::string>();
      (one["in"] == "path" ? in_path : in_query).insert(name);
      if (one["in"] == "query")
        query += (query.empty() ? "?" : "&") + name + "=" + value_of(one);
    }
    const auto target = filled_in(each.pattern, parameters);
    const auto body = body_of(stand.page, operation);
    EXPECT_EQ(stand.try_out(each.method, each.pattern, target, body), "");
    EXPECT_EQ(stand.try_out(each.method, each.pattern, target + query, body), "");
    const auto& looked_at = stand.looked_at[{each.method, each.pattern}];
    EXPECT_EQ(looked_at, in_query) << each.method << " " << each.pattern;
    for (const auto& name : in_path)
      EXPECT_NE(each.pattern.find("{" + name + "}"), std::string::npos) << each.pattern;
  }
}

TEST(openapi, describes_what_every_route_answers_to_hostile_values) {
  full_stand stand;
  for (const auto& each : stand.dispatch->routes().routes()) {
    const auto& operation = *stand.page.operation(each.pattern, each.method);
    const auto parameters = stand.page.parameters(each.pattern, operation);
    const auto target = filled_in(each.pattern, parameters);
    const auto body = body_of(stand.page, operation);
    for (const auto& one : parameters)
      for (const auto& value : hostile_values()) {
        auto attacked = target + "?" + one["name"].get<std::string>() + "=" + value;
        if (one["in"] == "path") {
          attacked = each.pattern;
          const auto hole = "{" + one["name"].get<std::string>() + "}";
          if (value.empty())
            continue; // another path
          attacked.replace(attacked.find(hole), hole.size(), value);
        }
        EXPECT_EQ(stand.try_out(each.method, each.pattern, attacked, body), "");
      }
    for (const auto& hostile : each.method == "GET" ? std::vector<std::string>{} : hostile_bodies())
      EXPECT_EQ(stand.try_out(each.method, each.pattern, target, hostile), "");
    for (const auto status : stand.seen[{each.method, each.pattern}])
      EXPECT_TRUE(status < 500 || status == 503) << each.method << " " << each.pattern << status;
  }
}

TEST(openapi, each_route_opens_to_its_role_and_to_those_above_and_to_nobody_else) {
  full_stand stand;
  for (const auto& each : stand.dispatch->routes().routes()) {
    const auto& operation = *stand.page.operation(each.pattern, each.method);
    const auto target =
        filled_in(each.pattern, stand.page.parameters(each.pattern, operation));
    for (const auto role :
         {user_role::nobody, user_role::viewer, user_role::trader, user_role::admin}) {
      auto& seen = stand.seen[{each.method, each.pattern}];
      seen.clear();
      EXPECT_EQ(stand.try_out(each.method, each.pattern, target, body_of(stand.page, operation),
                              role),
                "");
      ASSERT_EQ(seen.size(), 1u);
      const auto status = *seen.begin();
      const auto where = each.method + " " + each.pattern + " as " + std::string(to_text(role));
      if (each.needed == user_role::nobody)
        continue;
      const int refused = role == user_role::nobody ? 401 : role < each.needed ? 403 : 0;
      EXPECT_EQ(status == 401 || status == 403 ? status : 0, refused) << where;
    }
  }
}

} // namespace troupe::actors::openapi_test
