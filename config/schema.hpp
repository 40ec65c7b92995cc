// The one table of configuration keys: everything that is known of a key is in its row, and
// loading, showing, the reference file and the error messages all read it here.
//
// Besides the rows there are two free-form tables, [strategy.<name>] and [cluster.nodes.<name>].
#pragma once

#include "config/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::config {

// A choice is held in its structure as an enumeration whose numbers count the words of the row.
struct choice_access {
  std::size_t (*get)(const settings&);
  void (*set)(settings&, std::size_t);
};

// Where a key's value lives, which is also its type.
using access = std::variant<std::string& (*)(settings&), bool& (*)(settings&),
                            std::int64_t& (*)(settings&), trading::money& (*)(settings&),
                            std::vector<std::string>& (*)(settings&), choice_access>;

enum class visibility : std::uint8_t { plain, secret };

struct key {
  std::string_view name; // "table.key", or a bare key
  access place;
  std::string_view default_text; // as a flag or an environment variable would give it
  std::string_view unit;         // "ms", "bps", "USD"; empty where there is none
  std::string_view meaning;
  std::vector<std::string_view> environment = {}; // the first one that is set counts
  std::vector<std::string_view> choices = {};     // of text and choice; empty: anything
  std::int64_t least = 0;                         // of an integer or a whole amount of money
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  visibility shown = visibility::plain;
};

std::span<const key> schema();
// Null where there is no such key.
const key* find_key(std::string_view name);

// "integer", "amount", "true or false", "list of text", "one of keep, cancel, flatten", with range.
std::string allowed(const key& row);

// Takes text over into the key's place. Error: `invalid_setting`, whose message says what is wrong
// and what is allowed, without naming the key.
result<void> assign(const key& row, settings& into, std::string_view text);
// The value as text that assign() takes.
std::string text_of(const key& row, const settings& from);

} // namespace troupe::config
