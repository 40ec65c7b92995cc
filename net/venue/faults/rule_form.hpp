// Which keys a rule of each kind takes, with defaults and bounds: the one table that reading,
// checking and telling a rule go by.
#pragma once

#include "net/venue/faults/plan.hpp"

#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::net::venue {

struct whole_key {
  std::int64_t fault_rule::*place;
  std::int64_t least;
  std::int64_t most;
};
// One of the words; any text where there are none.
struct text_key {
  std::string fault_rule::*place;
  std::span<const std::string_view> words;
};
struct symbol_key {};

struct rule_key {
  std::string_view name;
  std::variant<whole_key, text_key, symbol_key> value;
};

struct rule_form {
  fault_kind kind;
  std::string_view name;
  std::vector<std::string_view> keys; // besides kind, probability and times
  fault_rule defaults;
};

const rule_key& rule_key_named(std::string_view name); // one that a form lists
const rule_form* find_rule_form(std::string_view kind);
const rule_form& rule_form_of(fault_kind kind);
std::string rule_kinds(); // all names, separated by commas

} // namespace troupe::net::venue
