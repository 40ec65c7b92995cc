#include "trading/risk/limit_table.hpp"

#include "trading/change_list.hpp"

#include <algorithm>
#include <charconv>

namespace troupe::trading {

namespace {

error refusal(const limit_row& row, std::string_view text) {
  return {"invalid_limit", std::string(row.name()) + ": \"" + std::string(text) +
                               "\" is not allowed; allowed: " +
                               (row.amount != nullptr ? "an amount, " : "a whole number, ") +
                               std::to_string(row.least) + " to " + std::to_string(row.most) +
                               (row.unit.empty() ? "" : " " + std::string(row.unit))};
}

} // namespace

const limit_row* find_limit(std::string_view name) {
  const auto found = std::find_if(limit_table.begin(), limit_table.end(), [&](const auto& row) {
    return row.key == name || row.name() == name;
  });
  return found == limit_table.end() ? nullptr : &*found;
}

std::string text_of(const limit_row& row, const risk_limits& from) {
  return row.amount != nullptr ? (from.*row.amount).text() : std::to_string(from.*row.count);
}

result<void> assign(const limit_row& row, risk_limits& into, std::string_view text) {
  if (row.amount != nullptr) {
    const auto amount = money::parse(text);
    if (!amount || *amount < money::of(row.least) || *amount > money::of(row.most))
      return refusal(row, text);
    into.*row.amount = *amount;
    return {};
  }
  std::int64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end || value < row.least || value > row.most)
    return refusal(row, text);
  into.*row.count = value;
  return {};
}

result<risk_limits> with_changes(risk_limits limits, std::string_view changes) {
  result<void> taken;
  each_change(changes, [&](std::string_view name, std::string_view text) {
    if (const auto* row = find_limit(name))
      taken = assign(*row, limits, text);
    else
      taken = error{"unknown_limit", "there is no limit \"" + std::string(name) +
                                         "\"; GET /api/risk lists all"};
    return static_cast<bool>(taken);
  });
  if (!taken)
    return taken.failure();
  return limits;
}

std::vector<std::string> changed_limits(std::string_view changes) {
  std::vector<std::string> names;
  each_change(changes, [&](std::string_view name, std::string_view) {
    names.emplace_back(name);
    return true;
  });
  return names;
}

} // namespace troupe::trading
