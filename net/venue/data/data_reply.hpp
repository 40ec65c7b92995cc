// The answers that stocks and pairs have in common.
#pragma once

#include "net/venue/call.hpp"
#include "net/venue/data/history_page.hpp"
#include "net/venue/data/latest_json.hpp"

#include <string_view>
#include <vector>

namespace troupe::net::venue {

// A page of history: bars need a timeframe; an empty name of the only symbol asks for the form by
// symbol. Refuses as market data do.
http::response history_reply(const exchange& market, const call& asked, latest_kind kind,
                             const result<history_query>& query, std::string_view only_symbol);
// {"bars":{"AAPL":{…}}}
http::response latest_reply(const exchange& market, const call& asked, latest_kind kind,
                            const std::vector<trading::symbol>& symbols);

} // namespace troupe::net::venue
