#include "net/venue/json_writer.hpp"

namespace troupe::net::venue {

void json_writer::separate() {
  if (text_.empty())
    return;
  const auto last = text_.back();
  if (last != '{' && last != '[' && last != ':')
    text_ += ',';
}

json_writer& json_writer::object() {
  separate();
  text_ += '{';
  return *this;
}

json_writer& json_writer::end_object() {
  text_ += '}';
  return *this;
}

json_writer& json_writer::array() {
  separate();
  text_ += '[';
  return *this;
}

json_writer& json_writer::end_array() {
  text_ += ']';
  return *this;
}

json_writer& json_writer::key(std::string_view name) {
  text(name);
  text_ += ':';
  return *this;
}

json_writer& json_writer::text(std::string_view value) {
  constexpr std::string_view digits = "0123456789abcdef";
  separate();
  text_ += '"';
  for (const auto letter : value) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      text_ += '\\';
      text_ += letter;
    } else if (code < 0x20) {
      text_ += "\\u00";
      text_ += digits[code >> 4];
      text_ += digits[code & 0xf];
    } else {
      text_ += letter;
    }
  }
  text_ += '"';
  return *this;
}

json_writer& json_writer::integer(std::int64_t value) {
  return raw(std::to_string(value));
}
json_writer& json_writer::flag(bool value) {
  return raw(value ? "true" : "false");
}
json_writer& json_writer::null() {
  return raw("null");
}

json_writer& json_writer::raw(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

} // namespace troupe::net::venue
