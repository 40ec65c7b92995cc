#include "runtime/log_memory.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <utility>

namespace troupe::runtime::log {

namespace {

// A line's members are told apart by their quotes, which a text has only behind a stroke.
std::string member(std::string_view name, const std::string& value) {
  using json = nlohmann::json;
  return ",\"" + std::string(name) +
         "\":" + json(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

bool has_text(const std::string& line, const std::string& wanted) {
  const auto same = [](unsigned char one, unsigned char other) {
    return std::tolower(one) == std::tolower(other);
  };
  return std::search(line.begin(), line.end(), wanted.begin(), wanted.end(), same) != line.end();
}

} // namespace

void line_memory::keep(level severity, std::string_view event, std::string text) {
  auto made = std::make_shared<kept_line>(
      kept_line{0, severity, std::string(event), std::move(text)});
  const std::lock_guard lock(access_);
  made->seq = ++last_seq_;
  bytes_ += made->text.size();
  lines_.push_back(std::move(made));
  while (lines_.size() > lines_max || (bytes_ > bytes_max && lines_.size() > 1)) {
    bytes_ -= lines_.front()->text.size();
    lines_.pop_front();
  }
}

line_page line_memory::find(const line_query& wanted) const {
  std::vector<std::shared_ptr<const kept_line>> all;
  {
    const std::lock_guard lock(access_);
    all.assign(lines_.begin(), lines_.end());
  }
  const auto role = wanted.role.empty() ? std::string() : member("role", wanted.role);
  line_page page;
  for (auto each = all.rbegin(); each != all.rend(); ++each) {
    const auto& line = **each;
    if (line.seq >= wanted.before_seq || line.severity < wanted.least ||
        (!wanted.event.empty() && line.event != wanted.event) ||
        (!role.empty() && line.text.find(role) == std::string::npos) ||
        !has_text(line.text, wanted.text))
      continue;
    if (page.lines.size() == wanted.limit) {
      page.next_before_seq = page.lines.back()->seq;
      break;
    }
    page.lines.push_back(*each);
  }
  return page;
}

std::uint64_t line_memory::forgotten() const {
  const std::lock_guard lock(access_);
  return last_seq_ - lines_.size();
}

line_memory& memory() {
  static line_memory kept;
  return kept;
}

} // namespace troupe::runtime::log
