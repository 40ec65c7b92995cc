#include "net/alpaca/subscriptions.hpp"

#include "net/alpaca/wire_text.hpp"

#include <algorithm>
#include <iterator>

namespace troupe::net::alpaca {

namespace {

using symbols = std::set<trading::symbol>;

symbols without(const symbols& wanted, const symbols& present) {
  symbols rest;
  std::set_difference(wanted.begin(), wanted.end(), present.begin(), present.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

void append_list(std::string& out, std::string_view channel, const symbols& names) {
  if (names.empty())
    return;
  out += ',';
  append_json(out, channel);
  out += ":[";
  for (const auto& name : names) {
    append_json(out, name.text());
    out += ',';
  }
  out.back() = ']';
}

} // namespace

subscriptions difference(const subscriptions& wanted, const subscriptions& present) {
  return {without(wanted.quotes, present.quotes), without(wanted.trades, present.trades),
          without(wanted.bars, present.bars), wanted.ticks && !present.ticks};
}

std::string subscription_message(const char* action, const subscriptions& listed) {
  std::string text = "{\"action\":";
  append_json(text, action);
  append_list(text, "trades", listed.trades);
  append_list(text, "quotes", listed.quotes);
  append_list(text, "bars", listed.bars);
  if (listed.ticks)
    text += ",\"ticks\":[\"*\"]";
  text += '}';
  return text;
}

} // namespace troupe::net::alpaca
