#include "trading/change_list.hpp"

#include <map>

namespace troupe::trading {

std::string merge_changes(std::string_view earlier, std::string_view later) {
  std::map<std::string_view, std::string_view> last;
  for (const auto changes : {earlier, later})
    each_change(changes, [&](std::string_view name, std::string_view text) {
      last[name] = text;
      return true;
    });
  std::string merged;
  for (const auto& [name, text] : last)
    merged += (merged.empty() ? "" : " ") + std::string(name) + '=' + std::string(text);
  return merged;
}

} // namespace troupe::trading
