#include "net/alpaca/report_decoder.hpp"

#include "net/alpaca/object_reader.hpp"
#include "net/alpaca/order_json.hpp"
#include "trading/market/market_day.hpp"

namespace troupe::net::alpaca {

namespace {

namespace dom = simdjson::dom;

error malformed_report(std::string why) {
  return {"malformed_report", std::move(why)};
}

template <class Report>
result<Report> checked(const object_reader& in, Report report) {
  if (const auto read = in.outcome(); !read)
    return read.failure();
  return report;
}

// A short sale has a word of its own here.
result<trading::side> read_execution_side(std::string_view word) {
  return trading::parse_side(word == "sell_short" ? "sell" : word);
}

result<position_report> read_position(dom::object fields) {
  object_reader in(fields);
  position_report report;
  in.needed_text("symbol");
  in.needed_text("qty");
  report.symbol = in.symbol("symbol");
  report.qty = in.amount<trading::quantity>("qty");
  report.qty_available = in.amount<trading::quantity>("qty_available");
  report.avg_entry_price = in.amount<trading::price>("avg_entry_price");
  report.current_price = in.amount<trading::price>("current_price");
  return checked(in, report);
}

result<execution_report> read_execution(dom::object fields) {
  object_reader in(fields);
  execution_report report;
  report.activity_id = in.needed_text("id");
  report.order_id = in.needed_text("order_id");
  for (const auto* needed : {"symbol", "qty", "price", "cum_qty"})
    in.needed_text(needed);
  report.symbol = in.symbol("symbol");
  report.side = in.word("side", read_execution_side);
  report.at_ns = in.time("transaction_time");
  report.qty = in.amount<trading::quantity>("qty");
  report.px = in.amount<trading::price>("price");
  report.cumulative_qty = in.amount<trading::quantity>("cum_qty");
  report.completes = in.text("type") == "fill";
  return checked(in, report);
}

// Only some venues say at which instant; the others at the beginning of which day in New York.
trading::time_ns activity_time(object_reader& in) {
  if (!in.text("created_at").empty())
    return in.time("created_at");
  const auto noon = trading::parse_time(std::string(in.needed_text("date")) + "T12:00:00Z");
  if (!noon)
    return in.time("date"); // which notes the fault
  return trading::market_day_of(trading::asset_class::us_equity, *noon).begins_ns;
}

result<trading::account_activity> read_activity(dom::object fields) {
  object_reader in(fields);
  trading::account_activity told;
  told.id = in.needed_text("id");
  told.word = in.needed_text("activity_type");
  told.cause = trading::activity_cause_of(told.word);
  if (const auto name = in.text("symbol"); !name.empty()) {
    if (const auto parsed = trading::symbol::parse(name))
      told.symbol = *parsed;
    else
      told.cause = trading::activity_cause::other;
  }
  if (in.text("status") == "canceled")
    told.cause = trading::activity_cause::other;
  told.amount = in.amount<trading::money>("net_amount");
  told.qty = in.amount<trading::quantity>("qty");
  told.px = in.amount<trading::price>("price");
  told.at_ns = activity_time(in);
  told.description = in.text("description");
  return checked(in, told);
}

result<account_state> read_account(dom::object fields) {
  object_reader in(fields);
  account_state account;
  account.broker_account = in.needed_text("id");
  account.status = in.needed_text("status");
  in.needed_text("cash");
  account.cash = in.amount<trading::money>("cash");
  account.equity = in.amount<trading::money>("equity");
  account.buying_power = in.amount<trading::money>("buying_power");
  account.non_marginable_buying_power = in.amount<trading::money>("non_marginable_buying_power");
  account.trading_blocked = in.flag("trading_blocked") || in.flag("account_blocked");
  account.shorting_enabled = in.flag("shorting_enabled");
  return checked(in, account);
}

result<clock_state> read_clock(dom::object fields) {
  object_reader in(fields);
  clock_state clock;
  in.needed_text("timestamp");
  clock.market_ns = in.time("timestamp");
  clock.next_open_ns = in.time("next_open");
  clock.next_close_ns = in.time("next_close");
  clock.is_open = in.flag("is_open");
  return checked(in, clock);
}

result<asset_report> read_asset(dom::object fields) {
  object_reader in(fields);
  asset_report report;
  in.needed_text("symbol");
  report.symbol = in.symbol("symbol");
  report.active = in.text("status") == "active";
  report.tradable = in.flag("tradable");
  report.fractionable = in.flag("fractionable");
  report.shortable = in.flag("shortable");
  report.marginable = in.flag("marginable");
  report.min_order_size = in.amount<trading::quantity>("min_order_size");
  report.min_trade_increment = in.amount<trading::quantity>("min_trade_increment");
  report.price_increment = in.amount<trading::price>("price_increment");
  return checked(in, report);
}

} // namespace

class report_decoder::state {
public:
  template <class Report>
  result<Report> one(const std::string& body, result<Report> (*read)(dom::object)) {
    dom::object fields;
    if (const auto broken = parser_.parse(body).get_object().get(fields))
      return malformed_report(simdjson::error_message(broken));
    return read(fields);
  }

  template <class Report>
  result<std::vector<Report>> many(const std::string& body, result<Report> (*read)(dom::object)) {
    dom::array listed;
    if (const auto broken = parser_.parse(body).get_array().get(listed))
      return malformed_report(simdjson::error_message(broken));
    std::vector<Report> reports;
    reports.reserve(listed.size());
    for (const auto element : listed) {
      dom::object fields;
      if (const auto broken = element.get_object().get(fields))
        return malformed_report(simdjson::error_message(broken));
      auto report = read(fields);
      if (!report)
        return report.failure();
      reports.push_back(std::move(*report));
    }
    return reports;
  }

private:
  dom::parser parser_;
};

report_decoder::report_decoder() : state_(std::make_unique<state>()) {}
report_decoder::~report_decoder() = default;

result<order_report> report_decoder::order(const std::string& body) {
  return state_->one(body, read_order);
}

result<std::vector<order_report>> report_decoder::orders(const std::string& body) {
  return state_->many(body, read_order);
}

result<std::vector<position_report>> report_decoder::positions(const std::string& body) {
  return state_->many(body, read_position);
}

result<std::vector<execution_report>> report_decoder::executions(const std::string& body) {
  return state_->many(body, read_execution);
}

result<std::vector<trading::account_activity>> report_decoder::activities(
    const std::string& body) {
  return state_->many(body, read_activity);
}

result<account_state> report_decoder::account(const std::string& body) {
  return state_->one(body, read_account);
}

result<clock_state> report_decoder::clock(const std::string& body) {
  return state_->one(body, read_clock);
}

result<asset_report> report_decoder::asset(const std::string& body) {
  return state_->one(body, read_asset);
}

} // namespace troupe::net::alpaca
