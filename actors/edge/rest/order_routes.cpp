#include "actors/edge/json/order_json.hpp"
#include "actors/edge/json/record_json.hpp"
#include "actors/edge/rest/routes.hpp"
#include "trading/decision_summary.hpp"

namespace troupe::actors {

namespace {

constexpr std::size_t orders_default = 50;
constexpr std::size_t orders_max = 500;

result<order_selection> read_status(std::string_view text) {
  if (text.empty() || text == "open")
    return order_selection::open;
  if (text == "closed")
    return order_selection::closed;
  if (text == "all")
    return order_selection::all;
  return error{"invalid_parameter", "status must be open, closed or all"};
}

result<std::vector<trading::symbol>> read_symbols(std::string_view list) {
  std::vector<trading::symbol> names;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    const auto name = trading::symbol::parse(list.substr(0, comma));
    if (!name)
      return name.failure();
    names.push_back(*name);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return names;
}

result<order_query> read_order_query(const call& asked) {
  const auto status = read_status(asked.parameter("status"));
  if (!status)
    return status.failure();
  auto symbols = read_symbols(asked.parameter("symbols"));
  if (!symbols)
    return symbols.failure();
  const auto limit = asked.limit_parameter(orders_default, orders_max);
  if (!limit)
    return limit.failure();
  const auto after = asked.time_parameter("after");
  if (!after)
    return after.failure();
  const auto until = asked.time_parameter("until");
  if (!until)
    return until.failure();
  const auto direction = asked.parameter("direction");
  if (!direction.empty() && direction != "asc" && direction != "desc")
    return error{"invalid_parameter", "direction must be asc or desc"};
  return order_query{*status, std::move(*symbols), *after, *until, direction != "asc", *limit};
}

net::http::response list_orders(const read_model& known, const call& asked) {
  const auto wanted = read_order_query(asked);
  if (!wanted)
    return error_reply(wanted.failure());
  json_writer json;
  write_orders(json, known.orders().list(*wanted));
  return json_reply(json.take());
}

net::http::response no_such_order(const std::string& id) {
  return error_reply({"order_not_found", "there is no order " + id});
}

net::http::response show_order(const read_model& known, const call& asked) {
  const auto& id = asked.path.at("id");
  const auto found = known.orders().find(id);
  if (!found)
    return no_such_order(id);
  json_writer json;
  write_order(json, *found);
  return json_reply(json.take());
}

// What each decision of the chain says, in its order; an order of an operator rests on none.
std::string summary_of(const causal_chain& chain) {
  std::string text;
  for (const auto& each : chain.records)
    if (const auto* made = std::get_if<trading::decision>(&each->event))
      text += (text.empty() ? "" : " ") + trading::summary_of(*made);
  return text.empty() ? "No decision is known behind this order." : text;
}

std::string why_text(const std::string& order, const causal_chain& chain) {
  json_writer json;
  json.object().key("order").raw(order);
  json.key("summary").text(summary_of(chain)).key("chain").array();
  for (const auto& each : chain.records)
    write_record(json, *each);
  json.end_array();
  json.key("complete").flag(!chain.records.empty() && chain.missing_seq == 0);
  json.key("missing_seq");
  chain.missing_seq == 0 ? json.null() : json.raw(std::to_string(chain.missing_seq));
  json.end_object();
  return json.take();
}

// Causes that the edge does not keep are read from the journal, where that is at hand.
void explain_order(const route_sources& from, const call& asked, respond answer) {
  const auto& id = asked.path.at("id");
  const auto found = from.known->orders().find(id);
  if (!found)
    return answer(no_such_order(id));
  json_writer order;
  write_order(order, *found);
  auto text = order.take();
  auto chain = from.known->archive().chain_of(found->order->request.client_order_id);
  if (chain.missing_seq == 0)
    return answer(json_reply(why_text(text, chain)));
  from.answer_later(
      [past = from.past_records(), text = std::move(text),
       chain](const replay_desk::should_stop& stop) mutable -> result<std::string> {
        past.stop = stop;
        if (const auto completed = complete_chain(past, chain);
            !completed && completed.failure().code != "journal_missing")
          return completed.failure();
        return why_text(text, chain);
      },
      std::move(answer));
}

} // namespace

void add_order_routes(route_table& table, const route_sources& from) {
  const auto* known = from.known;
  table.add("GET", "/api/orders", user_role::viewer,
            [known](const call& asked, respond answer) { answer(list_orders(*known, asked)); });
  table.add("GET", "/api/orders/{id}", user_role::viewer,
            [known](const call& asked, respond answer) { answer(show_order(*known, asked)); });
  table.add("GET", "/api/orders/{id}/why", user_role::viewer,
            [from](const call& asked, respond answer) {
              explain_order(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
