#include "net/venue/watchlists.hpp"

#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <utility>

namespace troupe::net::venue {

namespace {

error unknown_watchlist(std::string_view named) {
  return {"watchlist_not_found", "watchlist not found: " + std::string(named)};
}

error too_much(const std::string& what, std::size_t most) {
  return {"invalid_parameter", what + ": at most " + std::to_string(most) + " are kept"};
}

bool contains(const std::vector<trading::symbol>& symbols, const trading::symbol& one) {
  return std::find(symbols.begin(), symbols.end(), one) != symbols.end();
}

result<std::vector<trading::symbol>> without_repeats(const std::vector<trading::symbol>& given) {
  std::vector<trading::symbol> once;
  for (const auto& one : given)
    if (!contains(once, one)) {
      if (once.size() == watchlists::symbols_max)
        return too_much("symbols of a watchlist", watchlists::symbols_max);
      once.push_back(one);
    }
  return once;
}

} // namespace

const watchlist* watchlists::find(std::string_view id) const {
  const auto found =
      std::find_if(lists_.begin(), lists_.end(), [&](const auto& list) { return list.id == id; });
  return found == lists_.end() ? nullptr : &*found;
}

const watchlist* watchlists::find_by_name(std::string_view name) const {
  const auto found = std::find_if(lists_.begin(), lists_.end(),
                                  [&](const auto& list) { return list.name == name; });
  return found == lists_.end() ? nullptr : &*found;
}

watchlist* watchlists::at(std::string_view id) {
  const auto found =
      std::find_if(lists_.begin(), lists_.end(), [&](const auto& list) { return list.id == id; });
  return found == lists_.end() ? nullptr : &*found;
}

result<void> watchlists::check_name(std::string_view name, std::string_view own_id) const {
  if (name.empty())
    return error{"invalid_parameter", "watchlist name is required"};
  if (name.size() > name_max)
    return error{"invalid_parameter",
                 "watchlist name must be no more than " + std::to_string(name_max) + " characters"};
  if (const auto* other = find_by_name(name); other != nullptr && other->id != own_id)
    return error{"watchlist_name_taken", "watchlist name must be unique"};
  return {};
}

result<watchlist> watchlists::create(const watchlist_change& wanted, trading::time_ns now) {
  if (auto named = check_name(wanted.name, {}); !named)
    return named.failure();
  if (lists_.size() == lists_max)
    return too_much("watchlists", lists_max);
  auto symbols = without_repeats(wanted.symbols.value_or(std::vector<trading::symbol>{}));
  if (!symbols)
    return symbols.failure();
  const auto kind = trading::identifier_kind::watchlist;
  lists_.push_back({.id = trading::make_identifier(seed_, kind, ++created_),
                    .name = wanted.name,
                    .symbols = std::move(*symbols),
                    .created_ns = now,
                    .updated_ns = now});
  return lists_.back();
}

result<watchlist> watchlists::update(std::string_view id, const watchlist_change& wanted,
                                     trading::time_ns now) {
  auto* list = at(id);
  if (list == nullptr)
    return unknown_watchlist(id);
  auto next = *list;
  if (!wanted.name.empty())
    next.name = wanted.name;
  if (auto named = check_name(next.name, id); !named)
    return named.failure();
  if (wanted.symbols) {
    auto symbols = without_repeats(*wanted.symbols);
    if (!symbols)
      return symbols.failure();
    next.symbols = std::move(*symbols);
  }
  next.updated_ns = now;
  *list = std::move(next);
  return *list;
}

result<watchlist> watchlists::append(std::string_view id, const trading::symbol& added,
                                     trading::time_ns now) {
  auto* list = at(id);
  if (list == nullptr)
    return unknown_watchlist(id);
  if (contains(list->symbols, added))
    return *list;
  if (list->symbols.size() == symbols_max)
    return too_much("symbols of a watchlist", symbols_max);
  list->symbols.push_back(added);
  list->updated_ns = now;
  return *list;
}

result<watchlist> watchlists::erase(std::string_view id, const trading::symbol& gone,
                                    trading::time_ns now) {
  auto* list = at(id);
  if (list == nullptr)
    return unknown_watchlist(id);
  if (!contains(list->symbols, gone))
    return error{"symbol_not_found", "symbol not found: " + std::string(gone.text())};
  std::erase(list->symbols, gone);
  list->updated_ns = now;
  return *list;
}

result<void> watchlists::remove(std::string_view id) {
  if (std::erase_if(lists_, [&](const auto& list) { return list.id == id; }) == 0)
    return unknown_watchlist(id);
  return {};
}

} // namespace troupe::net::venue
