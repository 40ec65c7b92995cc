#include "actors/edge/rest/operator_answer.hpp"

#include "actors/edge/json/decision_json.hpp"
#include "actors/edge/json/order_json.hpp"

namespace troupe::actors {

namespace {

// Risk names the rule that failed; this one has a name that users of the field know.
std::string code_of(const operator_reply& reply) {
  return reply.code == "buying_power" ? "insufficient_buying_power" : reply.code;
}

} // namespace

net::http::response order_answer(const operator_reply& reply, int status_when_done) {
  if (!reply.code.empty())
    return refusal_answer(reply);
  if (!reply.order)
    return empty_reply(204);
  json_writer json;
  order_view placed{&*reply.order};
  for (const auto& leg : reply.legs)
    placed.legs.push_back({&leg});
  write_order(json, placed);
  return json_reply(json.take(), status_when_done);
}

net::http::response refusal_answer(const operator_reply& reply) {
  const error why{code_of(reply), reply.message};
  const bool by_risk = !reply.gates.empty();
  json_writer details;
  details.object();
  if (by_risk) {
    details.key("gates");
    write_gates(details, reply.gates);
  }
  if (reply.order)
    details.key("client_order_id").text(reply.order->request.client_order_id);
  details.end_object();
  return error_reply(by_risk ? 403 : status_of(why.code), why, details.take());
}

multi_answer::multi_answer(std::string name, std::vector<std::string> values, respond answer)
    : name_(std::move(name)), values_(std::move(values)), parts_(values_.size()),
      missing_(values_.size()), answer_(std::move(answer)) {
  if (missing_ == 0)
    send();
}

void multi_answer::set(std::size_t index, const net::http::response& part) {
  parts_[index] = part;
  if (--missing_ == 0)
    send();
}

void multi_answer::send() {
  json_writer json;
  json.array();
  for (std::size_t index = 0; index < values_.size(); ++index) {
    json.object().key(name_).text(values_[index]).key("status").integer(parts_[index].status);
    if (!parts_[index].body.empty())
      json.key("body").raw(parts_[index].body);
    json.end_object();
  }
  json.end_array();
  answer_(json_reply(json.take(), 207));
}

} // namespace troupe::actors
