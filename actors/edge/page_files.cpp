#include "actors/edge/page_files.hpp"

#include <array>
#include <charconv>
#include <cstddef>

extern "C" const char troupe_page_index[];
extern "C" const char troupe_page_index_end[];
extern "C" const char troupe_page_content[];
extern "C" const char troupe_page_content_end[];

namespace troupe::actors {

namespace {

std::string_view take_until(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

std::string_view take_form(std::string_view& content, std::string_view length_text) {
  std::size_t length = 0;
  std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
  const auto part = content.substr(0, length);
  content.remove_prefix(part.size());
  return part;
}

std::string_view embedded(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

} // namespace

page_files::page_files(std::string_view index, std::string_view content)
    : script_sources_(take_until(index, '\n')) {
  while (!index.empty()) {
    auto line = take_until(index, '\n');
    const auto path = take_until(line, '\t');
    if (path.empty())
      return;
    page_file found;
    found.media_type = take_until(line, '\t');
    found.tag = take_until(line, '\t');
    for (auto* form : std::array{&found.plain, &found.gzip, &found.brotli})
      *form = take_form(content, take_until(line, '\t'));
    files_.emplace(path, found);
  }
}

const page_file* page_files::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

const page_files& built_page() {
  static const page_files built(embedded(troupe_page_index, troupe_page_index_end),
                                embedded(troupe_page_content, troupe_page_content_end));
  return built;
}

} // namespace troupe::actors
