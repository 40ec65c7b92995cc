#include "net/venue/data/market_codes.hpp"

#include "net/venue/data/history_query.hpp"
#include "net/venue/json_writer.hpp"

#include <span>

namespace troupe::net::venue {

namespace {

struct code_name {
  std::string_view code;
  std::string_view name;
};

// The participants of the consolidated tapes (CTA and UTP plans).
constexpr code_name exchanges[] = {
    {"A", "NYSE American (AMEX)"},
    {"B", "NASDAQ OMX BX"},
    {"C", "National Stock Exchange"},
    {"D", "FINRA ADF"},
    {"E", "Market Independent"},
    {"H", "MIAX"},
    {"I", "International Securities Exchange"},
    {"J", "Cboe EDGA"},
    {"K", "Cboe EDGX"},
    {"L", "Long Term Stock Exchange"},
    {"M", "Chicago Stock Exchange"},
    {"N", "New York Stock Exchange"},
    {"P", "NYSE Arca"},
    {"Q", "NASDAQ OMX"},
    {"S", "NASDAQ Small Cap"},
    {"T", "NASDAQ Int"},
    {"U", "Members Exchange"},
    {"V", "IEX"},
    {"W", "CBOE"},
    {"X", "NASDAQ OMX PSX"},
    {"Y", "Cboe BYX"},
    {"Z", "Cboe BZX"},
};

// Sale conditions of the CTA plan (tapes A and B).
constexpr code_name trades_ab[] = {
    {" ", "Regular Sale"},
    {"4", "Derivatively Priced"},
    {"5", "Market Center Reopening Trade"},
    {"6", "Market Center Closing Trade"},
    {"7", "Qualified Contingent Trade"},
    {"9", "Corrected Consolidated Close Price as per Listing Market"},
    {"B", "Average Price Trade"},
    {"C", "Cash Trade (Same Day Clearing)"},
    {"E", "Automatic Execution"},
    {"F", "Inter-market Sweep Order"},
    {"H", "Price Variation Trade"},
    {"I", "Odd Lot Trade"},
    {"K", "Rule 127 (NYSE only) or Rule 155 (NYSE MKT only)"},
    {"L", "Sold Last (Late Reporting)"},
    {"M", "Market Center Official Close"},
    {"N", "Next Day Trade (Next Day Clearing)"},
    {"O", "Market Center Opening Trade"},
    {"P", "Prior Reference Price"},
    {"Q", "Market Center Official Open"},
    {"R", "Seller"},
    {"T", "Extended Hours Trade"},
    {"U", "Extended Hours Sold (Out Of Sequence)"},
    {"V", "Contingent Trade"},
    {"X", "Cross Trade"},
    {"Z", "Sold (Out of Sequence)"},
};

// Sale conditions of the UTP plan (tape C).
constexpr code_name trades_c[] = {
    {"1", "Stopped Stock (Regular Trade)"},
    {"2", "Stopped Stock (Sold Last)"},
    {"3", "Stopped Stock (Sold)"},
    {"4", "Derivatively Priced"},
    {"5", "Re-Opening Prints"},
    {"6", "Closing Prints"},
    {"7", "Qualified Contingent Trade"},
    {"8", "Placeholder For 611 Exempt"},
    {"9", "Corrected Consolidated Close (per listing market)"},
    {"@", "Regular Sale"},
    {"A", "Acquisition"},
    {"B", "Bunched Trade"},
    {"C", "Cash Sale"},
    {"D", "Distribution"},
    {"E", "Placeholder"},
    {"F", "Intermarket Sweep"},
    {"G", "Bunched Sold Trade"},
    {"H", "Price Variation Trade"},
    {"I", "Odd Lot Trade"},
    {"K", "Rule 155 Trade (AMEX)"},
    {"L", "Sold Last"},
    {"M", "Market Center Official Close"},
    {"N", "Next Day"},
    {"O", "Opening Prints"},
    {"P", "Prior Reference Price"},
    {"Q", "Market Center Official Open"},
    {"R", "Seller"},
    {"S", "Split Trade"},
    {"T", "Form T"},
    {"U", "Extended trading hours (Sold Out of Sequence)"},
    {"V", "Contingent Trade"},
    {"W", "Average Price Trade"},
    {"X", "Cross Trade"},
    {"Y", "Yellow Flag Regular Trade"},
    {"Z", "Sold (out of sequence)"},
};

// Quote conditions, alike on every tape.
constexpr code_name quote_conditions[] = {
    {"A", "Slow Quote on Offer Side"},
    {"B", "Slow Quote on Bid Side"},
    {"C", "Closing Quote"},
    {"E", "Slow Quote due to LRP or Gap Quote on Bid Side"},
    {"F", "Slow Quote due to LRP or Gap Quote on Offer Side"},
    {"H", "Slow Quote on Bid and Offer Side"},
    {"L", "Market Maker Quotes Closed"},
    {"N", "Non-Firm Quote"},
    {"O", "Opening Quote"},
    {"R", "Regular Two-Sided Open Quote"},
    {"U", "Slow Quote due to LRP or Gap Quote on both sides"},
    {"W", "Slow Quote due to a Set Slow List on Bid and Offer Sides"},
    {"4", "On Demand Intra-Day Auction"},
};

http::response code_table(std::span<const code_name> codes) {
  json_writer json;
  json.object();
  for (const auto& each : codes)
    json.key(each.code).text(each.name);
  json.end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_market_codes(const call& asked) {
  const auto& path = asked.segments;
  if (path.size() == 4 && path[3] == "exchanges")
    return code_table(exchanges);
  if (path.size() != 5 || path[3] != "conditions" || (path[4] != "trade" && path[4] != "quote"))
    return std::nullopt;
  if (auto checked = check_parameters(asked, {"tape"}); !checked)
    return message_reply(400, checked.failure().message);
  const auto tape = asked.parameter("tape");
  if (tape != "A" && tape != "B" && tape != "C")
    return message_reply(400, "invalid tape: use A, B or C");
  if (path[4] == "quote")
    return code_table(quote_conditions);
  return tape == "C" ? code_table(trades_c) : code_table(trades_ab);
}

} // namespace troupe::net::venue
