#include "net/venue/asset_json.hpp"
#include "net/venue/call.hpp"

namespace troupe::net::venue {

namespace {

http::response list_assets(const exchange& market, const call& asked) {
  const auto wanted = asked.parameter("asset_class");
  const bool crypto = wanted == "crypto";
  const auto exchange_wanted = asked.parameter("exchange");
  // All are active, and none has any of the attributes.
  const bool none = asked.parameter("status") == "inactive" ||
                    !asked.parameter("attributes").empty() ||
                    (!wanted.empty() && !crypto && wanted != "us_equity");
  json_writer json;
  json.array();
  for (const auto& listed : market.symbols())
    if (!none && listed.is_crypto() == crypto &&
        (exchange_wanted.empty() || exchange_wanted == exchange_name(listed)))
      write_asset(json, market, listed);
  json.end_array();
  return json_reply(json.take());
}

http::response show_asset(const exchange& market, const std::string& name) {
  const auto asset = market.find_asset(name);
  if (!asset)
    return error_reply({"asset_not_found", asset.failure().message});
  json_writer json;
  write_asset(json, market, *asset);
  return json_reply(json.take());
}

} // namespace

reply answer_assets(exchange& market, const call& asked) {
  if (!asked.starts_with({"v2", "assets"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  return asked.segments.size() == 2 ? list_assets(market, asked)
                                    : show_asset(market, asked.rest_from(2));
}

} // namespace troupe::net::venue
