#include "net/venue/call.hpp"
#include "net/venue/order_body.hpp"
#include "net/venue/order_json.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t listed_default = 50;
constexpr std::int64_t listed_max = 500;

struct order_filter {
  std::string_view status = "open";
  std::int64_t limit = listed_default;
  std::optional<trading::time_ns> after; // exclusive, as until
  std::optional<trading::time_ns> until;
  bool ascending = false;
  std::vector<trading::symbol> symbols; // none means all
};

result<order_filter> read_filter(const call& asked) {
  order_filter filter;
  if (const auto status = asked.parameter("status"); !status.empty())
    filter.status = status;
  if (filter.status != "open" && filter.status != "closed" && filter.status != "all")
    return error{"invalid_parameter", "invalid status: use open, closed or all"};
  const auto limit = integer_parameter(asked, "limit", {1, listed_max, listed_default});
  if (!limit)
    return limit.failure();
  filter.limit = *limit;
  const auto after = time_parameter(asked, "after");
  const auto until = time_parameter(asked, "until");
  if (!after || !until)
    return after ? until.failure() : after.failure();
  filter.after = *after;
  filter.until = *until;
  filter.ascending = asked.parameter("direction") == "asc";
  const auto symbols = symbols_parameter(asked.parameter("symbols"));
  if (!symbols)
    return symbols.failure();
  filter.symbols = *symbols;
  return filter;
}

bool passes(const order_filter& filter, const trading::paper_order& order) {
  if (filter.status != "all" && order.is_open() != (filter.status == "open"))
    return false;
  if (filter.after && order.submitted_ns <= *filter.after)
    return false;
  if (filter.until && order.submitted_ns >= *filter.until)
    return false;
  const auto& wanted = filter.symbols;
  return wanted.empty() ||
         std::find(wanted.begin(), wanted.end(), order.request.symbol) != wanted.end();
}

http::response one_order(const exchange& market, const trading::paper_order& order) {
  json_writer json;
  write_order(json, market, order);
  return json_reply(json.take());
}

http::response list_orders(const exchange& market, const call& asked) {
  const auto filter = read_filter(asked);
  if (!filter)
    return error_reply(filter.failure());
  json_writer json;
  json.array();
  auto left = filter->limit;
  const auto write = [&](const auto& order) {
    if (left > 0 && passes(*filter, order)) {
      write_order(json, market, order);
      --left;
    }
  };
  const auto& orders = market.engine().orders();
  if (filter->ascending)
    std::for_each(orders.begin(), orders.end(), write);
  else
    std::for_each(orders.rbegin(), orders.rend(), write);
  json.end_array();
  return json_reply(json.take());
}

http::response post_order(exchange& market, const call& asked) {
  auto request = read_order(market, asked.body);
  if (!request)
    return error_reply(request.failure());
  const auto accepted = market.place(std::move(*request));
  return accepted ? one_order(market, *accepted) : error_reply(accepted.failure());
}

http::response cancel_all(exchange& market) {
  json_writer json;
  json.array();
  for (const auto& id : market.cancel_all())
    json.object().key("id").text(id).key("status").integer(200).end_object();
  json.end_array();
  return json_reply(json.take(), 207);
}

http::response answer_one_order(exchange& market, const call& asked) {
  const auto& id = asked.segments[2];
  if (asked.method == "DELETE") {
    const auto canceled = market.cancel(id);
    return canceled ? empty_reply(204) : error_reply(canceled.failure());
  }
  if (asked.method != "GET")
    return method_not_allowed();
  const auto* order = market.engine().find(id);
  return order != nullptr ? one_order(market, *order)
                          : error_reply({"order_not_found", "order not found for " + id});
}

http::response by_client_order_id(const exchange& market, const call& asked) {
  const auto id = asked.parameter("client_order_id");
  const auto* order = market.engine().find_by_client_order_id(id);
  return order != nullptr
             ? one_order(market, *order)
             : error_reply({"order_not_found", "order not found for " + std::string(id)});
}

} // namespace

reply answer_orders(exchange& market, const call& asked) {
  if (asked.is({"v2", "orders:by_client_order_id"}))
    return asked.method == "GET" ? by_client_order_id(market, asked) : method_not_allowed();
  if (asked.is({"v2", "orders"})) {
    if (asked.method == "POST")
      return post_order(market, asked);
    if (asked.method == "GET")
      return list_orders(market, asked);
    return asked.method == "DELETE" ? cancel_all(market) : method_not_allowed();
  }
  if (asked.starts_with({"v2", "orders"}) && asked.segments.size() == 3)
    return answer_one_order(market, asked);
  return std::nullopt;
}

} // namespace troupe::net::venue
