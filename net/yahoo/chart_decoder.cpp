#include "net/yahoo/chart_decoder.hpp"

#include "net/alpaca/shortest_decimal.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <simdjson.h>

namespace troupe::net::yahoo {

namespace {

namespace dom = simdjson::dom;

error malformed_chart(std::string why) {
  return {"malformed_report", "Yahoo's chart: " + std::move(why)};
}

// Nothing for null and for what is no amount.
std::optional<std::int64_t> units_in(simdjson::simdjson_result<dom::element> found) {
  double value = 0;
  if (found.get_double().get(value))
    return std::nullopt;
  return alpaca::shortest_units(static_cast<float>(value));
}

// Whole shares, or the quote currency of crypto, beyond what 32 bits of floating point hold.
std::optional<std::int64_t> volume_in(simdjson::simdjson_result<dom::element> found) {
  double value = 0;
  if (found.get_double().get(value))
    return std::nullopt;
  return alpaca::shortest_units(value);
}

struct columns {
  dom::array starts;
  dom::array open;
  dom::array high;
  dom::array low;
  dom::array close;
  dom::array volume;
};

result<columns> read_columns(dom::object answer) {
  columns read;
  if (answer["timestamp"].get_array().get(read.starts))
    return read; // nothing was traded
  dom::object quote;
  if (answer["indicators"]["quote"].at(0).get_object().get(quote))
    return malformed_chart("no indicators.quote");
  struct named {
    const char* key;
    dom::array& into;
  };
  for (const auto& each : {named{"open", read.open}, named{"high", read.high},
                           named{"low", read.low}, named{"close", read.close},
                           named{"volume", read.volume}})
    if (quote[each.key].get_array().get(each.into) || each.into.size() != read.starts.size())
      return malformed_chart("\"" + std::string(each.key) + "\" has not a value for each time");
  return read;
}

// Nothing where one of the prices is null: no trade in that interval.
std::optional<trading::bar> bar_at(const columns& from, std::size_t index) {
  std::array<std::optional<std::int64_t>, 4> prices{
      units_in(from.open.at(index)), units_in(from.high.at(index)), units_in(from.low.at(index)),
      units_in(from.close.at(index))};
  if (std::any_of(prices.begin(), prices.end(),
                  [](const auto& each) { return !each || *each <= 0; }))
    return std::nullopt;
  trading::bar made;
  made.open.units = *prices[0];
  made.high.units = *prices[1];
  made.low.units = *prices[2];
  made.close.units = *prices[3];
  made.volume.units = volume_in(from.volume.at(index)).value_or(0);
  return made;
}

result<void> read_bars(dom::object answer, const trading::symbol& name, trading::time_ns length_ns,
                       std::vector<trading::bar>& into) {
  const auto columns = read_columns(answer);
  if (!columns)
    return columns.failure();
  std::size_t index = 0;
  for (const auto element : columns->starts) {
    std::int64_t start_s = 0;
    if (element.get_int64().get(start_s))
      return malformed_chart("a time is not a whole number");
    if (auto made = bar_at(*columns, index++)) {
      made->symbol = name;
      made->start_ns = start_s * trading::second_ns;
      made->length_ns = length_ns;
      into.push_back(*made);
    }
  }
  return {};
}

error refusal_in(dom::object failure) {
  std::string_view code, words;
  if (failure["code"].get_string().get(code) || failure["description"].get_string().get(words))
    return malformed_chart("an error without code or description");
  return {code == "Not Found" ? "symbol_not_known" : "source_refused",
          "Yahoo says: " + std::string(words)};
}

} // namespace

class chart_decoder::state {
public:
  result<chart> decode(const std::string& body, const trading::symbol& name,
                       trading::time_ns length_ns) {
    dom::object root, answer, failure;
    if (const auto broken = parser_.parse(body)["chart"].get_object().get(root))
      return malformed_chart(simdjson::error_message(broken));
    if (!root["error"].get_object().get(failure))
      return refusal_in(failure);
    if (root["result"].at(0).get_object().get(answer))
      return malformed_chart("no result");
    chart read;
    if (const auto bars = read_bars(answer, name, length_ns, read.bars); !bars)
      return bars.failure();
    const auto meta = answer["meta"];
    std::int64_t at_s = 0;
    if (!meta["regularMarketTime"].get_int64().get(at_s))
      read.last_at_ns = at_s * trading::second_ns;
    read.last_price.units = units_in(meta["regularMarketPrice"]).value_or(0);
    return read;
  }

private:
  dom::parser parser_;
};

chart_decoder::chart_decoder() : state_(std::make_unique<state>()) {}
chart_decoder::~chart_decoder() = default;

result<chart> chart_decoder::decode(const std::string& body, const trading::symbol& name,
                                    trading::time_ns length_ns) {
  return state_->decode(body, name, length_ns);
}

std::string spelling_of(const trading::symbol& name) {
  std::string spelled(name.text());
  std::replace_if(
      spelled.begin(), spelled.end(), [](char each) { return each == '/' || each == '.'; }, '-');
  return spelled;
}

} // namespace troupe::net::yahoo
