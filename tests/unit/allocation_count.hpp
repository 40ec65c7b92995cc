// How often this thread has allocated, in this test program.
#pragma once

#include <cstdint>

namespace troupe {

std::uint64_t allocation_count();

} // namespace troupe
