#include "actors/edge/json/account_json.hpp"
#include "actors/edge/json/position_json.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

net::http::response show_account(const read_model& known) {
  if (!known.account())
    return error_reply({"account_not_known", "the portfolio has not told the account yet; see "
                                             "/ready for the reason"});
  json_writer json;
  write_account(json, known);
  return json_reply(json.take());
}

net::http::response show_positions(const read_model& known) {
  json_writer json;
  write_positions(json, known);
  return json_reply(json.take());
}

net::http::response show_position(const read_model& known, const call& asked) {
  const auto name = asked.symbol_in_path();
  if (!name)
    return error_reply(name.failure());
  const auto found = known.positions().find(*name);
  if (found == known.positions().end())
    return error_reply({"position_not_found", "nothing is held of " + std::string(name->text())});
  json_writer json;
  write_position(json, known, found->second);
  return json_reply(json.take());
}

} // namespace

void add_account_routes(route_table& table, const route_sources& from) {
  const auto* known = from.known;
  table.add("GET", "/api/account", user_role::viewer,
            [known](const call&, respond answer) { answer(show_account(*known)); });
  table.add("GET", "/api/positions", user_role::viewer,
            [known](const call&, respond answer) { answer(show_positions(*known)); });
  table.add("GET", "/api/positions/{symbol}", user_role::viewer,
            [known](const call& asked, respond answer) { answer(show_position(*known, asked)); });
}

} // namespace troupe::actors
