#include "net/http/message.hpp"

#include <algorithm>
#include <optional>

namespace troupe::net::http {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<unsigned> hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') {
    return static_cast<unsigned>(digit - '0');
  }
  const char letter = lower(digit);
  if (letter >= 'a' && letter <= 'f') {
    return static_cast<unsigned>(letter - 'a') + 10u;
  }
  return std::nullopt;
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_digit(text[i + 1]);
      const auto low = hex_digit(text[i + 2]);
      if (high && low) {
        decoded += static_cast<char>(*high * 16u + *low);
        i += 2;
        continue;
      }
    }
    decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
  }
  return decoded;
}

// Calls `part` with every piece of `text` between separators that is not empty.
template <class Part>
void for_each_part(std::string_view text, char separator, Part part) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) {
      part(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool is_unreserved(char letter) {
  const char low = lower(letter);
  return (low >= 'a' && low <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' ||
         letter == '.' || letter == '_' || letter == '~';
}

} // namespace

std::string_view header_value(const std::vector<header>& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const header& candidate) {
    return same_name(candidate.name, name);
  });
  return found == headers.end() ? std::string_view{} : std::string_view{found->value};
}

target_parts split_target(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t question = target.find('?');
  target_parts parts;
  for_each_part(target.substr(0, question), '/', [&parts](std::string_view segment) {
    parts.segments.push_back(percent_decode(segment, false));
  });
  if (question == std::string_view::npos) {
    return parts;
  }
  for_each_part(target.substr(question + 1), '&', [&parts](std::string_view pair) {
    const std::size_t equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    parts.query.push_back(
        {percent_decode(pair.substr(0, equals), true), percent_decode(value, true)});
  });
  return parts;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char letter : text) {
    if (is_unreserved(letter)) {
      encoded += letter;
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    encoded += '%';
    encoded += digits[byte / 16u];
    encoded += digits[byte % 16u];
  }
  return encoded;
}

} // namespace troupe::net::http
