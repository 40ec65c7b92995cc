#include "actors/edge/rest/halt_page_routes.hpp"

#include "actors/edge/auth/login_throttle.hpp"

#include <memory>
#include <string>

namespace troupe::actors {

namespace {

constexpr std::string_view halt_policy =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";
constexpr std::string_view halt_page_begin =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width, initial-scale=1\"><title>troupe: halt</title><style>"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:8vh auto;padding:0 1rem;"
    "background:#fff;color:#18202b}label{display:block;margin:.8rem 0}input,button{font:inherit;"
    "width:100%;padding:.5rem;box-sizing:border-box}button{background:#b3201a;color:#fff;border:0}"
    "</style></head><body><main><h1>Halt trading</h1><p role=\"status\">";
constexpr std::string_view halt_page_end =
    "</p><form method=\"post\" action=\"/halt/\"><label>User <input name=\"username\" "
    "autocomplete=\"username\" required></label><label>Password <input name=\"password\" "
    "type=\"password\" autocomplete=\"current-password\" required></label>"
    "<button>Halt: take no new risk</button></form></main></body></html>\n";

net::http::response halt_page(int status, std::string_view told) {
  return {status,
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Content-Security-Policy", std::string(halt_policy)},
           {"Cache-Control", "no-store"}},
          std::string(halt_page_begin) + std::string(told) + std::string(halt_page_end)};
}

void halt_for(const route_sources& from, const user& who, respond answer) {
  if (who.role < user_role::trader)
    return answer(halt_page(403, "Not halted: this user may only look; it takes a trader."));
  const auto show = [answer = std::move(answer)](const operator_reply& reply) {
    answer(reply.code.empty() ? halt_page(200, "Halted. Only exits pass; open orders stay.")
                              : halt_page(503, "Not halted: risk did not take the command. Try "
                                               "again, or stop the process."));
  };
  from.desk->command(trading::command_kind::halt, who.name, "from the plain page",
                     from.clock->steady_ns(), show);
}

void halt_by_form(const route_sources& from, const std::shared_ptr<login_throttle>& throttle,
                  const call& asked, respond answer) {
  const auto given = net::http::split_target("/?" + asked.body).query;
  const auto field = [&given](std::string_view name) {
    return std::string(net::http::header_value(given, name));
  };
  if (throttle->wait_ns(asked.remote_address, from.clock->steady_ns()) > 0)
    return answer(halt_page(429, "Not halted: too many failed logins from here; wait a little."));
  asked.note->who = field("username");
  from.logins->check_password(
      field("username"), field("password"),
      [from, throttle, address = asked.remote_address,
       answer = std::move(answer)](const result<user>& found) {
        if (!found)
          return answer(halt_page(401, "Not halted: user and password do not fit."));
        throttle->give_back(address);
        halt_for(from, *found, answer);
      });
}

} // namespace

void add_halt_page_routes(route_table& table, const route_sources& from) {
  const auto throttle = std::make_shared<login_throttle>();
  table.add("GET", "/halt", user_role::nobody, [](const call&, respond answer) {
    answer(halt_page(200, "Works without scripts. Nothing that takes new risk passes afterwards; "
                          "exits do."));
  });
  table.add("POST", "/halt", user_role::nobody,
            [from, throttle](const call& asked, respond answer) {
              halt_by_form(from, throttle, asked, std::move(answer));
            });
}

} // namespace troupe::actors
