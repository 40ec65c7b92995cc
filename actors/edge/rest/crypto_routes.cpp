// The crypto lane's own paths: what the general ones tell, of pairs alone.
#include "actors/edge/json/position_json.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/market_answers.hpp"
#include "actors/edge/rest/operator_answer.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

error not_crypto(const trading::symbol& name) {
  return {"invalid_symbol", std::string(name.text()) + " is no crypto pair; use the paths without "
                                                       "/crypto for stocks"};
}

net::http::response show_pairs_held(const read_model& known) {
  json_writer json;
  json.array();
  for (const auto& [name, held] : known.positions())
    if (name.is_crypto())
      write_position(json, known, held);
  json.end_array();
  return json_reply(json.take());
}

net::http::response show_crypto_quote(const route_sources& from, const call& asked) {
  const auto name = asked.symbol_in_path();
  if (!name)
    return error_reply(name.failure());
  return name->is_crypto() ? show_quote(from, *name) : error_reply(not_crypto(*name));
}

// The last decision of each strategy on the pair.
net::http::response show_crypto_signals(const read_model& known, const call& asked) {
  const auto name = asked.symbol_in_path();
  if (!name)
    return error_reply(name.failure());
  if (!name->is_crypto())
    return error_reply(not_crypto(*name));
  return show_signals(known, *name, {});
}

void place_crypto_order(const route_sources& from, const call& asked, respond answer) {
  const auto wanted = read_order(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  if (!wanted->symbol.is_crypto())
    return answer(error_reply(not_crypto(wanted->symbol)));
  place_order(from, *wanted, asked, std::move(answer));
}

} // namespace

void add_crypto_routes(route_table& table, const route_sources& from) {
  const auto* known = from.known;
  table.add("GET", "/api/crypto/positions", user_role::viewer,
            [known](const call&, respond answer) { answer(show_pairs_held(*known)); });
  table.add("GET", "/api/crypto/quotes/{symbol}", user_role::viewer,
            [from](const call& asked, respond answer) {
              answer(show_crypto_quote(from, asked));
            });
  table.add("GET", "/api/crypto/signals/{symbol}", user_role::viewer,
            [known](const call& asked, respond answer) {
              answer(show_crypto_signals(*known, asked));
            });
  table.add("POST", "/api/crypto/orders", user_role::trader,
            [from](const call& asked, respond answer) {
              place_crypto_order(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
