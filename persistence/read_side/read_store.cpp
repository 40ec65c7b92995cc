#include "persistence/read_side/read_store.hpp"

#include "persistence/postgres/postgres_store.hpp"
#include "persistence/sqlite/sqlite_store.hpp"

namespace troupe::persistence::read_side {

result<std::unique_ptr<read_store>> open_read_store(std::string_view url,
                                                    const std::filesystem::path& home) {
  constexpr std::string_view sqlite = "sqlite:";
  if (url.empty())
    return sqlite::make_store(home / "read_side.db");
  if (url.starts_with(sqlite))
    return sqlite::make_store(std::string(url.substr(sqlite.size())));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return postgres::make_store(std::string(url));
  return error{"invalid_value", "database_url must begin with postgresql:// or sqlite:"};
}

} // namespace troupe::persistence::read_side
