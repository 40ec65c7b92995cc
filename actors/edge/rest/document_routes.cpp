#include "actors/edge/documents.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

// The viewer draws what this server says of itself, and may talk to nobody else.
constexpr std::string_view viewer_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr std::string_view viewer_page =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>troupe: the "
    "interface</title><link rel=\"stylesheet\" href=\"/docs/viewer.css\"></head><body><div "
    "id=\"viewer\"></div><script src=\"/docs/viewer.js\"></script><script "
    "src=\"/docs/start.js\"></script></body></html>\n";

constexpr std::string_view no_viewer_page =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>troupe: the "
    "interface</title></head><body><p>This binary was built where npm could not fetch the "
    "viewer. The description itself is at <a href=\"/api/openapi.json\">/api/openapi.json</a>; "
    "build again with npm and its registry at hand to browse it here.</p></body></html>\n";

net::http::response show_viewer() {
  const bool there = find_document("viewer.js") != nullptr;
  return {200,
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Content-Security-Policy", std::string(viewer_policy)},
           {"Cache-Control", "no-cache"}},
          std::string(there ? viewer_page : no_viewer_page)};
}

net::http::response show_document(const call& asked, std::string_view name) {
  const auto* found = find_document(name);
  if (found == nullptr)
    return error_reply({"not_found", "there is nothing at this path"});
  const auto tag = '"' + std::string(found->tag) + '"';
  net::http::response reply{200,
                            {{"ETag", tag},
                             {"Cache-Control", "no-cache"},
                             {"Vary", "Accept-Encoding"}},
                            {}};
  if (asked.header("If-None-Match") == tag) {
    reply.status = 304;
    return reply;
  }
  reply.headers.push_back({"Content-Type", std::string(found->media_type)});
  const bool packed = !found->gzip.empty() &&
                      asked.header("Accept-Encoding").find("gzip") != std::string_view::npos;
  if (packed)
    reply.headers.push_back({"Content-Encoding", "gzip"});
  reply.body = packed ? found->gzip : found->plain;
  return reply;
}

} // namespace

void add_document_routes(route_table& table) {
  table.add("GET", "/docs", user_role::nobody,
            [](const call&, respond answer) { answer(show_viewer()); });
  table.add("GET", "/docs/{file}", user_role::nobody, [](const call& asked, respond answer) {
    answer(show_document(asked, asked.path.at("file")));
  });
  table.add("GET", "/api/openapi.json", user_role::nobody,
            [](const call& asked, respond answer) {
              answer(show_document(asked, "openapi.json"));
            });
}

} // namespace troupe::actors
