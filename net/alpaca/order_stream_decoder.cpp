#include "net/alpaca/order_stream_decoder.hpp"

#include "net/alpaca/object_reader.hpp"
#include "net/alpaca/order_events.hpp"
#include "net/alpaca/order_json.hpp"

#include <array>
#include <utility>

namespace troupe::net::alpaca {

namespace {

namespace dom = simdjson::dom;
using trading::order_event;
using trading::order_event_kind;

struct event_spelling {
  std::string_view word;
  order_event_kind kind;
};

constexpr std::array<event_spelling, 10> event_spellings{{
    {"fill", order_event_kind::fill},
    {"partial_fill", order_event_kind::partial_fill},
    {"new", order_event_kind::open},
    {"accepted", order_event_kind::accepted},
    {"pending_new", order_event_kind::accepted},
    {"pending_cancel", order_event_kind::pending_cancel},
    {"canceled", order_event_kind::canceled},
    {"expired", order_event_kind::expired},
    {"rejected", order_event_kind::rejected},
    {"replaced", order_event_kind::replaced},
}};

bool is_execution(order_event_kind kind) {
  return kind == order_event_kind::fill || kind == order_event_kind::partial_fill;
}

// Of a word that is not known: the order's state, never an execution, for it names none.
order_event_kind kind_of(std::string_view word, const order_report& report) {
  for (const auto& known : event_spellings)
    if (known.word == word)
      return known.kind;
  const auto state = to_event(report).kind;
  return is_execution(state) ? order_event_kind::open : state;
}

error malformed(std::string why) {
  return {"malformed_report", std::move(why)};
}

result<order_stream_message> read_update(dom::object data) {
  dom::object order;
  if (data["order"].get_object().get(order))
    return malformed("a trade update has no order");
  auto report = read_order(order);
  if (!report)
    return report.failure();
  object_reader in(data);
  order_event told;
  told.kind = kind_of(in.needed_text("event"), *report);
  told.client_order_id = report->client_order_id;
  told.order_id = report->order_id;
  told.symbol = report->symbol;
  told.side = report->side;
  told.market_ns = in.time("timestamp");
  if (told.market_ns == 0)
    told.market_ns = report->updated_ns;
  told.cumulative_qty = report->filled_qty;
  if (is_execution(told.kind)) {
    in.needed_text("qty");
    in.needed_text("price");
    told.qty = in.amount<trading::quantity>("qty");
    told.px = in.amount<trading::price>("price");
    told.execution_id = in.text("execution_id");
  }
  if (told.kind == order_event_kind::rejected)
    told.reason = in.text("reason");
  if (const auto read = in.outcome(); !read)
    return read.failure();
  return order_stream_message(order_update{std::move(told), std::move(*report)});
}

result<std::uint64_t> read_step(dom::object data) {
  std::uint64_t step = 0;
  if (data["step"].get_uint64().get(step))
    return malformed("a step has no number");
  return step;
}

result<order_stream_message> read_barrier(dom::object data) {
  const auto step = read_step(data);
  if (!step)
    return step.failure();
  object_reader in(data);
  in.needed_text("t");
  const auto at = in.time("t");
  if (const auto read = in.outcome(); !read)
    return read.failure();
  return order_stream_message(barrier_reached{*step, at});
}

result<order_stream_message> read_sync(dom::object data) {
  const auto step = read_step(data);
  if (!step)
    return step.failure();
  return order_stream_message(step_synced{*step});
}

result<order_stream_message> read_listening(dom::object data) {
  listening answer;
  dom::array streams;
  if (data["streams"].get_array().get(streams))
    return malformed("a listening message has no streams");
  for (const auto element : streams) {
    std::string_view name;
    if (!element.get_string().get(name) && name == "trade_updates")
      answer.to_orders = true;
  }
  return order_stream_message(answer);
}

result<order_stream_message> read_message(dom::object root) {
  dom::object data;
  if (root["data"].get_object().get(data))
    return malformed("a message has no data");
  object_reader in(root);
  const auto stream = in.text("stream");
  if (stream == "trade_updates")
    return read_update(data);
  if (stream == "authorization")
    return order_stream_message(authorization{object_reader(data).text("status") == "authorized"});
  if (stream == "listening")
    return read_listening(data);
  if (stream == "barrier")
    return read_barrier(data);
  if (stream == "sync")
    return read_sync(data);
  if (in.text("action") == "error")
    return order_stream_message(
        stream_fault{std::string(object_reader(data).text("error_message"))});
  return order_stream_message(other_message{});
}

} // namespace

class order_stream_decoder::state {
public:
  result<order_stream_message> decode(std::string_view frame) {
    dom::object root;
    if (const auto broken = parser_.parse(frame.data(), frame.size()).get_object().get(root))
      return malformed(simdjson::error_message(broken));
    return read_message(root);
  }

private:
  dom::parser parser_;
};

order_stream_decoder::order_stream_decoder() : state_(std::make_unique<state>()) {}
order_stream_decoder::~order_stream_decoder() = default;

result<order_stream_message> order_stream_decoder::decode(std::string_view frame) {
  return state_->decode(frame);
}

} // namespace troupe::net::alpaca
