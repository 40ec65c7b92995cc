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
  bool nested = false;
  std::vector<trading::symbol> symbols; // none means all
  std::string_view side;                // a word; empty means both
  std::string_view asset_classes;       // a list of words; empty means all
  std::uint64_t before = 0;             // sequences, exclusive; zero is none
  std::uint64_t beyond = 0;
};

// Zero where the parameter is absent.
result<std::uint64_t> sequence_parameter(const exchange& market, const call& asked,
                                         std::string_view name) {
  const auto id = asked.parameter(name);
  if (id.empty())
    return std::uint64_t{0};
  const auto* order = market.engine().find(id);
  if (order == nullptr)
    return error{"order_not_found", "order not found for " + std::string(id)};
  return order->sequence;
}

result<void> read_narrowing(order_filter& filter, const exchange& market, const call& asked) {
  const auto before = sequence_parameter(market, asked, "before_order_id");
  const auto beyond = sequence_parameter(market, asked, "after_order_id");
  if (!before || !beyond)
    return before ? beyond.failure() : before.failure();
  if (*before != 0 && *beyond != 0)
    return error{"invalid_parameter", "only one of before_order_id or after_order_id is accepted"};
  filter.before = *before;
  filter.beyond = *beyond;
  filter.asset_classes = asked.parameter("asset_class");
  filter.side = asked.parameter("side");
  if (!filter.side.empty() && !trading::parse_side(filter.side))
    return error{"invalid_parameter", "invalid side"};
  return {};
}

result<order_filter> read_filter(const exchange& market, const call& asked) {
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
  filter.nested = flag_parameter(asked, "nested");
  if (auto narrowed = read_narrowing(filter, market, asked); !narrowed)
    return narrowed.failure();
  return filter;
}

bool lists_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (list.substr(0, comma) == word)
      return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

bool is_between(const order_filter& filter, const trading::paper_order& order) {
  return (filter.before == 0 || order.sequence < filter.before) &&
         (filter.beyond == 0 || order.sequence > filter.beyond);
}

bool passes(const order_filter& filter, const trading::paper_order& order) {
  if (filter.status != "all" && order.is_open() != (filter.status == "open"))
    return false;
  if (filter.after && order.submitted_ns <= *filter.after)
    return false;
  if (filter.until && order.submitted_ns >= *filter.until)
    return false;
  if (!filter.side.empty() && trading::to_text(order.request.side) != filter.side)
    return false;
  const auto asset_class = trading::to_text(order.request.symbol.kind());
  if (!filter.asset_classes.empty() && !lists_word(filter.asset_classes, asset_class))
    return false;
  const auto& wanted = filter.symbols;
  return wanted.empty() ||
         std::find(wanted.begin(), wanted.end(), order.request.symbol) != wanted.end();
}

// A group is listed where its first order or one of its legs is wanted, at its first order's place:
// who pages by that place neither misses a group nor gets it again.
bool passes_nested(const order_filter& filter, const exchange& market,
                   const trading::paper_order& order) {
  if (order.is_leg() || !is_between(filter, order))
    return false;
  const auto legs = market.engine().legs_of(order);
  return passes(filter, order) || std::any_of(legs.begin(), legs.end(), [&](const auto* leg) {
           return passes(filter, *leg);
         });
}

http::response one_order(const exchange& market, const trading::paper_order& order, bool nested) {
  json_writer json;
  if (nested)
    write_nested_order(json, market, order);
  else
    write_order(json, market, order);
  return json_reply(json.take());
}

http::response list_orders(const exchange& market, const call& asked) {
  const auto filter = read_filter(market, asked);
  if (!filter)
    return error_reply(filter.failure());
  json_writer json;
  json.array();
  auto left = filter->limit;
  const auto write = [&](const auto& order) {
    if (left <= 0)
      return;
    if (filter->nested && passes_nested(*filter, market, order))
      write_nested_order(json, market, order);
    else if (!filter->nested && is_between(*filter, order) && passes(*filter, order))
      write_order(json, market, order);
    else
      return;
    --left;
  };
  const auto& orders = market.engine().orders();
  if (filter->ascending)
    std::for_each(orders.begin(), orders.end(), write);
  else
    std::for_each(orders.rbegin(), orders.rend(), write);
  json.end_array();
  return json_reply(json.take());
}

http::response placed_order(const exchange& market, const exchange::placed& made) {
  json_writer json;
  write_order(json, market, made.accepted, made.legs);
  return json_reply(json.take());
}

http::response post_order(exchange& market, const call& asked) {
  auto posted = read_order(market, asked.body);
  if (!posted)
    return error_reply(posted.failure());
  posted->draft.client_order_id = posted->client_order_id;
  const auto made = market.place(posted->draft);
  if (!made)
    return error_reply(made.failure(), details_of(made.failure(), market.engine(), posted->draft));
  return placed_order(market, *made);
}

http::response replace_order(exchange& market, const std::string& id, const call& asked) {
  auto posted = read_change(asked.body);
  if (!posted)
    return error_reply(posted.failure());
  posted->change.client_order_id = posted->client_order_id;
  const auto made = market.replace(id, posted->change);
  return made ? placed_order(market, *made) : error_reply(made.failure());
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
  if (asked.method == "PATCH")
    return replace_order(market, id, asked);
  if (asked.method != "GET")
    return method_not_allowed();
  const auto* order = market.engine().find(id);
  return order != nullptr ? one_order(market, *order, flag_parameter(asked, "nested"))
                          : error_reply({"order_not_found", "order not found for " + id});
}

http::response by_client_order_id(const exchange& market, const call& asked) {
  const auto id = asked.parameter("client_order_id");
  const auto* order = market.engine().find_by_client_order_id(id);
  return order != nullptr
             ? one_order(market, *order, flag_parameter(asked, "nested"))
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
