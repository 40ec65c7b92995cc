// The documents that were put into the binary when it was built (cmake/documents.cmake): the
// interface's description and the viewer that makes it browsable. They live as long as the process.
#pragma once

#include <string_view>

namespace troupe::actors {

struct document {
  std::string_view name; // "openapi.json"
  std::string_view media_type;
  std::string_view plain; // empty where the build had no npm to fetch it with
  std::string_view gzip;
  std::string_view tag; // of its content
};

// Null where there is none of this name.
const document* find_document(std::string_view name);

} // namespace troupe::actors
