#include "trading/decision.hpp"

#include <array>
#include <cstddef>

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 2> stages{"strategy", "risk"};
constexpr std::array<std::string_view, 6> verdicts{"none", "enter_long", "enter_short",
                                                   "exit", "approved",   "refused"};

} // namespace

std::string_view to_text(decision_stage stage) {
  return stages.at(static_cast<std::size_t>(stage));
}

std::string_view to_text(verdict value) {
  return verdicts.at(static_cast<std::size_t>(value));
}

} // namespace troupe::trading
