// The edge writes JSON with the writer that the venue's server uses: amounts keep their exact
// decimal text.
#pragma once

#include "net/venue/json_writer.hpp"

namespace troupe::actors {

using json_writer = net::venue::json_writer;

} // namespace troupe::actors
