#include "net/venue/asset_json.hpp"
#include "net/venue/call.hpp"

#include <nlohmann/json.hpp>

namespace troupe::net::venue {

namespace {

using nlohmann::json;

error absent_symbol(const std::string& name) {
  return {"symbol_not_found", "symbol not found: " + name};
}

error absent_watchlist(std::string_view name) {
  return {"watchlist_not_found", "watchlist not found: " + std::string(name)};
}

result<json> read_body(const call& asked) {
  auto body = json::parse(asked.body, nullptr, false);
  if (!body.is_object())
    return error{"invalid_body", "request body format is invalid"};
  return body;
}

result<std::string> read_word(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null())
    return std::string{};
  if (!found->is_string())
    return error{"invalid_parameter", "invalid " + std::string(name) + ": send a text"};
  return found->get<std::string>();
}

result<trading::symbol> read_listed(const exchange& market, const std::string& name) {
  const auto asset = market.find_asset(name);
  if (!asset)
    return absent_symbol(name);
  return *asset;
}

result<watchlist_change> read_change(const exchange& market, const call& asked) {
  const auto body = read_body(asked);
  if (!body)
    return body.failure();
  watchlist_change wanted;
  const auto name = read_word(*body, "name");
  if (!name)
    return name.failure();
  wanted.name = *name;
  const auto symbols = body->find("symbols");
  if (symbols == body->end() || symbols->is_null() || *symbols == "")
    return wanted;
  if (!symbols->is_array())
    return error{"invalid_parameter", "invalid symbols: send an array of texts"};
  wanted.symbols.emplace();
  for (const auto& one : *symbols) {
    if (!one.is_string())
      return error{"invalid_parameter", "invalid symbols: send an array of texts"};
    const auto listed = read_listed(market, one.get<std::string>());
    if (!listed)
      return listed.failure();
    wanted.symbols->push_back(*listed);
  }
  return wanted;
}

void write_head(json_writer& to, const exchange& market, const watchlist& list) {
  to.object().key("id").text(list.id).key("account_id").text(market.account_id());
  to.key("created_at").time(list.created_ns).key("updated_at").time(list.updated_ns);
  to.key("name").text(list.name);
}

http::response show_watchlist(const exchange& market, const result<watchlist>& list) {
  if (!list)
    return error_reply(list.failure());
  json_writer to;
  write_head(to, market, *list);
  to.key("assets").array();
  for (const auto& symbol : list->symbols)
    write_asset(to, market, symbol);
  to.end_array().end_object();
  return json_reply(to.take());
}

http::response list_watchlists(exchange& market) {
  json_writer to;
  to.array();
  for (const auto& list : market.lists_of_symbols().all()) {
    write_head(to, market, list);
    to.end_object();
  }
  to.end_array();
  return json_reply(to.take());
}

http::response create_watchlist(exchange& market, const call& asked) {
  const auto wanted = read_change(market, asked);
  if (!wanted)
    return error_reply(wanted.failure());
  return show_watchlist(market, market.lists_of_symbols().create(*wanted, market.now()));
}

http::response update_watchlist(exchange& market, const call& asked, const std::string& id) {
  const auto wanted = read_change(market, asked);
  if (!wanted)
    return error_reply(wanted.failure());
  return show_watchlist(market, market.lists_of_symbols().update(id, *wanted, market.now()));
}

http::response append_symbol(exchange& market, const call& asked, const std::string& id) {
  const auto body = read_body(asked);
  if (!body)
    return error_reply(body.failure());
  const auto name = read_word(*body, "symbol");
  if (!name || name->empty())
    return error_reply(name ? error{"invalid_parameter", "symbol is required"} : name.failure());
  const auto listed = read_listed(market, *name);
  if (!listed)
    return error_reply(listed.failure());
  return show_watchlist(market, market.lists_of_symbols().append(id, *listed, market.now()));
}

http::response remove_symbol(exchange& market, const call& asked, const std::string& id,
                             const std::string& name) {
  if (asked.method != "DELETE")
    return method_not_allowed();
  const auto listed = read_listed(market, name);
  if (!listed)
    return error_reply(listed.failure());
  return show_watchlist(market, market.lists_of_symbols().erase(id, *listed, market.now()));
}

// The list is there.
http::response answer_watchlist(exchange& market, const call& asked, const watchlist& list) {
  const auto id = list.id;
  if (asked.method == "GET")
    return show_watchlist(market, list);
  if (asked.method == "PUT")
    return update_watchlist(market, asked, id);
  if (asked.method == "POST")
    return append_symbol(market, asked, id);
  if (asked.method != "DELETE")
    return method_not_allowed();
  const auto removed = market.lists_of_symbols().remove(id);
  return removed ? empty_reply(204) : error_reply(removed.failure());
}

} // namespace

reply answer_watchlists(exchange& market, const call& asked) {
  const bool by_name = asked.starts_with({"v2", "watchlists:by_name"});
  if (!by_name && !asked.starts_with({"v2", "watchlists"}))
    return std::nullopt;
  if (!by_name && asked.segments.size() == 2) {
    if (asked.method == "GET")
      return list_watchlists(market);
    return asked.method == "POST" ? create_watchlist(market, asked) : method_not_allowed();
  }
  const auto key = by_name ? asked.parameter("name") : std::string_view(asked.segments[2]);
  const auto* list =
      by_name ? market.lists_of_symbols().find_by_name(key) : market.lists_of_symbols().find(key);
  if (list == nullptr)
    return error_reply(absent_watchlist(key));
  const std::size_t owned = by_name ? 2 : 3; // segments that name the list
  if (asked.segments.size() > owned)
    return remove_symbol(market, asked, list->id, asked.rest_from(owned));
  return answer_watchlist(market, asked, *list);
}

} // namespace troupe::net::venue
