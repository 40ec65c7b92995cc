#include "net/venue/data/tape_names.hpp"

#include "net/venue/listing.hpp"

namespace troupe::net::venue {

std::string_view tape_of(const trading::symbol& stock) {
  const auto* listed = find_listing(stock);
  if (listed == nullptr || listed->exchange == "NASDAQ")
    return "C";
  return listed->exchange == "NYSE" ? "A" : "B";
}

std::string news_url(std::int64_t id) {
  return "https://news.example/articles/" + std::to_string(id);
}

std::vector<std::string> compact_names(std::span<const trading::symbol> symbols) {
  std::vector<std::string> names;
  for (const auto& symbol : symbols)
    names.push_back(symbol.compact());
  return names;
}

} // namespace troupe::net::venue
