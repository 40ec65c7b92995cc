// A numbered step that brings a database's tables to a newer form; each runs once, in order. The
// build makes the lists of the .sql files beside each store (cmake/migrations.cmake).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace troupe::persistence::read_side {

struct migration {
  std::int64_t number;
  std::string_view name;
  std::string_view sql; // statements, each ended by a semicolon
};

} // namespace troupe::persistence::read_side

namespace troupe::persistence::sqlite {
std::span<const read_side::migration> migrations();
}
namespace troupe::persistence::postgres {
std::span<const read_side::migration> migrations();
}
