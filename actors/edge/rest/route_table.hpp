// The table of all routes: method, path pattern, who may, and what answers.
//
// A pattern is a path whose segments may be parameters: "/api/orders/{id}/why". Where two patterns
// match, the one without a parameter in the first place that differs wins.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "actors/edge/rest/call.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::actors {

// Call `answer` once, now or later.
using route_handler = std::function<void(const call& asked, respond answer)>;

// Whether the audit log may keep it.
enum class request_body : std::uint8_t { plain, secret };

struct route {
  std::string method;
  std::string pattern;
  user_role needed = user_role::nobody; // nobody: open to all
  route_handler handler;
  request_body body = request_body::plain;
  bool guarded = false; // by the second factor of who has one
};

struct matched_route {
  const route* found;
  std::map<std::string, std::string> path;
};
struct no_such_path {};
struct no_such_method {
  std::string allowed; // "GET, POST"
};
using route_match = std::variant<matched_route, no_such_path, no_such_method>;

class route_table {
public:
  // Throws std::invalid_argument for a route that is already there.
  void add(std::string method, std::string pattern, user_role needed, route_handler handler,
           request_body body = request_body::plain);
  // Throws std::invalid_argument for a route that is not there.
  void guard(std::string_view method, std::string_view pattern);

  // HEAD is answered by GET's route. Valid as long as the table.
  route_match find(std::string_view method, const std::vector<std::string>& segments) const;
  const std::vector<route>& routes() const { return routes_; }

private:
  std::vector<route> routes_;
  std::vector<std::vector<std::string>> patterns_; // of routes_, taken apart
};

} // namespace troupe::actors
