#include "net/venue/update_log.hpp"

#include <string_view>

namespace troupe::net::venue {

void update_log::record(const trading::order_updates& updates) {
  for (const auto& update : updates) {
    kept_.push_back(update);
    ++next_;
    if (kept_.size() > kept_max)
      kept_.pop_front();
  }
}

std::string event_id_of(const trading::order_update& update, std::uint64_t number) {
  static constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's
  constexpr trading::time_ns millisecond_ns = 1'000'000;
  constexpr std::size_t time_letters = 10;
  std::string id(event_id_letters, '0');
  const auto write = [&id](std::uint64_t value, std::size_t begin, std::size_t end) {
    for (auto place = end; place-- > begin; value >>= 5)
      id[place] = letters[value & 31];
  };
  write(static_cast<std::uint64_t>(update.event.market_ns / millisecond_ns), 0, time_letters);
  write(number, time_letters, id.size());
  return id;
}

} // namespace troupe::net::venue
