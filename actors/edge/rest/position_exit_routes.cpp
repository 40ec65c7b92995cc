#include "actors/edge/json/position_json.hpp"
#include "actors/edge/rest/operator_answer.hpp"
#include "actors/edge/rest/routes.hpp"

#include <memory>

namespace troupe::actors {

namespace {

trading::order_request closing_order(const trading::position& held, trading::quantity qty) {
  trading::order_request request;
  request.symbol = held.symbol;
  request.side = held.qty > trading::quantity{} ? trading::side::sell : trading::side::buy;
  request.type = trading::order_type::market;
  request.time_in_force =
      held.symbol.is_crypto() ? trading::time_in_force::gtc : trading::time_in_force::day;
  request.qty = qty;
  return request;
}

trading::quantity size_of(const trading::position& held) {
  return held.qty < trading::quantity{} ? -held.qty : held.qty;
}

// The query's qty, or everything.
result<trading::quantity> wanted_qty(const call& asked, const trading::position& held) {
  const auto text = asked.parameter("qty");
  if (text.empty())
    return size_of(held);
  const auto qty = trading::quantity::parse(text);
  if (!qty || *qty <= trading::quantity{} || *qty > size_of(held))
    return error{"invalid_parameter",
                 "qty must be greater than 0 and at most " + size_of(held).text()};
  return *qty;
}

void close_one(const route_sources& from, const call& asked, respond answer) {
  const auto name = asked.symbol_in_path();
  if (!name)
    return answer(error_reply(name.failure()));
  const auto found = from.known->positions().find(*name);
  if (found == from.known->positions().end())
    return answer(
        error_reply({"position_not_found", "nothing is held of " + std::string(name->text())}));
  const auto qty = wanted_qty(asked, found->second);
  if (!qty)
    return answer(error_reply(qty.failure()));
  json_writer before;
  write_position(before, *from.known, found->second);
  asked.tell_before(before.take());
  from.desk->order(
      closing_order(found->second, *qty), asked.who.subject, from.clock->steady_ns(),
      [answer = std::move(answer)](const operator_reply& reply) { answer(order_answer(reply)); });
}

void close_all(const route_sources& from, const call& asked, respond answer) {
  json_writer before;
  write_positions(before, *from.known);
  asked.tell_before(before.take());
  const auto held = from.known->positions();
  std::vector<std::string> names;
  for (const auto& [name, each] : held)
    names.push_back(name.compact());
  const auto together = std::make_shared<multi_answer>("symbol", names, std::move(answer));
  std::size_t index = 0;
  for (const auto& [name, each] : held) {
    from.desk->order(closing_order(each, size_of(each)), asked.who.subject, from.clock->steady_ns(),
                     [together, index](const operator_reply& reply) {
                       together->set(index, order_answer(reply));
                     });
    ++index;
  }
}

} // namespace

void add_position_exit_routes(route_table& table, const route_sources& from) {
  table.add(
      "DELETE", "/api/positions", user_role::trader,
      [from](const call& asked, respond answer) { close_all(from, asked, std::move(answer)); });
  table.add(
      "DELETE", "/api/positions/{symbol}", user_role::trader,
      [from](const call& asked, respond answer) { close_one(from, asked, std::move(answer)); });
}

} // namespace troupe::actors
