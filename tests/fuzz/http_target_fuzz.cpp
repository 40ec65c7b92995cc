// Targets, queries, cookies and origins of requests.
#include "actors/edge/auth/cookie.hpp"
#include "net/http/message.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace troupe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto parts = net::http::split_target(text);
  std::string again;
  for (const auto& each : parts.segments)
    again += "/" + net::http::percent_encode(each);
  fuzz::expect(net::http::split_target(again).segments == parts.segments,
               "a path that is encoded again has the same segments");
  std::string query = "/?";
  for (const auto& each : parts.query)
    query += net::http::percent_encode(each.name) + "=" +
             net::http::percent_encode(each.value) + "&";
  const auto reread = net::http::split_target(query).query;
  for (const auto& each : parts.query)
    fuzz::expect(each.name.empty() || net::http::header_value(reread, each.name) ==
                                          net::http::header_value(parts.query, each.name),
                 "a query that is encoded again has the same values");
  const std::vector<net::http::header> headers{{"Cookie", std::string(text)},
                                               {"Origin", std::string(text)},
                                               {"Host", "127.0.0.1:9000"}};
  const auto value = actors::cookie_value(headers, "troupe_access");
  fuzz::expect(value.find(';') == std::string_view::npos, "a cookie's value ends at the semicolon");
  fuzz::expect(!actors::is_same_origin(headers) || text.ends_with("://127.0.0.1:9000"),
               "an origin is this host's only when it names it whole");
  return 0;
}
