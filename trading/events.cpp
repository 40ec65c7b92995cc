#include "trading/events.hpp"

#include <array>
#include <cstddef>

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 10> adjustment_kinds{
    "position_adopted", "position_corrected", "cash_corrected", "deposit", "withdrawal",
    "dividend",         "interest",           "fee",            "coin_fee", "split"};
constexpr std::array<std::string_view, 9> command_kinds{"enable_trading", "disable_trading", "halt",
                                                        "resume", "release_symbol",
                                                        "change_limits", "change_strategy",
                                                        "account_stale", "account_fresh"};
// In the order of order_event_kind.
constexpr std::array<std::string_view, 11> order_event_words{
    "ack",    "ack",    "fill",    "fill",    "ack",     "cancel",
    "expire", "reject", "replace", "unknown", "resolved"};

struct namer {
  std::string_view operator()(const session_started&) const { return "session"; }
  std::string_view operator()(const clock_tick&) const { return "tick"; }
  std::string_view operator()(const bar&) const { return "bar"; }
  std::string_view operator()(const history_bar&) const { return "history"; }
  std::string_view operator()(const quote&) const { return "quote"; }
  std::string_view operator()(const trade&) const { return "trade"; }
  std::string_view operator()(const decision&) const { return "decision"; }
  std::string_view operator()(const intent&) const { return "intent"; }
  std::string_view operator()(const order_event& reported) const {
    return order_event_words.at(static_cast<std::size_t>(reported.kind));
  }
  std::string_view operator()(const adjustment&) const { return "adjustment"; }
  std::string_view operator()(const command&) const { return "command"; }
  std::string_view operator()(const configuration&) const { return "configuration"; }
  std::string_view operator()(const operator_order&) const { return "operator_order"; }
};

struct stamper {
  time_ns operator()(const bar& candle) const { return candle.end_ns(); }
  time_ns operator()(const history_bar& past) const { return past.bar.end_ns(); }
  template <class Event>
  time_ns operator()(const Event& stamped) const {
    return stamped.market_ns;
  }
};

} // namespace

std::string_view to_text(adjustment_kind kind) {
  return adjustment_kinds.at(static_cast<std::size_t>(kind));
}

std::string_view to_text(command_kind kind) {
  return command_kinds.at(static_cast<std::size_t>(kind));
}

std::string_view type_name(const event& happened) {
  return std::visit(namer{}, happened);
}

time_ns market_time(const event& happened) {
  return std::visit(stamper{}, happened);
}

} // namespace troupe::trading
