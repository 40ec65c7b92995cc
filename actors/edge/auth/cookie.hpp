// Sessions in cookies, for pages: HttpOnly, so that no script reads them, and SameSite=Strict. What
// a browser sends by itself proves no intent, so a write that is authenticated by a cookie must
// come from a page of this server: its Origin must name the host that was asked.
#pragma once

#include "net/http/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::actors {

inline constexpr std::string_view access_cookie = "troupe_access";
inline constexpr std::string_view refresh_cookie = "troupe_refresh";

// The value of a request's cookie, or empty.
std::string_view cookie_value(const std::vector<net::http::header>& headers,
                              std::string_view name);
// A header that sets it for so long; 0 takes it away. `secure` where the client speaks TLS.
net::http::header set_cookie(std::string_view name, std::string_view value, std::int64_t max_age_s,
                             bool secure);
// Whether Origin names the host of the Host header. False where either is missing.
bool is_same_origin(const std::vector<net::http::header>& headers);

} // namespace troupe::actors
