#include "actors/edge/page.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

// Everything the page needs is in it: it may talk to this server and to nothing else.
constexpr std::string_view content_security_policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

} // namespace

void add_page_routes(route_table& table) {
  table.add("GET", "/", user_role::nobody, [](const call&, respond answer) {
    answer({200,
            {{"Content-Type", "text/html; charset=utf-8"},
             {"Content-Security-Policy", std::string(content_security_policy)},
             {"Referrer-Policy", "same-origin"},
             {"Cache-Control", "no-cache"}},
            std::string(page)});
  });
}

} // namespace troupe::actors
