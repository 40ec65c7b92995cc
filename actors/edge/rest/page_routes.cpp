#include "actors/edge/page.hpp"
#include "actors/edge/rest/page_answer.hpp"
#include "actors/edge/rest/routes.hpp"

#include <utility>

namespace troupe::actors {

namespace {

// Where the web page was not built. Everything this one needs is in it: it may talk to this server
// and to nothing else.
constexpr std::string_view content_security_policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

} // namespace

void add_page_routes(route_table& table) {
  table.add("GET", "/", user_role::nobody, [](const call& asked, respond answer) {
    net::http::request wanted;
    wanted.headers = asked.headers;
    if (auto page = answer_page(built_page(), wanted))
      return answer(std::move(*page));
    answer({200,
            {{"Content-Type", "text/html; charset=utf-8"},
             {"Content-Security-Policy", std::string(content_security_policy)},
             {"Referrer-Policy", "same-origin"},
             {"Cache-Control", "no-cache"}},
            std::string(page)});
  });
}

} // namespace troupe::actors
