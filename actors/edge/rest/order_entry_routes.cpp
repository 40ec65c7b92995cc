#include "actors/edge/json/decision_json.hpp"
#include "actors/edge/json/order_json.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/market_answers.hpp"
#include "actors/edge/rest/operator_answer.hpp"
#include "actors/edge/rest/routes.hpp"

#include <memory>

namespace troupe::actors {

void place_order(const route_sources& from, const trading::order_request& wanted,
                 const call& asked, respond answer) {
  from.desk->order(
      wanted, asked.who.subject, from.clock->steady_ns(),
      [answer = std::move(answer)](const operator_reply& reply) { answer(order_answer(reply)); });
}

namespace {

void place_one(const route_sources& from, const call& asked, respond answer) {
  const auto wanted = read_order(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  place_order(from, *wanted, asked, std::move(answer));
}

net::http::response preview_answer(const risk_report* told) {
  if (told == nullptr || !told->preview)
    return error_reply({"role_unavailable", "risk does not answer; see /ready for the reason"});
  json_writer json;
  json.object();
  write_decision_members(json, *told->preview);
  json.end_object();
  return json_reply(json.take());
}

void preview_one(const route_sources& from, const call& asked, respond answer) {
  auto wanted = read_order(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  from.desk->report(
      from.clock->steady_ns(),
      [answer = std::move(answer)](const risk_report* told) { answer(preview_answer(told)); },
      std::move(*wanted));
}

void tell_order_before(const read_model& known, const call& asked) {
  const auto found = known.orders().find(asked.path.at("id"));
  if (!found)
    return;
  json_writer json;
  write_order(json, *found);
  asked.tell_before(json.take());
}

void replace_one(const route_sources& from, const call& asked, respond answer) {
  auto change = read_change(asked.body);
  if (!change)
    return answer(error_reply(change.failure()));
  tell_order_before(*from.known, asked);
  change->order_id = asked.path.at("id");
  change->who = asked.who.subject;
  from.desk->replace(
      std::move(*change), from.clock->steady_ns(),
      [answer = std::move(answer)](const operator_reply& reply) { answer(order_answer(reply)); });
}

net::http::response cancel_answer(const operator_reply& reply) {
  return reply.code.empty() ? empty_reply(204) : refusal_answer(reply);
}

void cancel_one(const route_sources& from, const call& asked, respond answer) {
  tell_order_before(*from.known, asked);
  from.desk->cancel(
      asked.path.at("id"), from.clock->steady_ns(),
      [answer = std::move(answer)](const operator_reply& reply) { answer(cancel_answer(reply)); });
}

void cancel_all(const route_sources& from, const call& asked, respond answer) {
  order_query open;
  open.limit = from.known->orders().book().open_orders().size();
  json_writer before;
  write_orders(before, from.known->orders().list(open));
  asked.tell_before(before.take());
  std::vector<std::string> ids;
  for (const auto* each : from.known->orders().book().open_orders())
    ids.push_back(each->order_id.empty() ? each->request.client_order_id : each->order_id);
  const auto together = std::make_shared<multi_answer>("id", ids, std::move(answer));
  for (std::size_t index = 0; index < ids.size(); ++index)
    from.desk->cancel(ids[index], from.clock->steady_ns(),
                      [together, index](const operator_reply& reply) {
                        auto part = cancel_answer(reply);
                        part.status = part.status == 204 ? 200 : part.status;
                        together->set(index, part);
                      });
}

} // namespace

void add_order_entry_routes(route_table& table, const route_sources& from) {
  table.add("POST", "/api/orders", user_role::trader, [from](const call& asked, respond answer) {
    place_one(from, asked, std::move(answer));
  });
  table.add("POST", "/api/orders/preview", user_role::trader,
            [from](const call& asked, respond answer) {
              preview_one(from, asked, std::move(answer));
            });
  table.add(
      "PATCH", "/api/orders/{id}", user_role::trader,
      [from](const call& asked, respond answer) { replace_one(from, asked, std::move(answer)); });
  table.add("DELETE", "/api/orders", user_role::trader,
            [from](const call& asked, respond answer) {
              cancel_all(from, asked, std::move(answer));
            });
  table.add(
      "DELETE", "/api/orders/{id}", user_role::trader,
      [from](const call& asked, respond answer) { cancel_one(from, asked, std::move(answer)); });
}

} // namespace troupe::actors
