#include "net/venue/data/auctions.hpp"

#include "net/venue/date_parameter.hpp"
#include "net/venue/new_york_time.hpp"
#include "trading/market/trading_calendar.hpp"

#include <array>

namespace troupe::net::venue {

namespace {

using std::chrono::days;

void write_prints(json_writer& json, const auction_print& print,
                  const std::array<std::string_view, 2>& conditions) {
  json.array();
  for (const auto& condition : conditions) {
    json.object().key("t").time(print.at).key("x").text("V").key("p").number(print.px);
    json.key("s").integer(print.qty.units / trading::units_per_one);
    json.key("c").text(condition).end_object();
  }
  json.end_array();
}

} // namespace

std::vector<daily_auctions> auctions_between(const bar_tape& bars, const trading::symbol& of,
                                             trading::time_ns first_ns, trading::time_ns last_ns,
                                             trading::time_ns now) {
  std::vector<daily_auctions> found;
  const auto all = bars.ended_between(of, first_ns, now);
  for (auto bar = all.begin(); bar != all.end();) {
    const auto date = new_york_date(bar->start_ns);
    const auto midnight = new_york_midnight(date);
    const auto next_midnight = new_york_midnight(date + days(1));
    const auto session = trading::session_on(date);
    const auto opens_ns = session ? midnight + session->opens.count() * trading::minute_ns : 0;
    const auto closes_ns = session ? midnight + session->closes.count() * trading::minute_ns : 0;
    const trading::bar* first = nullptr;
    const trading::bar* last = nullptr;
    for (; bar != all.end() && bar->start_ns < next_midnight; ++bar)
      if (session && bar->start_ns >= opens_ns && bar->end_ns() <= closes_ns) {
        first = first == nullptr ? &*bar : first;
        last = &*bar;
      }
    if (first != nullptr && now >= closes_ns && midnight >= first_ns && midnight <= last_ns)
      found.push_back({.symbol = of,
                       .market_ns = midnight,
                       .opening = {first->start_ns, first->open, first->volume},
                       .closing = {last->end_ns(), last->close, last->volume}});
  }
  return found;
}

void write_object(json_writer& json, const daily_auctions& day) {
  json.object().key("d").text(date_text(new_york_date(day.market_ns)));
  write_prints(json.key("o"), day.opening, {"O", "Q"});
  write_prints(json.key("c"), day.closing, {"6", "M"});
  json.end_object();
}

} // namespace troupe::net::venue
