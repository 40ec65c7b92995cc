// What an operator is told of what became of his request.
#pragma once

#include "actors/edge/rest/call.hpp"
#include "actors/protocol/messages.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace troupe::actors {

// The order, or the refusal with its gates: 403 for risk's, else by its code.
net::http::response order_answer(const operator_reply& reply, int status_when_done = 200);
// The refusal alone. The reply must have a code.
net::http::response refusal_answer(const operator_reply& reply);

// Answers of several requests as one list with status 207, in the order in which they were asked:
//   [{"<name>":"…","status":200,"body":{…}},…]
class multi_answer {
public:
  // `name` is the member that says which is meant: "id" or "symbol".
  multi_answer(std::string name, std::vector<std::string> values, respond answer);

  // Each index once; the last one sends the list.
  void set(std::size_t index, const net::http::response& part);

private:
  void send();

  std::string name_;
  std::vector<std::string> values_;
  std::vector<net::http::response> parts_;
  std::size_t missing_;
  respond answer_;
};

} // namespace troupe::actors
