#include "net/json_text.hpp"

#include <array>
#include <charconv>

namespace troupe::net {

std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null())
    return {};
  if (found->is_string())
    return found->get<std::string>();
  if (!found->is_number_float())
    return found->dump();
  std::array<char, 400> digits{};
  const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                           found->get<double>(), std::chars_format::fixed, 9);
  return failed == std::errc{} ? std::string(digits.data(), end) : found->dump();
}

} // namespace troupe::net
