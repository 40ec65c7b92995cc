// The tables of the read side, the same in SQLite and PostgreSQL: what a column holds, and by what
// a row is known. The migrations beside each store make them; a test holds them to this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::persistence::read_side {

enum class table_id : std::uint8_t {
  orders,        // one row an order, as it is known now
  trades,        // executions
  positions,     // what was held from this record on
  signals,       // what strategies wanted
  decisions,     // every decision, with its gates
  bars,
  configuration, // one version a session and change
  audit_log,     // what operators ordered
  notifications, // what people were told
  metrics        // figures of the account after each change of the books
};
inline constexpr std::size_t tables = 10;

// Amounts are exact decimals. An instant is RFC 3339 in UTC with six decimals, as PostgreSQL keeps
// it; the journal has the nanoseconds, under the row's seq. The key is the first `key_columns`:
// account, time, and what tells rows of an instant apart.
enum class column_type : std::uint8_t { text, integer, amount, instant };
struct column {
  std::string_view name;
  column_type type;
};
struct table {
  std::string_view name;
  std::span<const column> columns;
  std::size_t key_columns;
};

const table& table_of(table_id id);

// A column's value as text; none is null. As many as the table has columns, in their order.
using cell = std::optional<std::string>;
using row = std::vector<cell>;

} // namespace troupe::persistence::read_side
