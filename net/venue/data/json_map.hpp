// The members of an object of market data as JSON: amounts as numbers in their exact text.
#pragma once

#include "net/venue/json_writer.hpp"
#include "trading/market/symbol.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

class json_map {
public:
  explicit json_map(json_writer& json) : json_(json) {}

  json_map& text(std::string_view name, std::string_view value) {
    json_.key(name).text(value);
    return *this;
  }
  json_map& texts(std::string_view name, std::string_view only) {
    json_.key(name).array().text(only).end_array();
    return *this;
  }
  json_map& words(std::string_view name, const std::vector<std::string>& all) {
    json_.key(name).array();
    for (const auto& word : all)
      json_.text(word);
    json_.end_array();
    return *this;
  }
  json_map& integer(std::string_view name, std::int64_t value) {
    json_.key(name).integer(value);
    return *this;
  }
  json_map& flag(std::string_view name, bool value) {
    json_.key(name).flag(value);
    return *this;
  }
  template <class Tag>
  json_map& amount(std::string_view name, trading::fixed<Tag> value) {
    json_.key(name).number(value);
    return *this;
  }
  json_map& size(std::string_view name, const trading::symbol& of, trading::quantity value) {
    if (of.is_crypto())
      return amount(name, value);
    return integer(name, value.units / trading::units_per_one);
  }
  json_map& time(std::string_view name, trading::time_ns at) {
    json_.key(name).time(at);
    return *this;
  }
  template <class Items, class Write>
  json_map& list(std::string_view name, const Items& items, Write write) {
    json_.key(name).array();
    for (const auto& item : items) {
      json_.object();
      write(*this, item);
      json_.end_object();
    }
    json_.end_array();
    return *this;
  }

private:
  json_writer& json_;
};

} // namespace troupe::net::venue
