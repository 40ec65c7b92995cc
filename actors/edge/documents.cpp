#include "actors/edge/documents.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#define TROUPE_DOCUMENT(name)                                                                      \
  extern "C" const char troupe_document_##name##_plain[];                                         \
  extern "C" const char troupe_document_##name##_plain_end[];                                     \
  extern "C" const char troupe_document_##name##_gzip[];                                          \
  extern "C" const char troupe_document_##name##_gzip_end[];                                      \
  extern "C" const char troupe_document_##name##_tag[];

TROUPE_DOCUMENT(openapi_json)
TROUPE_DOCUMENT(viewer_js)
TROUPE_DOCUMENT(viewer_css)
#undef TROUPE_DOCUMENT

namespace troupe::actors {

namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

// Draws the description that this server gives of itself.
constexpr std::string_view start_script =
    "window.onload = () => { window.ui = SwaggerUIBundle({url: '/api/openapi.json', "
    "dom_id: '#viewer', deepLinking: true, validatorUrl: null}); };\n";

#define TROUPE_DOCUMENT(name, shown, media)                                                        \
  document {                                                                                       \
    shown, media, between(troupe_document_##name##_plain, troupe_document_##name##_plain_end),     \
        between(troupe_document_##name##_gzip, troupe_document_##name##_gzip_end),                 \
        troupe_document_##name##_tag                                                               \
  }

const std::array<document, 4>& documents() {
  static const std::array<document, 4> all{
      TROUPE_DOCUMENT(openapi_json, "openapi.json", "application/json; charset=utf-8"),
      TROUPE_DOCUMENT(viewer_js, "viewer.js", "text/javascript; charset=utf-8"),
      TROUPE_DOCUMENT(viewer_css, "viewer.css", "text/css; charset=utf-8"),
      document{"start.js", "text/javascript; charset=utf-8", start_script, {}, "1"}};
  return all;
}
#undef TROUPE_DOCUMENT

} // namespace

const document* find_document(std::string_view name) {
  const auto found =
      std::find_if(documents().begin(), documents().end(),
                   [name](const document& each) { return each.name == name; });
  return found == documents().end() || found->plain.empty() ? nullptr : &*found;
}

} // namespace troupe::actors
