// What of all that happens a person wants to be told at once, and in which words.
#pragma once

#include "trading/events.hpp"

#include <optional>
#include <string>

namespace troupe::trading {

enum class severity : std::uint8_t { info, warning, error };

std::string_view to_text(severity value);

struct notice {
  trading::severity severity = trading::severity::info;
  std::string kind; // "fill", "order_rejected", "risk_refused", "halt", …
  std::string text; // one sentence
};

// Fills, rejections, unknown orders, adjustments, operators' commands and risk's refusals; nothing
// for everything else.
std::optional<notice> notice_of(const event& happened);

} // namespace troupe::trading
