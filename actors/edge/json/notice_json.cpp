#include "actors/edge/json/notice_json.hpp"

#include "trading/notice.hpp"

#include <string>

namespace troupe::actors {

bool write_notice(json_writer& json, const persistence::journal::record& told) {
  const auto notice = trading::notice_of(told.event);
  if (!notice)
    return false;
  json.object().key("seq").raw(std::to_string(told.seq));
  json.key("time").time(trading::market_time(told.event));
  json.key("severity").text(trading::to_text(notice->severity));
  json.key("kind").text(notice->kind).key("text").text(notice->text).end_object();
  return true;
}

} // namespace troupe::actors
