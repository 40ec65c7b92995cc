#include "net/alpaca/history_decoder.hpp"

#include "net/alpaca/market_message.hpp"

namespace troupe::net::alpaca {

namespace {

namespace ondemand = simdjson::ondemand;

error malformed_history(std::string why) {
  return {"malformed_report", std::move(why)};
}

error malformed_history(simdjson::error_code why) {
  return malformed_history(simdjson::error_message(why));
}

// The lists of one page by symbol: `read` is told each symbol and its value.
template <class Read>
result<void> each_symbol(ondemand::object by_symbol, Read read) {
  for (auto field : by_symbol) {
    std::string_view key;
    ondemand::value value;
    if (const auto broken = field.unescaped_key().get(key))
      return malformed_history(broken);
    if (const auto broken = field.value().get(value))
      return malformed_history(broken);
    const auto name = trading::symbol::parse(key);
    if (!name)
      return malformed_history(name.failure().message);
    if (value.is_null())
      continue;
    if (const auto outcome = read(*name, value); !outcome)
      return outcome;
  }
  return {};
}

result<market_fields> fields_of(simdjson::simdjson_result<ondemand::object> found) {
  ondemand::object message;
  market_fields fields;
  if (const auto broken = std::move(found).get(message))
    return malformed_history(broken);
  if (const auto broken = read_fields(message, fields))
    return malformed_history(broken);
  return fields;
}

result<void> append_bars(const trading::symbol& name, ondemand::value& listed,
                         trading::time_ns length_ns, std::vector<trading::bar>& into) {
  ondemand::array bars;
  if (const auto broken = listed.get_array().get(bars))
    return malformed_history(broken);
  for (auto element : bars) {
    const auto fields = fields_of(element.get_object());
    if (!fields)
      return fields.failure();
    const auto read = to_bar(*fields, name, length_ns);
    if (!read)
      return malformed_history("a bar of " + std::string(name.text()) + " is incomplete");
    into.push_back(*read);
  }
  return {};
}

result<void> append_quote(const trading::symbol& name, ondemand::value& value,
                          std::vector<trading::quote>& into) {
  const auto fields = fields_of(value.get_object());
  if (!fields)
    return fields.failure();
  const auto read = to_quote(*fields, name);
  if (!read)
    return malformed_history("the quote of " + std::string(name.text()) + " is incomplete");
  into.push_back(*read);
  return {};
}

// Reads the object under `wanted` and the token, in whatever order they come.
template <class Read>
result<std::string> read_page(ondemand::object page, std::string_view wanted, Read read) {
  std::string token;
  bool found = false;
  for (auto field : page) {
    std::string_view key;
    ondemand::value value;
    if (const auto broken = field.unescaped_key().get(key))
      return malformed_history(broken);
    if (const auto broken = field.value().get(value))
      return malformed_history(broken);
    if (key == "next_page_token" && !value.is_null()) {
      std::string_view text;
      if (const auto broken = value.get_string().get(text))
        return malformed_history(broken);
      token = text;
    } else if (key == wanted) {
      found = true;
      if (value.is_null())
        continue;
      ondemand::object by_symbol;
      if (const auto broken = value.get_object().get(by_symbol))
        return malformed_history(broken);
      if (const auto outcome = each_symbol(by_symbol, read); !outcome)
        return outcome.failure();
    }
  }
  if (!found)
    return malformed_history("the page has no '" + std::string(wanted) + "'");
  return token;
}

} // namespace

class history_decoder::state {
public:
  template <class Read>
  result<std::string> page(std::string_view body, std::string_view wanted, Read read) {
    padded_.assign(body);
    padded_.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    ondemand::document document;
    ondemand::object root;
    if (const auto broken = parser_.iterate(padded_).get(document))
      return malformed_history(broken);
    if (const auto broken = document.get_object().get(root))
      return malformed_history(broken);
    return read_page(root, wanted, read);
  }

private:
  ondemand::parser parser_;
  std::string padded_;
};

history_decoder::history_decoder() : state_(std::make_unique<state>()) {}
history_decoder::~history_decoder() = default;

result<std::string> history_decoder::bars(std::string_view body, trading::time_ns length_ns,
                                          std::vector<trading::bar>& into) {
  return state_->page(body, "bars", [&](const trading::symbol& name, ondemand::value& listed) {
    return append_bars(name, listed, length_ns, into);
  });
}

result<void> history_decoder::quotes(std::string_view body, std::vector<trading::quote>& into) {
  const auto page =
      state_->page(body, "quotes", [&](const trading::symbol& name, ondemand::value& value) {
        return append_quote(name, value, into);
      });
  return page ? result<void>() : result<void>(page.failure());
}

} // namespace troupe::net::alpaca
