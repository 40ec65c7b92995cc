// The read side in a SQLite file: the default, for one machine.
#pragma once

#include "persistence/read_side/read_store.hpp"

#include <filesystem>
#include <memory>

namespace troupe::persistence::sqlite {

// The file is opened, and made, by prepare(). Others may read it meanwhile.
std::unique_ptr<read_side::read_store> make_store(std::filesystem::path file);

} // namespace troupe::persistence::sqlite
