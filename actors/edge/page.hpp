// The web page at `/`: one self-contained document, without any outside resource.
#pragma once

#include <string_view>

namespace troupe::actors {

extern const std::string_view page;

} // namespace troupe::actors
