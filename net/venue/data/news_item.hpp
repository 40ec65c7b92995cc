// An article about listed assets.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace troupe::net::venue {

struct news_item {
  std::int64_t id = 0;
  trading::time_ns created_ns = 0;
  std::vector<trading::symbol> symbols; // told in the spelling without a slash
  std::string headline;
  std::string summary;
  std::string content; // empty for a short notice
  std::string author;
  std::string source;
};

} // namespace troupe::net::venue
