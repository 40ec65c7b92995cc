#include "actors/edge/stream/subscription.hpp"

namespace troupe::actors {

namespace {

std::size_t place(channel which) {
  return static_cast<std::size_t>(which);
}

} // namespace

void subscription::add(const subscribe_request& wanted) {
  for (const auto each : wanted.channels) {
    auto& entry = wanted_[place(each)];
    entry.all = entry.all || wanted.symbols.empty();
    entry.named.insert(wanted.symbols.begin(), wanted.symbols.end());
  }
}

void subscription::remove(const subscribe_request& unwanted) {
  const bool everything = unwanted.channels.empty() && unwanted.unknown_channels.empty();
  for (const auto each : everything ? channels() : unwanted.channels) {
    auto& entry = wanted_[place(each)];
    if (unwanted.symbols.empty())
      entry = {};
    for (const auto& name : unwanted.symbols)
      entry.named.erase(name);
  }
}

bool subscription::has(channel which) const {
  const auto& entry = wanted_[place(which)];
  return entry.all || !entry.named.empty();
}

bool subscription::wants(channel which, const std::optional<trading::symbol>& name) const {
  const auto& entry = wanted_[place(which)];
  if (!name)
    return has(which);
  return entry.named.contains(*name) ||
         (entry.all && (!is_market(which) || name->kind() == market_));
}

std::vector<channel> subscription::channels() const {
  std::vector<channel> found;
  for (std::size_t index = 0; index < channel_count; ++index)
    if (has(static_cast<channel>(index)))
      found.push_back(static_cast<channel>(index));
  return found;
}

const std::set<trading::symbol>& subscription::symbols(channel which) const {
  static const std::set<trading::symbol> all;
  const auto& entry = wanted_[place(which)];
  return entry.all ? all : entry.named;
}

} // namespace troupe::actors
