#include "trading/notice.hpp"

namespace troupe::trading {

namespace {

std::string words(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto each : parts)
    text += (text.empty() ? "" : " ") + std::string(each);
  return text;
}

std::optional<notice> of(const order_event& told) {
  const auto name = told.symbol.text();
  switch (told.kind) {
  case order_event_kind::fill:
  case order_event_kind::partial_fill:
    return notice{severity::info, "fill",
                  words({told.side == side::buy ? "bought" : "sold", told.qty.text(), name, "at",
                         told.px.text()})};
  case order_event_kind::rejected:
    return notice{severity::warning, "order_rejected",
                  words({"the order to", to_text(told.side), name, "was rejected:", told.reason})};
  case order_event_kind::unknown:
    return notice{
        severity::error, "order_unknown",
        words({"the outcome of the order to", to_text(told.side), name,
               "is not known; no new risk in it until the venue has said:", told.client_order_id})};
  default:
    return std::nullopt;
  }
}

std::optional<notice> of(const decision& made) {
  if (made.verdict != verdict::refused)
    return std::nullopt;
  return notice{severity::info, "risk_refused",
                words({"risk refused what", made.strategy, "wanted of", made.symbol.text(),
                       "because of", made.reason})};
}

std::optional<notice> of(const adjustment& taken_over) {
  const bool is_named = !taken_over.activity_id.empty(); // by the venue
  return notice{is_named ? severity::info : severity::warning, "adjustment",
                words({to_text(taken_over.kind), taken_over.symbol.text(), taken_over.reason})};
}

std::optional<notice> of(const command& ordered) {
  return notice{severity::warning, std::string(to_text(ordered.kind)),
                words({to_text(ordered.kind), "by", ordered.who, ordered.reason})};
}

template <class Other>
std::optional<notice> of(const Other&) {
  return std::nullopt;
}

} // namespace

std::string_view to_text(severity value) {
  switch (value) {
  case severity::info:
    return "info";
  case severity::warning:
    return "warning";
  case severity::error:
    return "error";
  }
  return "unknown";
}

std::optional<notice> notice_of(const event& happened) {
  return std::visit([](const auto& each) { return of(each); }, happened);
}

} // namespace troupe::trading
