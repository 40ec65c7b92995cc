// What Alpaca has and this market has none of: options and corporate actions. The answers are
// those that Alpaca gives when nothing is found.
#include "net/venue/call.hpp"
#include "net/venue/json_writer.hpp"

namespace troupe::net::venue {

namespace {

http::response nothing_found(std::string_view name, bool list, bool paged) {
  json_writer json;
  json.object().key(name);
  if (list)
    json.array().end_array();
  else
    json.object().end_object();
  if (paged)
    json.key("next_page_token").null();
  json.end_object();
  return json_reply(json.take());
}

reply answer_option_data(const call& asked) {
  const auto& path = asked.segments;
  if (path.size() == 3 && (path[2] == "bars" || path[2] == "trades"))
    return nothing_found(path[2], false, true);
  if (path.size() == 4 && path[3] == "latest" && (path[2] == "quotes" || path[2] == "trades"))
    return nothing_found(path[2], false, false);
  if ((path.size() == 3 || path.size() == 4) && path[2] == "snapshots")
    return nothing_found("snapshots", false, true);
  return std::nullopt;
}

} // namespace

reply answer_what_is_empty(exchange&, const call& asked) {
  const bool option_data = asked.starts_with({"v1beta1", "options"});
  const bool contracts = asked.starts_with({"v2", "options", "contracts"});
  const bool actions =
      asked.is({"v1", "corporate-actions"}) || asked.is({"v1beta1", "corporate-actions"});
  const bool announcements = asked.starts_with({"v2", "corporate_actions", "announcements"});
  if (!option_data && !contracts && !actions && !announcements)
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  if (option_data)
    return answer_option_data(asked);
  if (actions)
    return nothing_found("corporate_actions", false, true);
  constexpr std::size_t listing = 3;
  if (announcements)
    return asked.segments.size() == listing
               ? json_reply("[]")
               : error_reply({"announcement_not_found", "announcement not found"});
  if (asked.segments.size() == listing)
    return nothing_found("option_contracts", true, true);
  return error_reply(
      {"asset_not_found", "option contract not found for " + asked.rest_from(listing)});
}

} // namespace troupe::net::venue
